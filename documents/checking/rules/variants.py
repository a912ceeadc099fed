"""One way of writing what has two: «hằng năm» and «hàng năm», «học tập, trao đổi» and «học tập trao đổi»."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from documents.checking.findings import Severity
from documents.checking.registry import Family, rule
from documents.checking.spelling import CONFUSED
from documents.checking.subject import Breach, Passage, Subject
from documents.checking.wording import breach
from documents.places import Part

_ONE_WAY = "Thông lệ: một cách viết trong cả văn bản"
_PAIRS = (
    ("hằng năm", "hàng năm"),
    ("hằng tháng", "hàng tháng"),
    ("hằng quý", "hàng quý"),
    ("hằng ngày", "hàng ngày"),
    ("hằng tuần", "hàng tuần"),
    ("kỹ thuật", "kĩ thuật"),
    ("kỹ năng", "kĩ năng"),
    ("quản lý", "quản lí"),
    ("xử lý", "xử lí"),
    ("công ty", "công ti"),
    ("tỷ lệ", "tỉ lệ"),
    ("tỷ đồng", "tỉ đồng"),
    ("đăng ký", "đăng kí"),
    ("chữ ký", "chữ kí"),
    ("quý", "quí"),
    ("dân số - kế hoạch", "dân số kế hoạch"),
)
_NUMBERED = re.compile(r"(?<!\w)(Biểu|Mẫu|Phụ biểu|Bảng) (số )?(\d{1,3})(?![\w/])")


@rule(
    "names.confused",
    "Chữ hay viết nhầm",
    family=Family.NAMES,
    severity=Severity.WARNING,
    source="Chính tả tiếng Việt",
)
def confused_words(subject: Subject) -> Iterator[Breach]:
    """«thăm quan», «bổ xung», «sát nhập»: each place."""
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(CONFUSED)})(?!\w)", re.IGNORECASE)
    for passage in subject.passages:
        for match in pattern.finditer(passage.text):
            right = CONFUSED[match[0].lower()]
            right = right.capitalize() if match[0][0].isupper() else right
            message = f"«{match[0]}» phải viết là «{right}»."
            yield breach(passage, *match.span(), message, replacement=right, words=0)


@rule(
    "names.one_form",
    "Một từ viết một cách",
    family=Family.NAMES,
    severity=Severity.WARNING,
    source=_ONE_WAY,
)
def words_have_one_form(subject: Subject) -> Iterator[Breach]:
    """«hằng năm» and «hàng năm», «Biểu số 9» and «Biểu 10» in one document: the rarer one, once."""
    for one, other in _PAIRS:
        places = {form: _places(subject, form) for form in (one, other)}
        if all(places.values()):
            rare = min((other, one), key=lambda form: len(places[form]))
            usual = one if rare == other else other
            passage, match = places[rare][0]
            message = f"Văn bản viết cả «{rare}» ({len(places[rare])} chỗ) và «{usual}» ({len(places[usual])} chỗ)."
            right = usual.capitalize() if match[0][0].isupper() else usual
            yield breach(passage, *match.span(), message, replacement=right, words=0)
    numbered: dict[str, dict[bool, list[tuple[Passage, re.Match]]]] = defaultdict(lambda: {True: [], False: []})
    for passage in subject.passages:
        for match in _NUMBERED.finditer(passage.text):
            numbered[match[1]][bool(match[2])].append((passage, match))
    for kind, ways in numbered.items():
        if ways[True] and ways[False]:
            rare = len(ways[True]) < len(ways[False])
            passage, match = ways[rare][0]
            right = f"{kind} {match[3]}" if rare else f"{kind} số {match[3]}"
            message = f"«{match[0]}»: ở chỗ khác trong văn bản này viết «{ways[not rare][0][1][0]}»."
            yield breach(passage, *match.span(), message, replacement=right, words=0)


def _places(subject: Subject, form: str) -> list[tuple[Passage, re.Match]]:
    pattern = re.compile(rf"(?<!\w){re.escape(form)}(?!\w)", re.IGNORECASE)
    return [(p, m) for p in subject.passages if p.place.part != Part.BASES for m in pattern.finditer(p.text)]


_ALWAYS_PARTED = frozenset(
    tuple(phrase.split(", "))
    for phrase in (
        "chủ trương, chính sách",
        "mục đích, ý nghĩa",
        "mục đích, yêu cầu",
        "khó khăn, vướng mắc",
        "chủ trì, phối hợp",
        "theo dõi, đôn đốc",
        "kiểm tra, giám sát",
        "thanh tra, kiểm tra",
        "giám sát, đánh giá",
        "sơ kết, tổng kết",
        "cán bộ, công chức",
        "công chức, viên chức",
        "tuyên truyền, vận động",
        "chức năng, nhiệm vụ",
    )
)
_LINK = re.compile(r"(?<!\w)(?:kể|này|đó|theo|trong|khi|tại|do|để|có|được|của|và|các|những|từ|đến|quy định)(?!\w)")
_FOUR = re.compile(r"(?=(?<!\w)([a-zà-ỹđ]+ [a-zà-ỹđ]+)(, | )([a-zà-ỹđ]+ [a-zà-ỹđ]+)(?!\w))", re.IGNORECASE)


@rule(
    "typography.same_commas",
    "Cụm từ liệt kê có dấu phẩy ở mọi chỗ",
    family=Family.TYPOGRAPHY,
    severity=Severity.WARNING,
    source=_ONE_WAY,
)
def enumerations_keep_their_comma(subject: Subject) -> Iterator[Breach]:
    """«học tập trao đổi» where the document otherwise, four times as often, has «học tập, trao đổi»; each phrase once.

    Of enumerations that every office writes with a comma, one other place is enough.
    """
    with_comma: dict[tuple[str, str], int] = defaultdict(int)
    without: dict[tuple[str, str], list[tuple[Passage, re.Match]]] = defaultdict(list)
    cited = {(passage.place, n) for passage, citation in subject.citations for n in range(citation.start, citation.end)}
    for passage in subject.passages:
        for match in _FOUR.finditer(passage.text):
            key = (match[1].lower(), match[3].lower())
            if match[2] == ", ":
                with_comma[key] += 1
            elif (passage.place, match.start()) not in cited:
                without[key].append((passage, match))
    for key, places in without.items():
        needed = len(places) if key in _ALWAYS_PARTED else 4 * len(places)
        is_enough = with_comma.get(key, 0) >= needed
        if is_enough and not _LINK.search(" ".join(key)):
            passage, match = places[0]
            start, end = match.span(1)[0], match.span(3)[1]
            right = f"{match[1]}, {match[3]}"
            message = f"Thiếu dấu phẩy: ở {with_comma[key]} chỗ khác trong văn bản này viết «{right.lower()}»."
            yield breach(passage, start, end, message, replacement=right, words=0)
