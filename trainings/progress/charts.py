"""Which charts a progress table has: classes where they are counted, and people."""

from documents.content import Chart, ChartBar
from trainings.progress.report import Report

MOST_BARS = 12


def charts_of(report: Report) -> tuple[Chart, ...]:
    """The charts of a report; of long ones only the first bars, nothing where nothing is planned.

    Bars are of one length, so that small and large plans can be compared by how far they are.
    """
    found, total = [], report.total.numbers
    if report.counts_classes and total.planned:
        title = "Số lớp, đoàn đã tổ chức trên số theo kế hoạch"
        found.append(_chart(report, title, "lớp, đoàn", ("Đã tổ chức", "Đang tổ chức", "Chưa tổ chức"), _classes))
    if total.seats or total.registered:
        title = "Số người hoàn thành, có mặt, đăng ký trên chỉ tiêu"
        parts = ("Hoàn thành", "Có mặt", "Đăng ký", "Chỉ tiêu")
        found.append(_chart(report, title, "lượt người", parts, _people, are_nested=True))
    return tuple(found)


def _chart(report: Report, title: str, unit: str, parts: tuple[str, ...], values, *, are_nested=False) -> Chart:
    bars = tuple(ChartBar(row.label, values(row.numbers)) for row in report.rows[:MOST_BARS])
    return Chart(title, unit, parts, bars, are_nested)


def _classes(numbers) -> tuple[int, ...]:
    return numbers.held, numbers.running, max(0, numbers.planned - numbers.held - numbers.running)


def _people(numbers) -> tuple[int, ...]:
    return numbers.completed, numbers.present, numbers.registered, numbers.seats
