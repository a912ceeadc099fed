"""Ô 1–5a on page 1: Quốc hiệu, Tiêu ngữ, names of organisations, number, date, kind and title, found by what they say
and where they stand relative to each other, never at fixed places."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from documents.conformity.lines import Line
from documents.conformity.reading import Page
from documents.conformity.shapes import Ruling
from lib.text import fold

_NUMBER = re.compile(r"^s[oố]\s*[:.]?\s*\S*\s*[/\\]", re.IGNORECASE)
_DATE = re.compile(r"\bng[aà]y\b.*\bn[aă]m\b|,\s*ng[aà]y\b.*\bth[aá]ng\b", re.IGNORECASE)
_KINDS = (
    "ke hoach",
    "quyet dinh",
    "bao cao",
    "to trinh",
    "thong bao",
    "chuong trinh",
    "phuong an",
    "de an",
    "huong dan",
    "giay moi",
    "giay trieu tap",
    "nghi quyet",
    "chi thi",
    "bien ban",
    "cong dien",
)
_TO_WHOM = re.compile(r"^Kính gửi\s*:", re.IGNORECASE)
_SUBJECT = re.compile(r"^V/v\b", re.IGNORECASE)


@dataclass(frozen=True)
class Letterhead:
    """The parts that were found; a missing one is None or empty. `superior` are the lines above the first bold one.

    `subject` is «V/v …» of a letter, `to_whom` «Kính gửi:» with its names. Of a decision `authority` says who decides,
    above the bases, and `resolving` is «QUYẾT ĐỊNH:» below them.
    """

    national: Line | None = None
    motto: Line | None = None
    organisation: tuple[Line, ...] = ()
    number: Line | None = None
    date: Line | None = None
    kind: Line | None = None
    title: tuple[Line, ...] = ()
    motto_rule: Ruling | None = None
    issuer_rule: Ruling | None = None
    title_rule: Ruling | None = None
    subject: tuple[Line, ...] = ()
    to_whom: tuple[Line, ...] = ()
    authority: tuple[Line, ...] = ()
    resolving: Line | None = None

    @property
    def superior(self) -> tuple[Line, ...]:
        bold = [i for i, line in enumerate(self.organisation) if line.any_bold]
        return self.organisation[: bold[0]] if bold else self.organisation

    @property
    def issuer(self) -> tuple[Line, ...]:
        return self.organisation[len(self.superior) :]

    @property
    def issuer_name(self) -> str:
        return " ".join(line.text for line in self.issuer)

    @property
    def end(self) -> float:
        """Where on page 1 the body begins (mm)."""
        lines = [
            *self.organisation,
            *self.title,
            *self.subject,
            *self.to_whom,
            *self.authority,
            *filter(None, (self.national, self.motto, self.number, self.date, self.kind)),
        ]
        ends = [line.bottom for line in lines] + ([self.title_rule.bottom] if self.title_rule else [])
        return max(ends, default=0.0)

    def lines(self) -> list[Line]:
        """All lines of the letterhead, in the order of the parts."""
        single = (self.national, self.motto, self.number, self.date, self.kind, self.resolving)
        several = (*self.organisation, *self.title, *self.subject, *self.to_whom, *self.authority)
        return [*several, *filter(None, single)]


def read_letterhead(page: Page) -> Letterhead:
    """Find the parts of the letterhead on the first page."""
    lines = list(page.lines)
    national = _first(lines, lambda f: f.startswith("cong hoa xa hoi"))
    motto = _first(lines, lambda f: re.sub(r"[^a-z]", "", f).startswith("doclaptudo"))
    kind = _kind(page, national)
    limit = kind.top if kind else 100.0
    above = [line for line in lines if line.top < limit]
    number = next((line for line in above if _NUMBER.match(line.text)), None)
    if number is None:
        number = next((line for line in above if re.search(r"/\s*KH\b", line.text) and line.x0 < page.width / 2), None)
    date = next((line for line in above if line is not number and _DATE.search(line.text)), None)
    if date is None:
        date = next((line for line in above if line.x1 > page.width / 2 and fold(line.text).find(", ngay") > 0), None)
    organisation = _organisation(above, upper=(national, motto), lower=(number, date), page=page)
    subject = () if kind else _subject(lines, number)
    title, title_rule = ((), None) if subject else _title(page, kind, above=kind or date or number)
    to_whom = _to_whom(lines, below=number)
    authority, resolving = _deciding(lines, kind, title)
    return Letterhead(
        national=national,
        motto=motto,
        organisation=organisation,
        number=number,
        date=date,
        kind=kind,
        title=title,
        motto_rule=_rule_under(page, motto, below=date),
        issuer_rule=_rule_under(page, organisation[-1] if organisation else None, below=number),
        title_rule=title_rule,
        subject=subject,
        to_whom=to_whom,
        authority=authority,
        resolving=resolving,
    )


def _first(lines: Iterable[Line], test: object) -> Line | None:
    return next((line for line in lines if test(fold(line.text))), None)


def _kind(page: Page, national: Line | None) -> Line | None:
    """The line with the kind of document: alone, near the middle, below Quốc hiệu; any kind, so that rule 36 can
    name it."""
    middle = page.width / 2
    for line in page.lines:
        if (
            fold(line.text).rstrip(" .:") in _KINDS
            and abs(line.centre - middle) < 30
            and line.baseline not in page.split_rows
            and (national is None or line.top > national.bottom)
        ):
            return line
    return None


def _organisation(
    above: list[Line], *, upper: tuple[Line | None, ...], lower: tuple[Line | None, ...], page: Page
) -> tuple[Line, ...]:
    """The lines on the left between Quốc hiệu with Tiêu ngữ (`upper`, on the right) and number with date (`lower`)."""
    edge = min((line.x0 for line in upper if line), default=page.width * 0.45)
    end = min((line.top for line in lower if line), default=70.0)
    start = min((line.top for line in upper if line), default=0.0) - 12
    return tuple(
        line
        for line in above
        if line not in (*upper, *lower)
        and line.centre < max(edge, 60)
        and line.bottom <= end + 1
        and line.top >= start
        and not re.fullmatch(r"\W*\d*\W*", line.text)
    )


def _rule_under(page: Page, line: Line | None, *, below: Line | None) -> Ruling | None:
    """The rule under `line`, at its side of the page and above `below`."""
    if line is None:
        return None
    end = below.top if below and below.top > line.bottom else line.baseline + 8
    found = [
        r
        for r in page.rules
        if line.baseline - 1 <= r.y <= max(end, line.baseline + 3)
        and r.x0 < line.x1
        and r.x1 > line.x0
        and r.width < 140
    ]
    return min(found, key=lambda r: r.y, default=None)


def _title(page: Page, kind: Line | None, *, above: Line | None) -> tuple[tuple[Line, ...], Ruling | None]:
    """Trích yếu and the rule under it: down to the rule, or, without a rule, as long as lines stay bold or centred."""
    if above is None:
        return (), None
    after = [line for line in page.lines if line.top > above.top + 2]
    title: list[Line] = []
    rule = None
    for line in after:
        last = title[-1] if title else above
        step = line.baseline - last.baseline
        rule = _rule_between(page, last, line)
        if rule and title:
            return tuple(title), rule
        middle = kind.centre if kind else page.width / 2 + 7.5
        if step > (14 if title or kind else 30) or re.match(r"(Căn cứ|[IVX]+\.) ", line.text):
            break
        if not (line.any_bold or (abs(line.centre - middle) < 1.5 and line.width < 140)):
            break
        title.append(line)
    else:
        rule = _rule_between(page, title[-1] if title else above, None)
    return tuple(title), rule


def _subject(lines: list[Line], number: Line | None) -> tuple[Line, ...]:
    """«V/v …» under the number of a letter: lines centred on the first, close below each other."""
    found: list[Line] = []
    for line in lines:
        if number is None or line.top < number.bottom - 1:
            continue
        begins = not found and _SUBJECT.match(line.text) and line.baseline - number.baseline < 15
        if begins or (found and abs(line.centre - found[0].centre) < 2 and line.baseline - found[-1].baseline < 8):
            found.append(line)
    return tuple(found)


def _to_whom(lines: list[Line], *, below: Line | None) -> tuple[Line, ...]:
    """«Kính gửi:» and the names: on its line, or under its colon."""
    first = next((line for line in lines if _TO_WHOM.match(line.text) and (not below or line.top > below.top)), None)
    if first is None:
        return ()
    found = [first]
    is_one = not re.fullmatch(r"Kính gửi\s*:", first.text, re.IGNORECASE)
    for line in lines:
        if line.top <= found[-1].top + 1:
            continue
        is_name = line.x0 > first.x0 + 3 if is_one else line.x0 > first.x0 + 8
        if not is_name or line.baseline - found[-1].baseline > 9:
            break
        found.append(line)
    return tuple(found)


def _deciding(lines: list[Line], kind: Line | None, title: tuple[Line, ...]) -> tuple[tuple[Line, ...], Line | None]:
    """Who decides, in bold capitals under the title, and «QUYẾT ĐỊNH:» or «QUYẾT NGHỊ:» above the articles."""
    if kind is None or not title or fold(kind.text) not in ("quyet dinh", "nghi quyet"):
        return (), None
    after = [line for line in lines if line.top > title[-1].bottom]
    authority: list[Line] = []
    for line in after:
        if not (line.bold and line.caps and abs(line.centre - kind.centre) < 1.5):
            break
        authority.append(line)
    said = ("quyet dinh:", "quyet nghi:")
    resolving = next((line for line in after if line.bold and line.caps and fold(line.text) in said), None)
    return tuple(authority), resolving


def _rule_between(page: Page, line: Line, following: Line | None) -> Ruling | None:
    end = following.baseline - 2.5 if following else line.baseline + 12
    found = [r for r in page.rules if line.baseline < r.y < end and abs(r.centre - line.centre) < 45 and r.width < 140]
    return min(found, key=lambda r: r.y, default=None)
