"""A cheap look at pages: their plain text and size, by pypdfium2. For finding where appendices begin, and for the many
pages of a long list, of which only paper size, page number and characters are examined."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2

from documents.conformity.lines import MM
from documents.conformity.reading import is_odd
from lib.text import fold

_LABEL = re.compile(r"^phu luc(\s+([ivxlc]+|\d+|[a-z]))?\s*([.:].*)?$")


@dataclass(frozen=True)
class Skim:
    """A page seen in passing. `head` are the first printed lines, page number left out, `number` is the page number in
    the upper margin or None, `odd` are characters that no Vietnamese text has."""

    page: int
    width: float
    height: float
    head: tuple[str, ...]
    number: str | None
    odd: tuple[str, ...]
    letters: int

    @property
    def opens_appendix(self) -> bool:
        """Whether the page starts with «Phụ lục …» on a line of its own."""
        return bool(self.head) and bool(_LABEL.match(fold(self.head[0])))


def skim(data: bytes) -> Iterator[Skim]:
    """Look at every page of the PDF `data`."""
    pdf = pypdfium2.PdfDocument(data)
    try:
        for index in range(len(pdf)):
            page = pdf[index]
            text = page.get_textpage()
            width, height = page.get_size()
            content = text.get_text_range()
            top = text.get_text_bounded(bottom=height - 18.5 / MM, top=height).split()
            lines = [" ".join(line.split()) for line in content.splitlines() if line.strip()]
            number = next((word for word in top if word.isdigit()), None)
            yield Skim(
                page=index + 1,
                width=width * MM,
                height=height * MM,
                head=tuple([line for line in lines if not line.isdigit()][:4]),
                number=number,
                odd=tuple({c for c in content if c not in "\ufffe\uffff" and is_odd(c)}),
                letters=sum(not c.isspace() for c in content),
            )
            text.close()
            page.close()
    finally:
        pdf.close()
