"""Administrative units as texts name them, looked up in the catalogue that `Facts` brings."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from documents.checking.facts import KnownArea
from documents.checking.spelling import one_tone_style
from documents.checking.subject import Passage
from documents.citing import CAPITAL
from lib.text import fold

_KINDS = "tỉnh|thành phố|huyện|quận|thị xã|thị trấn|xã|phường|đặc khu"
_NAME = rf"{CAPITAL}[\w'’]*(?:[ -]{CAPITAL}[\w'’]*){{0,4}}"
_ONE = re.compile(rf"(?<!\w)(?P<kind>{_KINDS}|{_KINDS.upper()}|Tỉnh|Huyện|Xã|Thị trấn|Thị xã|Phường|Thành phố|Quận)\s+"
                  rf"(?P<name>{_NAME})")  # fmt: skip
_LIST = re.compile(
    rf"(?<!\w)các (?P<kind>{_KINDS})(?: miền núi| biên giới)?\s*[:(]?\s*(?P<names>{_NAME}(?:(?:, | và |; ){_NAME})+)"
)


@dataclass(frozen=True)
class Mention:
    """An administrative unit named in a passage: «huyện», «Tủa Chùa», and where the name stands."""

    passage: Passage
    kind: str
    name: str
    start: int
    end: int


def mentions(passage: Passage) -> Iterator[Mention]:
    """Units with the word for their kind before them, and the members of «các xã: A, B và C»."""
    text = passage.text
    for match in _ONE.finditer(text):
        yield Mention(passage, match["kind"].lower(), match["name"], match.start("name"), match.end("name"))
    for match in _LIST.finditer(text):
        for name in re.finditer(_NAME, match["names"]):
            start = match.start("names") + name.start()
            yield Mention(passage, match["kind"], name[0], start, start + len(name[0]))


class Catalogue:
    """The units of `Facts.areas`, by kind and name and by name alone."""

    def __init__(self, areas: tuple[KnownArea, ...]):
        self.by_name: dict[str, list[KnownArea]] = {}
        for area in areas:
            self.by_name.setdefault(spelt(area.name), []).append(area)

    def named(self, name: str, kind: str | None = None) -> list[KnownArea]:
        """All units of that name, whatever the case and the place of tones; of one kind only when given."""
        found = self.by_name.get(spelt(name), [])
        return [area for area in found if kind is None or area.kind.lower() == kind]

    def like(self, name: str, *, kind: str, province: str | None, on: datetime.date | None) -> list[KnownArea]:
        """Units of `kind` that existed on the day `on` and whose name differs from `name` by one small slip."""
        level = ("xã", "phường", "thị trấn", "đặc khu") if kind in ("xã", "phường", "thị trấn", "đặc khu") else (kind,)
        return [
            area
            for areas in self.by_name.values()
            for area in areas
            if area.kind.lower() in level
            and (province is None or area.province == province)
            and (on is None or exists_on(area, on))
            and is_slip(name, area.name)
        ]


_laid_out: dict[str, tuple[tuple[KnownArea, ...], Catalogue]] = {}


def catalogue_of(areas: tuple[KnownArea, ...]) -> Catalogue:
    """The catalogue of `areas`. Thousands of units come as the same tuple again and again: they are laid out once."""
    last = _laid_out.get("last")
    if last is None or last[0] is not areas:
        last = _laid_out["last"] = (areas, Catalogue(areas))
    return last[1]


def exists_on(unit, on: datetime.date) -> bool:
    """Whether a KnownArea or KnownOffice existed on the day `on`."""
    return (unit.valid_from is None or unit.valid_from <= on) and (unit.valid_to is None or on <= unit.valid_to)


@lru_cache(maxsize=20_000)
def spelt(name: str) -> str:
    """`name` for exact comparison: small letters, tones where «hòa» has them, blanks single, «-» as a blank."""
    return " ".join(one_tone_style(word) for word in name.lower().replace("-", " ").replace("’", "'").split())


def is_slip(name: str, right: str) -> bool:
    """Whether `name` looks like `right` mistyped: as many syllables, one of them one letter or diacritic away.

    s and x at the beginning are two usual ways to write names of the minorities, no slip.
    """
    words, others = spelt(name).split(), spelt(right).split()
    if len(words) != len(others) or words == others:
        return False
    differing = [(one, other) for one, other in zip(words, others, strict=True) if one != other]
    if len(differing) != 1:
        return False
    one, other = differing[0]
    plain, other_plain = fold(one), fold(other)
    if plain == other_plain:
        return True
    if re.sub("^(?:ch|tr)", "ch", plain) == re.sub("^(?:ch|tr)", "ch", other_plain):
        return True
    if plain[1:] == other_plain[1:]:
        return False
    return len(plain) > 1 and plain[0] == other_plain[0] and _is_one_letter_away(plain, other_plain)


def _is_one_letter_away(one: str, other: str) -> bool:
    if len(one) == len(other):
        return sum(a != b for a, b in zip(one, other, strict=True)) == 1
    longer, shorter = sorted((one, other), key=len, reverse=True)
    return len(longer) - len(shorter) == 1 and any(
        longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer))
    )
