"""What stands where on the pages of a PDF, in mm from the top left corner; the ruler for the geometry tests."""

import io
from dataclasses import dataclass
from itertools import groupby

import pdfplumber

MM = 25.4 / 72


@dataclass(frozen=True)
class Line:
    """Characters on one baseline that stand together."""

    text: str
    x0: float
    x1: float
    baseline: float
    top: float
    bottom: float
    pt: float
    font: str

    @property
    def centre(self):
        return (self.x0 + self.x1) / 2

    @property
    def width(self):
        return self.x1 - self.x0

    @property
    def style(self):
        return ("bold " * ("Bold" in self.font) + "italic" * ("Italic" in self.font)).strip() or "regular"


@dataclass(frozen=True)
class Rule:
    """A drawn horizontal line."""

    x0: float
    x1: float
    y: float
    thickness: float

    @property
    def centre(self):
        return (self.x0 + self.x1) / 2

    @property
    def width(self):
        return self.x1 - self.x0


@dataclass(frozen=True)
class Page:
    width: float
    height: float
    lines: tuple[Line, ...]
    rules: tuple[Rule, ...]

    def line(self, start):
        """The only line that starts with `start`."""
        (found,) = [line for line in self.lines if line.text.startswith(start)]
        return found

    def rule_under(self, line):
        """The only rule less than 4 mm below the line's baseline and within 20 mm of its centre."""
        (found,) = [r for r in self.rules if 0 < r.y - line.baseline < 4 and abs(r.centre - line.centre) < 20]
        return found


def measured(pdf, *, gap=3):
    """The pages of `pdf`; a gap of `gap` mm between two characters parts a line."""
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        return [_page(page, gap) for page in document.pages]


def _page(page, gap):
    chars = sorted(page.chars, key=lambda c: (-round(c["matrix"][5], 1), c["x0"]))
    lines = []
    for _baseline, row in groupby(chars, key=lambda c: round(c["matrix"][5], 1)):
        run = []
        for char in row:
            if run and (char["x0"] - run[-1]["x1"]) * MM > gap:
                lines.append(_line(run, page))
                run = []
            run.append(char)
        lines.append(_line(run, page))
    rules = [
        Rule(r["x0"] * MM, r["x1"] * MM, r["top"] * MM, (r["bottom"] - r["top"]) * MM)
        for r in (*page.rects, *page.lines)
        if r["bottom"] - r["top"] < 2 < r["x1"] - r["x0"]
    ]
    return Page(page.width * MM, page.height * MM, tuple(lines), tuple(rules))


def _line(run, page):
    ink = [c for c in run if not c["text"].isspace()] or run
    return Line(
        text="".join(c["text"] for c in run).replace("\xa0", " "),
        x0=ink[0]["x0"] * MM,
        x1=ink[-1]["x1"] * MM,
        baseline=(page.height - run[0]["matrix"][5]) * MM,
        top=min(c["top"] for c in ink) * MM,
        bottom=max(c["bottom"] for c in ink) * MM,
        pt=round(ink[0]["size"], 2),
        font=ink[0]["fontname"],
    )
