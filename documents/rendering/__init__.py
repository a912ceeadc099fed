"""A content tree and a layout in, the PDF of an official document out (Nghị định 30/2020/NĐ-CP).

The only package that imports the PDF engines. Nothing here knows the database, the clock or a request: equal input
gives equal bytes, in every process and on every machine with the same fonts and library versions.
"""

from __future__ import annotations

from documents.content import Content
from documents.layout import Layout
from documents.rendering.engine import write_pdf
from documents.rendering.fonts import typeface
from documents.rendering.markup import document
from documents.rendering.measures import measure
from documents.rendering.stylesheet import stylesheet


def render_pdf(content: Content, layout: Layout) -> bytes:
    """The paper as PDF/A-2a: tagged, Vietnamese, all fonts embedded, without any date of its own.

    Raises lib.refusals.Refused when the machine lacks the layout library, ImproperlyConfigured when
    settings.OFFICE_FONT_DIR is wrong.
    """
    face = typeface()
    measures = measure(content, layout, face)
    return write_pdf(
        document(content, layout, face, measures),
        stylesheet(layout, measures, face.family),
        face=face,
        variant="pdf/a-2a",
    )
