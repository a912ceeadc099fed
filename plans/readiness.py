"""What keeps a plan from being put before its signer, or approved: said once, all at a time."""

from collections.abc import Iterable, Iterator
from datetime import date

from documents.content import Content
from documents.examining import examined
from documents.layout import Layout
from documents.printing import print_key
from lib.secrecy import REFUSAL, secret_mark
from organisations.mandates import signing_fault
from organisations.validity import absence
from plans.findings import PlanFindings
from plans.gaps import gaps_of
from plans.models import Plan
from plans.validity import plan_faults

ERRORS_SHOWN = 3
PLACES_SHOWN = 5


def obstacles(plan: Plan, *, content: Content, layout: Layout, on: date) -> tuple[str, ...]:
    """Sentences on all that keeps `plan` from being signed on the day `on`; empty when nothing does.

    `content` and `layout` are what its paper says now. What an examination of the print found counts when the print is
    at hand. Reads `plan.organisation` and `plan.signer`.
    """
    return tuple(_obstacles(plan, content=content, layout=layout, on=on))


def open_questions(plan: Plan, findings: PlanFindings) -> tuple[str, ...]:
    """Sentences on what the drafter still has to answer before `plan` is submitted: errors and warnings that the checks
    found, and what was taken over from elsewhere and nobody has looked at."""
    return tuple(_open_questions(plan, findings))


def _open_questions(plan: Plan, findings: PlanFindings) -> Iterator[str]:
    if findings.errors:
        yield (
            f"Nội dung còn {len(findings.errors)} lỗi: {_some(f.finding.section for f in findings.errors)}. Hãy sửa, "
            "hoặc ghi lý do để nguyên ở phần «Kiểm tra nội dung»."
        )
    if findings.warnings:
        yield (
            f"Còn {len(findings.warnings)} lưu ý chưa xem: {_some(f.finding.section for f in findings.warnings)}. Hãy "
            "sửa, hoặc đánh dấu và ghi lý do để nguyên."
        )
    if waiting := plan.confirmations.filter(settled_at=None).count():
        yield f"Còn {waiting} chỗ chép từ nơi khác chưa ai xem lại: hãy xác nhận từng chỗ ở phần «Cần xác nhận»."


def _some(places: Iterable[str]) -> str:
    """The first of the places, each once."""
    names = list(dict.fromkeys(places))
    more = len(names) - PLACES_SHOWN
    return "; ".join(names[:PLACES_SHOWN]) + (f"; và {more} chỗ khác" if more > 0 else "")


def _obstacles(plan: Plan, *, content: Content, layout: Layout, on: date) -> Iterator[str]:
    if any(secret_mark(text) for text in _marked_places(content)):
        yield REFUSAL
        return
    if sentence := absence(plan.organisation, on):
        yield f"{sentence} Hãy bấm «Sao chép» để chép kế hoạch sang năm {on.year} cho cơ quan hiện nay."
        return
    if plan.dated_year < on.year:
        yield (
            f"Kế hoạch ghi năm ban hành {plan.dated_year}, nay là năm {on.year}: hãy sửa năm ban hành, hoặc chép kế "
            f"hoạch sang năm {on.year}."
        )
    if gaps := gaps_of([plan])[plan.pk]:
        missing = "; ".join(gap.sentence for gap in gaps)
        yield f"{missing[:1].upper()}{missing[1:]}."
    yield from plan_faults(plan).values()
    if plan.signer and (sentence := signing_fault(plan.signer, on)):
        yield sentence
    report = examined(print_key(content, layout))
    if report is not None and report.errors:
        shown = [finding.sentence.rstrip(".") for finding in report.errors[:ERRORS_SHOWN]]
        more = len(report.errors) - len(shown)
        yield (
            f"Bản in còn {len(report.errors)} lỗi thể thức: {'; '.join(shown)}"
            f"{f'; và {more} lỗi khác' if more else ''}. Hãy xem trang kiểm tra thể thức và sửa."
        )


def _marked_places(content: Content) -> Iterator[str]:
    """Where a mark of secrecy would stand: title, symbol, headings, appendices."""
    yield content.title
    yield content.head.symbol
    yield content.archive
    yield from (section.title for section in content.walk_sections())
    yield from (line for appendix in content.appendices for line in (appendix.label, *appendix.title))
