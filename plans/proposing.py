"""Activities that a text describes: which sections speak of a class, a tour, a round, with their figures and lines.

A proposal is only that: a person takes it or not. Taken, its lines are printed by the activity in the place of the
section's own text; where that would change a word the lines stay in the section and the activity keeps figures alone.
"""

import datetime
import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from documents.content import Block, Content, Paragraph
from lib.text import fold
from plans.body import parse_body
from plans.content_rows import Heading, body_text, flat
from plans.enums import ActivityKind, LineRole
from plans.figures import days_in, groups_in, people_in, period_in, size_in
from plans.labelled import LABELLED, role_of
from plans.proposed_lines import Proposal, with_lines

_KINDS = (
    (ActivityKind.STUDY_TOUR, r"tham quan|(?:hoc tap|hoc hoi|trao doi) kinh nghiem"),
    (ActivityKind.CLASS, r"tap huan|boi duong|dao tao|\blop\b"),
    (ActivityKind.SUPPORT_MODEL, r"mo hinh"),
    (ActivityKind.MONITORING, r"kiem tra|giam sat|phuc tra"),
    (ActivityKind.SURVEY, r"ra soat|dieu tra|khao sat"),
    (ActivityKind.COMMUNICATION, r"tuyen truyen|truyen thong|hoi nghi|hoi thi|toa dam"),
)
_GROUPS = {
    ActivityKind.CLASS: r"lớp",
    ActivityKind.STUDY_TOUR: r"đoàn|chuyến",
    ActivityKind.MONITORING: r"cuộc|đợt|lượt|đoàn",
    ActivityKind.SURVEY: r"cuộc|đợt|lượt",
    ActivityKind.SUPPORT_MODEL: r"mô hình",
    ActivityKind.COMMUNICATION: r"buổi|hội nghị|cuộc|đợt|hội thi",
}
LONGEST_NAME = 150
SHORT = 4
"""A section of so few paragraphs is all about the one activity that it names."""


@dataclass(frozen=True)
class _Part:
    """A labelled piece of a description: «Thời gian: 3 ngày/lớp», with what stands under it."""

    role: LineRole
    label: str
    text: str

    @property
    def counts(self) -> bool:
        """Whether it is about numbers: «Số lớp», «Thành phần, số lượng»."""
        return self.role == LineRole.QUANTITY or "so luong" in fold(self.label)


def proposals(content: Content) -> tuple[Proposal, ...]:
    """The activities that `content` describes, in reading order; a text that gives no figures proposes none."""
    rows = [replace(row, blocks=parse_body(body_text(row.blocks))) for row in flat(content.sections)]
    found: list[Proposal] = []
    taken: set[int] = set()
    for place, row in enumerate(rows):
        if place in taken:
            continue
        below = _below(rows, place)
        whole = _of_parts(row, [rows[i] for i in below])
        if whole is not None:
            found.append(whole)
            taken |= set(below)
            continue
        found += _of_own_text(row)
    return tuple(_keyed(found))


def _below(rows: Sequence[Heading], place: int) -> list[int]:
    end = next((i for i in range(place + 1, len(rows)) if rows[i].level <= rows[place].level), len(rows))
    return list(range(place + 1, end))


def _keyed(found: Iterable[Proposal]) -> Iterator[Proposal]:
    seen: dict[str, int] = {}
    for proposal in found:
        said = f"{proposal.kind}|{proposal.name}|{proposal.quote}"
        seen[said] = seen.get(said, 0) + 1
        key = hashlib.sha256(f"{said}|{seen[said]}".encode()).hexdigest()[:12]
        yield replace(proposal, key=key)


# ---- one section, one activity ---------------------------------------------------------------------------------------


def _of_own_text(row: Heading) -> list[Proposal]:
    """From the text of one section: a description in labelled parts, else sentences that count groups."""
    parts, first = _parts(row.blocks)
    counted = " ".join(part.text for part in parts if part.counts)
    kind = _kind_of_sentence(counted) or _kind(row.title) or _kind(counted)
    if len({part.role for part in parts}) >= 2 and kind:
        figures = _figures(kind, parts)
        if figures:
            bare = Proposal(row.index, kind, _name(row.title, kind), _quote(parts, row), figures)
            return [with_lines(bare, row.blocks, first)]
    return _of_sentences(row, kind)


def _of_parts(row: Heading, below: Sequence[Heading]) -> Proposal | None:
    """From sections that are parts of a description («a) Đối tượng», «1.2. Thời gian: …»): figures alone."""
    highest = min((heading.level for heading in below), default=0)
    inner = [heading for heading in below if heading.level == highest]
    named = [part for heading in inner if (part := _part_of(heading)) is not None]
    kind = _kind(row.title) or _kind_of_sentence(" ".join(part.text for part in named))
    if kind is None or len({part.role for part in named}) < 2 or 2 * len(named) < len(inner):
        return None
    parts = [part for heading in inner for part in _with_inner(heading)]
    figures = _figures(kind, parts)
    if not figures and kind != ActivityKind.SUPPORT_MODEL:
        return None
    return Proposal(row.index, kind, _name(row.title, kind), _quote(parts, row), figures)


def _with_inner(heading: Heading) -> Iterator[_Part]:
    """The part that a section is, and those among its paragraphs: «c) Hình thức, thời gian» / «- Thời gian: …»."""
    inner, _ = _parts(heading.blocks)
    part = _part_of(heading)
    if part is not None:
        yield replace(part, text="") if inner else part
    yield from inner


