"""The whole work: which engine draws which part, how far it is, and how the parts become one file."""

from __future__ import annotations

import hashlib
import io
import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache
from importlib.metadata import version as installed
from pathlib import Path

import pikepdf
from django.core.exceptions import ImproperlyConfigured

from documents import signature_fields
from documents.content import Appendix, Content, Head, PartialDate, Shape, SignatureBlock, Table
from documents.layout import HOUSE_LAYOUT, Layout
from documents.rendering import markup
from documents.rendering.engine import write_pdf
from documents.rendering.fields import field_writer
from documents.rendering.fonts import Typeface, typeface
from documents.rendering.joining import joined, joined_parts
from documents.rendering.long_lists import long_appendices, write_parts, write_sheet
from documents.rendering.measures import measure
from documents.rendering.stylesheet import stylesheet
from lib.refusals import Refused
from lib.text import clean_line
from organisations.enums import SignedReady

Progress = Callable[[int], None]


def render_pdf(
    content: Content, layout: Layout, *, progress: Progress | None = None, signed_ready: SignedReady | None = None
) -> bytes:
    """The paper as PDF/A: tagged (2a), Vietnamese, all fonts embedded, without any date of its own.

    With SignedReady.FIELDS it has empty form fields (documents.signature_fields); otherwise it has none at all.

    A paper with an appendix of more than 1,000 table rows is PDF/A-2u: its long lists come from a faster engine and
    carry no tags; so do sheets, of any length. `progress` hears of whole percentages while the work goes on. Raises
    lib.refusals.Refused when the machine lacks the layout library, ImproperlyConfigured when settings.OFFICE_FONT_DIR
    is wrong.
    """
    face = typeface()
    report = _rising(progress) if progress else lambda percent: None
    if content.is_sheet:
        return _sheet(content, layout, face, report)
    run = _Run(content, layout, face, report, with_fields=signed_ready == SignedReady.FIELDS)
    are_long = long_appendices(content.appendices, are_alone=not run.has_body)
    if not any(are_long):
        return run.main(content.appendices, variant="pdf/a-2a", body=run.has_body)
    leading = are_long.index(True)
    if leading == 0 and not run.has_body:
        parts = _following(run, list(zip(content.appendices, are_long, strict=True)))
        return joined_parts(parts)
    first = run.main(content.appendices[:leading], variant="pdf/a-2u", share=_MAIN_SHARE, body=run.has_body)
    return joined(first, _following(run, list(zip(content.appendices, are_long, strict=True))[leading:]))


def prewarm() -> None:
    """Load engine and fonts and draw one small page, so that the first person does not wait for it (1.5 s).

    On a machine that cannot render it writes why into the log and returns.
    """
    empty = Content(
        kind="KẾ HOẠCH",
        head=Head((), ("ỦY BAN NHÂN DÂN",), "Ủy ban nhân dân", "KH-UBND", "Hà Nội", PartialDate(2026)),
        title="Thực hiện",
        legal_bases=("Căn cứ",),
        opening=(),
        sections=(),
        closing=(),
        recipients=(),
        archive="VT",
        signature=SignatureBlock(("CHỦ TỊCH",), "Nguyễn Văn A"),
    )
    try:
        render_pdf(empty, HOUSE_LAYOUT)
    except (Refused, ImproperlyConfigured) as error:
        logging.getLogger(__name__).error("Cannot print: %s", error)


@lru_cache(maxsize=1)
def version() -> str:
    """A digest of everything that decides how a paper looks except the paper: our code, the engines, the fonts."""
    digest = hashlib.sha256()
    for name in ("weasyprint", "pydyf", "typst", "pikepdf", "fonttools"):
        digest.update(f"{name} {installed(name)}\n".encode())
    sources = sorted(p for p in Path(__file__).parent.iterdir() if p.suffix in {".py", ".css", ".typ"})
    for file in (*sources, Path(signature_fields.__file__), *typeface().files):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _rising(progress: Progress) -> Progress:
    """`progress`, called only when the percentage has risen: engines may lay pages out twice."""
    highest = 0

    def report(percent: int) -> None:
        nonlocal highest
        if percent > highest:
            highest = percent
            progress(percent)

    return report


class _Run:
    """One rendering: what every part of it needs."""

    def __init__(self, content: Content, layout: Layout, face: Typeface, report: Progress, *, with_fields: bool):
        self.content, self.layout, self.face, self.report = content, layout, face, report
        self.measures = measure(content, layout, face)
        self.finisher = field_writer(face, self.measures) if with_fields else None
        self.has_body = content.shape == Shape.DOCUMENT

    def main(self, appendices: tuple[Appendix, ...], *, variant: str, body: bool = True, share: float = 1) -> bytes:
        """Body (unless not wanted) and `appendices` by WeasyPrint; reports up to `share` of the whole."""
        content = replace(self.content, appendices=appendices)
        expected = max(_expected_pages(content), 1)

        def on_page(laid_out: int, drawn: int) -> None:
            layout_done = 1 if drawn else laid_out / max(expected, laid_out)
            self.report(round(100 * share * (0.6 * layout_done + 0.4 * drawn / laid_out)))

        return write_pdf(
            markup.document(content, self.layout, self.face, self.measures, body=body),
            stylesheet(self.layout, self.measures, self.face.family),
            face=self.face,
            variant=variant,
            on_page=on_page,
            finisher=self.finisher if body else None,
        )


def _sheet(content: Content, layout: Layout, face: Typeface, report: Progress) -> bytes:
    measures = measure(content, layout, face)
    parts = write_sheet(
        content, layout=layout, face=face, measures=measures, progress=lambda part: report(round(100 * part))
    )
    return joined_parts(("", part) for part in parts)


_MAIN_SHARE = 0.1  # of the time that a paper with long lists takes


def _following(run: _Run, appendices: list[tuple[Appendix, bool]]) -> Iterator[tuple[str, pikepdf.Pdf]]:
    """The parts after the first, in order; the second and later ones of an appendix have no bookmark."""
    for number, (appendix, is_long) in enumerate(appendices):

        def progress(part: float, number: int = number) -> None:
            run.report(round(100 * (_MAIN_SHARE + (1 - _MAIN_SHARE) * (number + part) / len(appendices))))

        name = clean_line(appendix.label)
        if not is_long:
            pdf = run.main((appendix,), variant="pdf/a-2u", body=False, share=0)
            yield name, pikepdf.open(io.BytesIO(pdf))
            progress(1)
            continue
        parts = write_parts(
            run.content, appendix, layout=run.layout, face=run.face, measures=run.measures, progress=progress
        )
        for n, part in enumerate(parts):
            yield (name if n == 0 else ""), part


def _expected_pages(content: Content) -> float:
    """A rough number of pages, for progress only."""
    letters = sum(len(text) for text in content.legal_bases)
    rows = 0
    for section in content.walk_sections():
        for block in section.blocks:
            rows += len(block.rows) if isinstance(block, Table) else 0
            letters += len(getattr(block, "text", "")) + 40
    rows += sum(len(block.rows) for a in content.appendices for block in a.blocks if isinstance(block, Table))
    return letters / 2_600 + rows / 25 + len(content.appendices) + 1
