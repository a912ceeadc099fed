"""Whether two rows of people can be, or must be, one person. Pure; rows are models.Person or matching.PersonFacts."""

from collections.abc import Mapping
from typing import Any

from lib.name_order import sort_key, words_of
from lib.text import fold
from people.enums import PrivateField


def spelled_alike(one: str, other: str) -> bool:
    """Whether two names with the same name_key can be one name: «Hoà» and «Hòa», «LO VAN AN» and «Lò Văn An».

    «Hoa» and «Hòa» are two names: a name typed without any accent says nothing about its accents, one with them does.
    """
    return sort_key(one) == sort_key(other) or _is_plain(one) or _is_plain(other)


def ids_differ(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Whether the identity card numbers in two `private` are known, of one kind, and not the same.

    One person may have two: nine digits are the old card's, twelve the new one's.
    """
    numbers = [private.get(PrivateField.ID_NUMBER, "") for private in (one, other)]
    return _differ(*numbers) and len(numbers[0]) == len(numbers[1])


def are_proved_one(one: Any, other: Any) -> bool:
    """Whether name, year of birth and commune, all known, are the same, and nothing speaks against it."""
    return (
        one.birth_year is not None
        and one.area_id is not None
        and (one.birth_year, one.area_id) == (other.birth_year, other.area_id)
        and spelled_alike(one.full_name, other.full_name)
        and not _differ(one.sex, other.sex)
        and not ids_differ(one.private, other.private)
    )


def evidence(one: Any, other: Any) -> int:
    """How much speaks for two namesakes being one person; 0: nothing, or something speaks against it.

    Namesakes of two communes are two people unless their year of birth is the same. Does not look at `private`.
    """
    same_area = one.area_id is not None and one.area_id == other.area_id
    same_year = one.birth_year is not None and one.birth_year == other.birth_year
    if _differ(one.sex, other.sex) or _differ(one.birth_year, other.birth_year):
        return 0
    if _differ(one.area_id, other.area_id) and not same_year:
        return 0
    same_words = [
        bool(mine) and fold(mine) == fold(theirs)
        for mine, theirs in ((one.workplace, other.workplace), (one.post, other.post))
    ]
    is_same_spelling = sort_key(one.full_name) == sort_key(other.full_name)
    return 1 + 4 * same_area + 4 * same_year + 2 * is_same_spelling + sum(same_words)


def _differ(one: Any, other: Any) -> bool:
    return bool(one) and bool(other) and one != other


def _is_plain(name: str) -> bool:
    return " ".join(words_of(name)).isascii()
