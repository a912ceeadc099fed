"""Who is the same person, as far as lists tell."""

import hashlib
from functools import lru_cache

from lib.name_order import words_of
from lib.text import fold


@lru_cache(maxsize=50_000)
def name_words(full_name: str) -> str:
    """The words of a name without accents and case, in one order: «Sình A Giàng» is «GIÀNG A SÌNH»."""
    return " ".join(sorted(fold(word) for word in words_of(full_name)))


def identity(*, full_name: str, unit: str) -> str:
    """A key (32 hex digits) that is the same for rows of one name in one unit. Whether two such rows are one person is
    said by `is_same`: the year of birth and the number of the identity card may tell them apart.
    """
    return hashlib.sha256(f"{name_words(full_name)}\0{unit}".encode()).hexdigest()[:32]


def is_same(*, birth_years: tuple[int | None, int | None], id_indexes: tuple[str, str]) -> bool:
    """Whether two rows of one name can be one person: nothing that both tell contradicts it. An index is what
    `people.private.id_index` makes of the number of an identity card."""
    one, other = id_indexes
    if one and other:
        return one == other
    return None in birth_years or birth_years[0] == birth_years[1]
