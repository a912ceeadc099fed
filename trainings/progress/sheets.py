"""A progress table as rows of cells: for the spreadsheet and for the paper."""

from tablib import Dataset

from trainings.progress.numbers import Portion, percent
from trainings.progress.report import Report, Row

HIDDEN = "nhóm dưới 5 người"


def dataset(report: Report) -> Dataset:
    """The report as a table with one heading row; numbers stay numbers, small groups are not told."""
    classes = ("Lớp, đoàn theo kế hoạch", "Đã tổ chức", "Đang tổ chức", "Đã hủy") if report.counts_classes else ()
    headings = (
        report.by.label, *classes, "Chỉ tiêu", "Đăng ký (lượt)", "Có mặt (lượt)", "Số người có mặt", "Hoàn thành",
        "Nữ (%)", "Số có ghi giới tính", "Dân tộc thiểu số (%)", "Số có ghi dân tộc", "Ghi chú",
    )  # fmt: skip
    return Dataset(*(_cells(report, row) for row in (*report.rows, report.total)), headers=headings)


def _cells(report: Report, row: Row) -> tuple:
    n = row.numbers
    classes = (n.planned, n.held, n.running, n.cancelled) if report.counts_classes else ()
    return (
        row.label, *classes, n.seats, n.registered, n.present, n.persons, n.completed, _percent(row.women),
        row.women.known, _percent(row.minorities), row.minorities.known, row.note,
    )  # fmt: skip


def printed_header(report: Report) -> tuple[str, ...]:
    """The heads of the printed table."""
    classes = ("Lớp, đoàn đã tổ chức/ kế hoạch",) if report.counts_classes else ()
    people = ("Chỉ tiêu", "Đăng ký (lượt)", "Có mặt (lượt)", "Số người", "Hoàn thành")
    return ("TT", report.by.label, *classes, *people, "Nữ", "Dân tộc thiểu số")


def printed_rows(report: Report) -> tuple[tuple[str, ...], ...]:
    """The rows of the printed table, without the total; what must be said of a row follows its name."""
    return tuple(_printed(report, row, str(number)) for number, row in enumerate(report.rows, start=1))


def printed_total(report: Report) -> tuple[str, ...]:
    """The last row."""
    return _printed(report, report.total, "")


def in_words(portion: Portion) -> str:
    """«62% (140 người có ghi)», «nhóm dưới 5 người», or a dash where nobody was asked."""
    if portion.is_hidden:
        return HIDDEN
    return f"{portion.percent}% ({thousands(portion.known)} người có ghi)" if portion.known else "–"


def thousands(number: int) -> str:
    """«1.234»."""
    return f"{number:,}".replace(",", ".")


def share(part: int, whole: int) -> str:
    """«62%», empty of nothing."""
    found = percent(part, whole)
    return "" if found is None else f"{found}%"


def _printed(report: Report, row: Row, number: str) -> tuple[str, ...]:
    n = row.numbers
    classes = (f"{n.held}/{n.planned}",) if report.counts_classes else ()
    people = (n.seats, n.registered, n.present, n.persons or 0, n.completed)
    label = f"{row.label} ({row.note})" if row.note else row.label
    return (number, label, *classes, *map(thousands, people), in_words(row.women), in_words(row.minorities))


def _percent(portion: Portion) -> int | str | None:
    return HIDDEN if portion.is_hidden else portion.percent
