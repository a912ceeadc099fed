"""Charts as inline SVG: lying bars of parts of a whole, readable at 360 px and in print, without style attributes."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from lib.text import clean_line
from trainings.progress.report import Report

WIDTH = 360
_BAR, _ROW, _LEGEND_ROW = 240, 44, 20
_INK, _LINE = "#1c2529", "#828b8a"
DARK, MID, LIGHT, EMPTY = "#0b5f7a", "#4f97b0", "#a9d0dc", "#ffffff"
MOST_BARS = 12
_LONGEST_LABEL = 50


@dataclass(frozen=True)
class Bar:
    """One bar of full length, which stands for `whole`; `parts` of it begin at the left, the longest first."""

    label: str
    value: str
    whole: int
    parts: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class Legend:
    """What a colour means."""

    colour: str
    words: str


def chart(name: str, *, title: str, legend: Iterable[Legend], bars: Iterable[Bar]) -> SafeString:
    """The drawing. `name` makes its ids unique in the page; everything drawn is also told in its description.

    Bars are of one length, so that small and large plans can be compared by how far they are; the numbers stand beside.
    Parts lie over each other: each begins at the left, so «completed» covers the beginning of «registered».
    """
    legend, bars = tuple(legend), tuple(bars)
    top = _LEGEND_ROW * ((len(legend) + 1) // 2) + 8
    told = "; ".join(f"{bar.label}: {bar.value}" for bar in bars)
    drawn = format_html_join(
        "", "{}", ((_bar(bar, y=top + n * _ROW, scale=_BAR / (bar.whole or 1)),) for n, bar in enumerate(bars))
    )
    return format_html(
        '<svg class="chart" viewBox="0 0 {w} {h}" role="img" aria-labelledby="{n}-title {n}-desc" '
        'xmlns="http://www.w3.org/2000/svg" font-family="inherit" font-size="13">'
        '<title id="{n}-title">{title}</title><desc id="{n}-desc">{told}</desc>{legend}{bars}</svg>',
        w=WIDTH,
        h=top + _ROW * len(bars),
        n=name,
        title=title,
        told=told,
        legend=format_html_join("", "{}", ((_legend(entry, n),) for n, entry in enumerate(legend))),
        bars=drawn,
    )


def charts_of(report: Report) -> list[tuple[str, SafeString]]:
    """Title and drawing of the charts of a report: classes where they are counted, and people. Of long reports only
    the first bars; nothing where nothing is planned."""
    rows = report.rows[:MOST_BARS]
    found = []
    if report.counts_classes and report.total.numbers.planned:
        bars = (
            Bar(
                row.label,
                f"{row.numbers.held}/{row.numbers.planned}",
                row.numbers.planned,
                ((row.numbers.held + row.numbers.running, LIGHT), (row.numbers.held, DARK)),
            )
            for row in rows
        )
        legend = (Legend(DARK, "Đã tổ chức"), Legend(LIGHT, "Đang tổ chức"), Legend(EMPTY, "Chưa tổ chức"))
        title = "Lớp, đoàn đã tổ chức trên số lớp, đoàn theo kế hoạch"
        found.append((title, chart("bieu-do-lop", title=title, legend=legend, bars=bars)))
    if report.total.numbers.seats or report.total.numbers.registered:
        bars = (_people(row) for row in rows)
        legend = (
            Legend(DARK, "Hoàn thành"), Legend(MID, "Có mặt"), Legend(LIGHT, "Đăng ký"), Legend(EMPTY, "Chỉ tiêu"),
        )  # fmt: skip
        title = "Lượt người đăng ký, có mặt, hoàn thành trên chỉ tiêu"
        found.append((title, chart("bieu-do-nguoi", title=title, legend=legend, bars=bars)))
    return found


def _people(row) -> Bar:
    numbers = row.numbers
    parts = ((numbers.registered, LIGHT), (numbers.present, MID), (numbers.completed, DARK))
    value = f"{_thousands(numbers.registered)}/{_thousands(numbers.seats)}"
    return Bar(row.label, value, max(numbers.seats, numbers.registered, numbers.present), parts)


def _bar(bar: Bar, *, y: int, scale: float) -> SafeString:
    label = clean_line(bar.label)
    shown = label if len(label) <= _LONGEST_LABEL else f"{label[: _LONGEST_LABEL - 1].rstrip()}…"
    parts = format_html_join(
        "",
        '<rect x="0" y="{}" width="{}" height="16" fill="{}"/>',
        ((y + 20, round(length * scale, 1), colour) for length, colour in bar.parts if length),
    )
    return format_html(
        '<text x="0" y="{}" fill="{}">{}</text>'
        '<rect x="0" y="{}" width="{}" height="16" fill="{}"/>{}'
        '<rect x="0.5" y="{}" width="{}" height="15" fill="none" stroke="{}"/>'
        '<text x="{}" y="{}" fill="{}">{}</text>',
        y + 14, _INK, shown,
        y + 20, _BAR, EMPTY, parts,
        y + 20.5, _BAR - 1, _LINE,
        _BAR + 8, y + 33, _INK, bar.value,
    )  # fmt: skip


def _legend(entry: Legend, number: int) -> SafeString:
    x, y = number % 2 * 150, number // 2 * _LEGEND_ROW
    return format_html(
        '<rect x="{}" y="{}" width="13" height="13" fill="{}" stroke="{}"/><text x="{}" y="{}" fill="{}">{}</text>',
        x + 0.5, y + 2.5, entry.colour, _LINE, x + 20, y + 14, _INK, entry.words,
    )  # fmt: skip


def _thousands(number: int) -> str:
    return f"{number:,}".replace(",", ".")