def _of_sentences(row: Heading, kind: ActivityKind | None) -> list[Proposal]:
    """From single paragraphs: «Tổ chức 02 lớp tập huấn, 50 học viên/lớp», «Đoàn tham quan có 22 người … 7 ngày»."""
    found = []
    for block in row.blocks:
        if not isinstance(block, Paragraph):
            continue
        own = _kind_of_sentence(block.text) or kind
        figures = _figures(own, [_Part(LineRole.OTHER, "", block.text)]) if own else {}
        if own and _says_enough(own, figures):
            found.append(Proposal(row.index, own, "", block.text, figures))
    alone = len(found) == 1 and kind in (None, found[0].kind)
    named = [replace(p, name=_name(row.title if alone else _without_label(p.quote), p.kind)) for p in found]
    return [with_lines(named[0], row.blocks, 0)] if alone and len(row.blocks) <= SHORT else named


def _without_label(sentence: str) -> str:
    found = LABELLED.fullmatch(sentence)
    return found[2] if found and found[2] else sentence


def _kind(title: str) -> ActivityKind | None:
    words = fold(title)
    return next((kind for kind, pattern in _KINDS if re.search(pattern, words)), None)


def _kind_of_sentence(text: str) -> ActivityKind | None:
    """The kind whose groups the sentence counts: «02 lớp», «01 đoàn tham quan»."""
    words = fold(text)
    for kind, pattern in _KINDS:
        if re.search(pattern, words) and groups_in(text, _GROUPS[kind]) is not None:
            return kind
    return None


def _says_enough(kind: ActivityKind, figures: dict[str, Any]) -> bool:
    """A count and something more, so that «trên cơ sở 02 lớp đã mở» proposes nothing."""
    told = {name for name in figures if name not in ("size_is_average", "ends_on")}
    if kind in (ActivityKind.STUDY_TOUR, ActivityKind.SUPPORT_MODEL):
        return len(told) >= 2
    return "group_count" in told and len(told) >= 2


def _figures(kind: ActivityKind, parts: Sequence[_Part]) -> dict[str, Any]:
    """The columns of Activity that the parts fill; {} when they count nothing and name no time."""
    by_role = {role: " ".join(part.text for part in parts if part.role == role) for role in LineRole}
    counting = " ".join(part.text for part in parts if part.counts)
    counted = counting or by_role[LineRole.OTHER] or by_role[LineRole.CONTENT]
    everything = " ".join(part.text for part in parts if part.role != LineRole.CONTENT)
    size = size_in(counted) or size_in(everything)
    days = days_in(by_role[LineRole.TIME]) or days_in(counted) or days_in(everything)
    begins, ends = period_in(by_role[LineRole.TIME] or by_role[LineRole.OTHER])
    figures = {
        "group_count": groups_in(counted, _GROUPS[kind]) or groups_in(everything, _GROUPS[kind]),
        "group_size": size.people if size else None,
        "size_is_average": size.is_average if size else None,
        "people": None if size else _people(parts, counting or by_role[LineRole.OTHER], kind),
        "days": days if days and days <= 366 else None,
        "starts_on": begins,
        "ends_on": ends,
    }
    return {name: value for name, value in figures.items() if value and _fits(name, value)}


def _people(parts: Sequence[_Part], counted: str, kind: ActivityKind) -> int | None:
    """The people named beside the number of groups: «Tổ chức 01 đoàn dự kiến 48 người»; else those counted."""
    beside = (part.text for part in parts if groups_in(part.text, _GROUPS[kind]) is not None)
    return people_in(counted) or next(filter(None, map(people_in, beside)), None)


def _fits(name: str, value: Any) -> bool:
    """Whether the column can hold it."""
    if isinstance(value, bool | datetime.date):
        return True
    return value <= (32_767 if name in ("group_count", "days") else 2_000_000_000)


def _name(title: str, kind: ActivityKind) -> str:
    words = " ".join(title.split()).rstrip(" :.;,")
    if kind == ActivityKind.CLASS and words.lower().startswith("đối với"):
        words = f"Tập huấn {words[0].lower()}{words[1:]}"
    if words.isupper():
        words = words.capitalize()
    return words if len(words) <= LONGEST_NAME else words[:LONGEST_NAME].rsplit(" ", 1)[0] + " …"


def _quote(parts: Sequence[_Part], row: Heading) -> str:
    telling = [part for part in parts if part.role in (LineRole.QUANTITY, LineRole.TIME)] or list(parts[:2])
    return "; ".join(f"{part.label}: {part.text}".split("\n")[0].strip(" ;") for part in telling)[:300] or row.title


# ---- labelled parts --------------------------------------------------------------------------------------------------


def _parts(blocks: Sequence[Block]) -> tuple[list[_Part], int]:
    """The labelled parts among `blocks`, each with the unlabelled lines under it, and where the first begins."""
    parts: list[_Part] = []
    first = 0
    for number, block in enumerate(blocks):
        text = block.text if isinstance(block, Paragraph) else body_text([block])
        found = LABELLED.fullmatch(text) if isinstance(block, Paragraph) else None
        role = role_of(found[1]) if found else None
        if role is not None:
            first = first if parts else number
            parts.append(_Part(role, found[1], found[2]))
        elif parts:
            last = parts[-1]
            parts[-1] = replace(last, text=f"{last.text}\n{text}")
    return parts, first


def _part_of(heading: Heading) -> _Part | None:
    found = LABELLED.fullmatch(heading.title)
    label, rest = (found[1], found[2]) if found else (heading.title.rstrip(" :"), "")
    role = role_of(label)
    return _Part(role, label, "\n".join(filter(None, [rest, body_text(heading.blocks)]))) if role else None
