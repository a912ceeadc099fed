"""A chart of the content tree as SVG: lying bars, the same drawing on screen and on paper.

Presentation attributes only, no style, class rules or references, so that a page with a strict content policy and both
PDF engines take it as it is. On paper everything is black on white (Phụ lục I, I.4: «màu đen»): parts differ by
hatching, which a photocopy keeps.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from html import escape
from itertools import count, takewhile

from documents.content import Chart, ChartBar
from documents.layout import Layout
from documents.rendering.fonts import MM_PER_PT, Typeface
from documents.rendering.measures import PAGE_HEIGHT, PAGE_WIDTH
from lib.text import clean_line

PAPER_PT = 12
_LABEL_LINES = 2
_CONTINUED = " (tiếp theo)"
_WIDE = 32  # letters: from here on labels stand beside the bars


@dataclass(frozen=True)
class Tone:
    """How a part is told from the others: its colour, and the distance of hatching lines over it in letter sizes,
    falling if negative (0: none)."""

    colour: str
    hatching: float = 0


@dataclass(frozen=True)
class Look:
    """The tones from the first part on, the colours of letters and outlines, and the typeface."""

    tones: tuple[Tone, ...]
    ink: str
    outline: str
    family: str


_EMPTY = Tone("#ffffff")
SCREEN = Look((Tone("#0b5f7a"), Tone("#4f97b0"), Tone("#a9d0dc")), "#1c2529", "#828b8a", "inherit")


def paper_look(family: str) -> Look:
    """Black on white in the typeface of the paper."""
    return Look((Tone("#000000"), Tone("#ffffff", 0.25), Tone("#ffffff", -0.6)), "#000000", "#000000", family)


@dataclass(frozen=True)
class Drawing:
    """The picture as SVG text with its size in the units in which it was asked for, and all it says in words."""

    svg: str
    width: float
    height: float
    told: str


def on_screen(chart: Chart, *, name: str) -> str:
    """The chart without its title as markup for a page, readable at 360 px; `name` makes its ids unique there."""
    title, told = escape(clean_line(chart.title)), escape(_told(chart))
    longest = max((sum(bar.values) for bar in chart.bars), default=0)
    pen = _Pen(chart, SCREEN, longest, width=360, size=13, width_of=lambda text, bold=False: 7.2 * len(text))
    height, drawn = pen.draw()
    return (
        f'<svg class="chart" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 360 {_n(height)}" role="img" '
        f'aria-labelledby="{name}-title {name}-desc" font-family="inherit" font-size="13">'
        f'<title id="{name}-title">{title}</title><desc id="{name}-desc">{told}</desc>{drawn}</svg>'
    )


def on_paper(chart: Chart, *, width: float, layout: Layout, face: Typeface) -> list[Drawing]:
    """The chart, framed and under its title, `width` mm wide, in letters of 12 pt; more than one drawing when it is
    higher than a page, none when it has no bar. Sizes of drawings are in points."""
    if not chart.bars:
        return []
    is_lying = width > PAGE_WIDTH - layout.margin_left - layout.margin_right
    room = (PAGE_WIDTH if is_lying else PAGE_HEIGHT) - layout.margin_top - layout.margin_bottom
    longest = max(sum(bar.values) for bar in chart.bars)
    return list(_drawings(chart, longest, width / MM_PER_PT, room / MM_PER_PT, face))


def _drawings(chart: Chart, longest: int, width: float, room: float, face: Typeface) -> Iterator[Drawing]:
    """`chart` in drawings of at most `room` points, the later ones as continuations."""

    def width_of(text: str, bold: bool = False) -> float:
        return face.width(text, PAPER_PT, "bold" if bold else "regular") / MM_PER_PT

    look = paper_look(face.family)
    pen = _Pen(chart, look, longest, width=width, size=PAPER_PT, width_of=width_of, words=face.drawable)
    height, drawn = pen.draw(framed=True)
    if height > room and len(chart.bars) > 1:
        half = (len(chart.bars) + 1) // 2
        title = f"{chart.title.removesuffix(_CONTINUED)}{_CONTINUED}"
        yield from _drawings(replace(chart, bars=chart.bars[:half]), longest, width, room, face)
        yield from _drawings(replace(chart, bars=chart.bars[half:], title=title), longest, width, room, face)
        return
    told = face.drawable(f"{clean_line(chart.title)} ({clean_line(chart.unit)}). {_told(chart)}.")
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_n(width)}pt" height="{_n(height)}pt" '
        f'viewBox="0 0 {_n(width)} {_n(height)}" font-family="{escape(face.family)}" font-size="{PAPER_PT}">'
        f"<title>{escape(told)}</title>{drawn}</svg>"
    )
    yield Drawing(svg, width, height, told)


@dataclass
class _Pen:
    """Draws one chart; lengths are in the units of `width` and of the letters' `size`."""

    chart: Chart
    look: Look
    longest: int
    width: float
    size: float
    width_of: Callable[..., float]
    words: Callable[[str], str] = str

    def draw(self, *, framed: bool = False) -> tuple[float, str]:
        """How high the drawing is, and what is in it; `framed` with its title in a frame."""
        size, edge = self.size, self.size * 0.6 if framed else 0.0
        self.left, self.right = edge, self.width - edge
        y, parts = edge, []
        if framed:
            y, title = self.title(y)
            parts.append(title)
        y, legend = self.legend(y)
        numbers = max((self.width_of(self.number(bar)) for bar in self.chart.bars), default=0) + size * 0.6
        is_wide = self.right - self.left >= _WIDE * size
        start = self.left + (0.4 * (self.right - self.left) if is_wide else 0)
        self.start, self.length, high = start, self.right - numbers - start, self.high
        parts.append(legend)
        for bar in self.chart.bars:
            lines = self.lines(bar.label, (start if is_wide else self.right) - self.left - size, most=_LABEL_LINES)
            if is_wide:
                row = max(len(lines) * 1.2 * size, high)
                parts += self.texts(lines, self.left, y + (row - len(lines) * 1.2 * size) / 2)
                at = y + (row - high) / 2
            else:
                parts += self.texts(lines, self.left, y)
                at, row = y + len(lines) * 1.2 * size + 0.15 * size, len(lines) * 1.2 * size + 0.15 * size + high
            parts.append(self.bar(bar, at))
            y += row + 0.6 * size
        y = y - 0.6 * size + edge if framed else y
        if framed:
            parts.append(
                f'<rect x="0.25" y="0.25" width="{_n(self.width - 0.5)}" height="{_n(y - 0.5)}" fill="none" '
                f'stroke="{self.look.outline}" stroke-width="0.5"/>'
            )
        return y, "".join(parts)

    def title(self, y: float) -> tuple[float, str]:
        words = f"{clean_line(self.chart.title)} ({clean_line(self.chart.unit)})"
        lines = self.lines(words, self.right - self.left, most=4, bold=True)
        drawn = []
        for n, line in enumerate(lines):  # not by text-anchor: the PDF engine would put such text outside the figure
            x = (self.left + self.right - self.width_of(line, True)) / 2
            drawn += self.texts([line], x, y + 1.2 * n * self.size, more=' font-weight="bold"')
        return y + len(lines) * 1.2 * self.size + 0.5 * self.size, "".join(drawn)

    def legend(self, y: float) -> tuple[float, str]:
        """What the tones mean; nothing for a single part, which the title names."""
        if len(self.chart.parts) < 2:
            return y, ""
        size, x, drawn = self.size, self.left, []
        for number, part in enumerate(self.chart.parts):
            words = self.words(clean_line(part))
            needed = 1.5 * size + self.width_of(words) + 1.5 * size
            if x > self.left and x + needed - 1.5 * size > self.right:
                x, y = self.left, y + 1.5 * size
            drawn.append(self.area(x, y + 0.1 * size, size, size, self.tone(number)))
            drawn.append(self.outline(x, y + 0.1 * size, size, size))
            drawn += self.texts([words], x + 1.5 * size, y)
            x += needed
        return y + 2 * size, "".join(drawn)

    @property
    def high(self) -> float:
        return 1.25 * self.size

    def whole(self, bar: ChartBar) -> int:
        """What the full length stands for."""
        if len(bar.values) < 2:
            return self.longest
        return max(bar.values) if self.chart.are_nested else sum(bar.values)

    def bar(self, bar: ChartBar, y: float) -> str:
        """The bar filled from the left, and its number."""
        x, length, high, values, whole = self.start, self.length, self.high, bar.values, self.whole(bar)
        drawn, done = [self.area(x, y, length, high, _EMPTY) if len(values) > 1 else ""], 0
        for number, value in enumerate(values):
            end = max(done, value) if self.chart.are_nested else done + value
            if end > done and whole:
                begin, until = x + length * done / whole, x + length * end / whole
                drawn.append(self.area(begin, y, until - begin, high, self.tone(number)))
                drawn.append(self.outline(begin, y, until - begin, high))
            done = end
        drawn.append(self.outline(x, y, length, high) if len(values) > 1 else "")
        end = x + (length if len(values) > 1 else length * sum(values) / (whole or 1))
        drawn += self.texts([self.number(bar)], end + 0.5 * self.size, y + (high - 1.2 * self.size) / 2)
        return "".join(drawn)

    def tone(self, number: int) -> Tone:
        """The last of several parts is what is still open: left white."""
        if number and number == len(self.chart.parts) - 1:
            return _EMPTY
        return self.look.tones[number % len(self.look.tones)]

    def number(self, bar: ChartBar) -> str:
        """What stands beside a bar: the value, or how much of the whole is reached."""
        values = bar.values
        if len(values) < 2:
            return _thousands(sum(values))
        reached, whole = (values[-2], values[-1]) if self.chart.are_nested else (values[0], sum(values))
        return f"{_thousands(reached)}/{_thousands(whole)}"

    def area(self, x: float, y: float, width: float, height: float, tone: Tone) -> str:
        drawn = f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}" fill="{tone.colour}"/>'
        if not tone.hatching:
            return drawn
        step, falling = abs(tone.hatching) * self.size, tone.hatching < 0
        strokes = []
        for foot in takewhile(lambda foot: foot < width, (n * step - height for n in count(1))):
            begin, end = max(0.0, -foot), min(height, width - foot)
            if begin < end:
                heights = (begin, end) if falling else (height - begin, height - end)
                strokes.append(
                    f"M{_n(x + foot + begin)} {_n(y + heights[0])}L{_n(x + foot + end)} {_n(y + heights[1])}"
                )
        return f'{drawn}<path d="{"".join(strokes)}" fill="none" stroke="{self.look.ink}" stroke-width="0.5"/>'

    def outline(self, x: float, y: float, width: float, height: float) -> str:
        return (
            f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}" fill="none" '
            f'stroke="{self.look.outline}" stroke-width="{_n(self.size / 20)}"/>'
        )

    def texts(self, lines: list[str], x: float, y: float, *, more: str = "") -> list[str]:
        return [
            f'<text x="{_n(x)}" y="{_n(y + (1.2 * n + 0.92) * self.size)}" fill="{self.look.ink}"{more}>'
            f"{escape(line)}</text>"
            for n, line in enumerate(lines)
        ]

    def lines(self, text: str, room: float, *, most: int, bold: bool = False) -> list[str]:
        """`text` in at most so many lines; what does not fit is left out after «…»."""
        lines = [""]
        for word in self.words(clean_line(text)).split(" "):
            longer = f"{lines[-1]} {word}".strip()
            if not lines[-1] or self.width_of(longer, bold) <= room:
                lines[-1] = longer
            else:
                lines.append(word)
        shown = lines[:most]
        if len(lines) > most:
            shown[-1] += "…"
        return [self.cut(line, room, bold) for line in shown]

    def cut(self, line: str, room: float, bold: bool) -> str:
        if self.width_of(line, bold) <= room:
            return line
        while len(line) > 1 and self.width_of(f"{line}…", bold) > room:
            line = line[:-1].rstrip(" …")
        return f"{line}…"


def _told(chart: Chart) -> str:
    """Every number in words: «Lớp nâng cao: Đã tổ chức 2, Chưa tổ chức 3; …»."""
    return "; ".join(f"{clean_line(bar.label)}: {_values(chart, bar)}" for bar in chart.bars)


def _values(chart: Chart, bar: ChartBar) -> str:
    if len(chart.parts) < 2:
        return f"{_thousands(sum(bar.values))} {clean_line(chart.unit)}"
    return ", ".join(f"{clean_line(part)} {_thousands(v)}" for part, v in zip(chart.parts, bar.values, strict=False))


def _thousands(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _n(number: float) -> str:
    """A length as short as it can be told."""
    return f"{number:.2f}".rstrip("0").rstrip(".")
