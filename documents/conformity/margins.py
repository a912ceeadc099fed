"""What stands in the margins of a page: page number, headers, footers, ô 13."""

from __future__ import annotations

import re

from documents.conformity.lines import Line
from documents.conformity.reading import Page

_NUMBER = re.compile(r"\W*(Trang\s*)?\d+\W*(/\s*\d+\W*)?", re.IGNORECASE)
UPPER = 20.3  # mm: the smallest upper and lower margin, with its tolerance


def is_number(line: Line) -> bool:
    """Whether `line` is a page number, however decorated: «2», «- 2 -», «Trang 2/5»."""
    return bool(_NUMBER.fullmatch(line.text))


def page_number(page: Page) -> Line | None:
    """The page number: the first line of the page when it is one and stands in the upper margin."""
    line = page.lines[0] if page.lines else None
    if line and line.bottom <= 25.3 and is_number(line) and not page.in_table(line):
        return line
    return next((line for line in page.lines if line.bottom <= 19 and is_number(line)), None)


def header_lines(page: Page) -> list[Line]:
    """Page number and other short lines in the upper margin. Full lines up there, or the letterhead itself, are text
    that runs into the margin."""
    number = page_number(page)
    if any(line.text.startswith("CỘNG H") and line.top < 25 for line in page.lines):
        return [number] if number else []
    left = min((line.x0 for line in page.lines if line.top > 30), default=30.0)
    short = [line for line in page.lines if line.bottom <= UPPER and line.width < 60 and line.x0 > left + 14]
    return [*([number] if number else []), *(line for line in short if line is not number)]


def footer_lines(page: Page) -> list[Line]:
    """Lines in the lower margin, ô 13 left out."""
    address = set(map(id, address_lines(page)))
    return [line for line in page.lines if line.top > page.height - UPPER and id(line) not in address]


def address_lines(page: Page) -> list[Line]:
    """Ô 13, the address of the office at the foot of page 1: what stands under a rule across the page."""
    rules = [r for r in page.rules if r.width > 140 and r.y > page.height - 60] if page.number == 1 else []
    return [line for line in page.lines if rules and line.baseline > rules[0].y]


def text_lines(page: Page) -> list[Line]:
    """Lines of the text area: without what stands in the margins above and below."""
    left_out = {id(line) for line in [*header_lines(page), *footer_lines(page), *address_lines(page)]}
    return [line for line in page.lines if id(line) not in left_out]
