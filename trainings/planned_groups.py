"""Which units the plan's words put into which class: «Lớp thứ nhất: 182 đại biểu, gồm: … các xã: Mường Đun, Lao Xả
Phình và UBND thị trấn Tòa Chùa». Pure.
"""

import re
from collections.abc import Mapping
from difflib import SequenceMatcher

from lib.text import fold

ALIKE = 0.7
"""From this likeness on (1: the same letters) a name that no unit bears is taken for a misspelt one."""

_APART = re.compile(r"[,;:.()]|\s+(?:và|cùng)\s+")
_KIND = re.compile(
    r"^(?:đại biểu|học viên|cán bộ|thuộc|của|gồm|các|ủy ban nhân dân|ubnd|xã|phường|thị trấn|đặc khu|\s)+(?=\s)\s+",
    re.IGNORECASE,
)


def named_groups(parts: Mapping[int, str], units: Mapping[int, str]) -> dict[int, int]:
    """{key of a unit: ordinal of its class} for `units` (key → name) that `parts` (ordinal → what is said) name.

    Each unit and each name is used once, those that agree best first; names that differ only in accents agree.
    """
    said = [(ordinal, name) for ordinal, text in sorted(parts.items()) for name in _names(text)]
    likeness = [
        (_alike(name, fold(_KIND.sub("", unit))), -place, ordinal, key)
        for place, (ordinal, name) in enumerate(said)
        for key, unit in units.items()
    ]
    found: dict[int, int] = {}
    used: set[int] = set()
    for degree, place, ordinal, key in sorted(likeness, reverse=True):
        if degree >= ALIKE and key not in found and place not in used:
            found[key] = ordinal
            used.add(place)
    return found


def _names(text: str) -> list[str]:
    """Proper names in `text`, folded, without the kind of place before them."""
    items = (_KIND.sub("", item.strip()) for item in _APART.split(text))
    return [fold(item) for item in items if item[:1].isupper() and len(item.split()) <= 5]


def _alike(one: str, other: str) -> float:
    return 1.0 if one == other else SequenceMatcher(None, one, other, autojunk=False).ratio()
