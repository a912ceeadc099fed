"""Numbers below ten: «02 lớp» or «2 lớp», one way in the whole document."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from documents.checking.findings import Severity
from documents.checking.registry import Family, rule
from documents.checking.subject import Breach, Passage, Subject
from documents.checking.wording import LETTER, breach

_COUNT_NOUN = re.compile(
    "lớp|người|đại|học|xã|huyện|thôn|bản|ngày|đợt|cuộc|đoàn|buổi|tiết|mô|công|dự|con|hộ|bộ|tổ|đơn|cán|lần|hội|trường|"
    "chuyên|chương|hạng|máy"
)
_COUNTED = re.compile(rf"(?<![\w.,/-])(0?[1-9]) ({LETTER}+)(?!\S*\d)")


@rule(
    "typography.padded_numbers",
    "Số nhỏ hơn 10 viết một kiểu",
    family=Family.TYPOGRAPHY,
    severity=Severity.WARNING,
    source="Thông lệ: một cách viết trong cả văn bản",
)
def small_numbers_are_written_one_way(subject: Subject) -> Iterator[Breach]:
    """«02 lớp» and «9 lớp» in one document; each counted thing once."""
    seen: dict[str, list[tuple[Passage, re.Match]]] = defaultdict(list)
    for passage in subject.body:
        if not passage.is_cell:
            for match in _COUNTED.finditer(passage.text):
                if _COUNT_NOUN.fullmatch(match[2]):
                    seen[match[2]].append((passage, match))
    for unit, found in seen.items():
        ways = Counter(len(match[1]) for _, match in found)
        if len(ways) == 2:
            rare = 1 if ways[1] <= ways[2] else 2
            passage, match = next(item for item in found if len(item[1][1]) == rare)
            other = next(item[1][0] for item in found if len(item[1][1]) != rare)
            number = f"{int(match[1]):02}" if rare == 1 else str(int(match[1]))
            message = f"«{match[0]}» và «{other}»: số nhỏ hơn 10 trước «{unit}» viết hai kiểu trong cùng văn bản."
            yield breach(passage, *match.span(), message, replacement=f"{number} {unit}", words=0)
