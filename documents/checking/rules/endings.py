"""The marks at the end of paragraphs and of the members of a list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from documents.checking.findings import Severity
from documents.checking.labels import Series, label_of
from documents.checking.registry import Family, rule
from documents.checking.subject import Breach, Passage, Subject
from documents.checking.wording import ending
from documents.places import Part

_CUSTOM = "Quy tắc chính tả; thông lệ: các ý cùng cấp kết thúc bằng «;», ý cuối bằng «.»"
_SHORTEST = 25  # letters: a shorter line may be a label


def _mark(text: str) -> str:
    """«;», «.», «:» … at the end of `text`; "" for a letter, a figure or a closing bracket; «…» for dots."""
    text = text.rstrip(" ”\"»’'")
    if text.endswith((".)", ";)", "…)")):
        text = text[:-1]
    if text.endswith(("...", "…")):
        return "…"
    return text[-1] if text and text[-1] in ".;:,!?" else ""


@rule(
    "typography.list_marks",
    "Các ý cùng cấp kết thúc bằng một kiểu dấu",
    family=Family.TYPOGRAPHY,
    severity=Severity.WARNING,
    source=_CUSTOM,
)
def members_of_a_list_end_alike(subject: Subject) -> Iterator[Breach]:
    """«;» here, «.» there, nothing elsewhere among the members of one list; said once for each list."""
    for members in filter(None, _lists(subject)):
        usual = [member for member in members if _mark(member.text) not in (":", "…")]
        marks = [_mark(member.text) for member in usual]
        wrong = _deviation(marks, is_last=bool(usual) and usual[-1] is members[-1])
        if wrong is not None:
            member = usual[wrong]
            shown = " ".join(f"«{mark}»" if mark else "không dấu" for mark in dict.fromkeys(marks))
            message = f"Các ý cùng cấp kết thúc không thống nhất ({shown}); thường dùng «;», ý cuối dùng «.»."
            yield Breach(member.place, ending(member.text, 4), message)


def _deviation(marks: Sequence[str], *, is_last: bool) -> int | None:
    """The first member that ends otherwise than the rest; the last one may end with «.» where the others have «;»."""
    if len(marks) < 2 or len(set(marks)) == 1:
        return None
    inner = marks[:-1] if is_last else marks
    if len(set(inner)) == 1 and inner[0] in (";", ",") and (not is_last or marks[-1] == "."):
        return None
    if len(set(inner)) == 1 and inner[0] in (";", ",", ".") and is_last:
        return None if marks[-1] in (".", inner[0]) else len(marks) - 1
    usual = max(set(inner), key=lambda mark: (inner.count(mark), mark == ";"))
    return next((at for at, mark in enumerate(inner) if mark != usual), None)


def _lists(subject: Subject) -> Iterator[list[Passage]]:
    """The paragraphs of a section that bear markers of one series, in order; a list inside one is a list of its own."""
    for _, group in groupby(subject.passages, key=lambda p: (p.place.part, p.place.index)):
        open_lists: dict[tuple[Series, str], list[Passage]] = {}
        for passage in group:
            label = None if passage.is_heading or passage.is_cell else label_of(passage.marker)
            if label is None:
                yield from open_lists.values()
                open_lists = {}
                continue
            key = (label.series, label.text if label.series == Series.SIGN else "")
            is_new = label.series != Series.SIGN and label.number == 1
            for other in [k for k in open_lists if k != key and _is_inside(k, key)] + ([key] if is_new else []):
                if other in open_lists:
                    yield open_lists.pop(other)
            for k, members in open_lists.items():
                if members and k != key and _is_inside(key, k) and not _mark(members[-1].text):
                    members.pop()  # a heading of the members below it
            open_lists.setdefault(key, []).append(passage)
        yield from open_lists.values()


def _is_inside(one: tuple[Series, str], other: tuple[Series, str]) -> bool:
    """Whether a list of `one` ends where a member of `other` begins: pluses end at a dash, both at a letter."""
    ranks = {Series.SIGN: 3, Series.LETTER: 2}
    rank, other_rank = ranks.get(one[0], 1), ranks.get(other[0], 1)
    return rank > other_rank or (rank == other_rank == 3 and one[1] == "+" and other[1] == "-")


@rule(
    "typography.paragraph_end",
    "Đoạn văn kết thúc bằng dấu câu",
    family=Family.TYPOGRAPHY,
    severity=Severity.WARNING,
    source=_CUSTOM,
)
def paragraphs_end_with_a_mark(subject: Subject) -> Iterator[Breach]:
    """A running paragraph of a section that ends without any mark."""
    parts = (Part.SECTIONS, Part.CLOSING)
    running = [p for p in subject.body if p.place.part in parts and not p.marker and not p.is_cell]
    without = [p for p in running if not _mark(p.text) and len(p.text) > _SHORTEST]
    if len(without) > max(2, len(running) / 3):
        return  # the document's own way, or a text whose lines were not joined
    for passage in without:
        quote = ending(passage.text, 4)
        yield Breach(passage.place, quote, "Đoạn này chưa có dấu kết thúc câu.", f"{quote}.")
