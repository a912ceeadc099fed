"""Faults of the file, of paper, margins and page numbers (rules 1–17)."""

from tests.documents.conformity import tampering
from tests.documents.conformity.faults.fault import ANNEXED, LAST, fault

FAULTS = (
    fault(1, "PDF 1.3", tamper=tampering.version("1.3")),
    fault(2, "encrypted", tamper=tampering.encrypt),
    fault(2, "JavaScript", tamper=tampering.javascript),
    fault(2, "form field", tamper=tampering.text_field),
    fault(2, "opening action", tamper=tampering.opening_action),
    fault(3, "font not embedded", tamper=tampering.unembed),
    fault(3, "letters cannot be read back", tamper=tampering.forget_letters),
    fault(4, "another font", css='.cq { font-family: "DejaVu Serif" }'),
    fault(4, "old encoding", tamper=tampering.rename_font(".VnTime")),
    fault(5, "red text", css=".cancu1 { color: #c00 }"),
    fault(5, "blue rule", css=".gach-ty { border-color: #00c }"),
    fault(5, "picture", (LAST, f'{LAST}<img src="data:image/png;base64,{tampering.DOT}" width=5>')),
    fault(6, "combining marks", ("Số lớp: 02 lớp", "Số lo\u031b\u0301p: 02 lo\u031b\u0301p")),
    fault(6, "private character", ("Địa điểm", "Địa \ue000điểm"), also={3}),
    fault(7, "no language", lang="en"),
    fault(7, "other title", title="Trang 1"),
    fault(8, "Letter paper", css="@page { size: 216mm 297mm; margin-right: 20mm }"),
    fault(8, "page on its side", css="@page :nth(2) { size: A4 landscape }"),
    fault(9, "left margin 25 mm", css="@page { margin-left: 25mm }"),
    fault(9, "left margin 40 mm", css="@page { margin-left: 40mm } .dau .trai { width: 60mm }"),
    fault(10, "right margin 10 mm", css="@page { margin-right: 10mm }"),
    fault(10, "right margin 25 mm", css="@page { margin-right: 25mm; margin-left: 30mm } .dau .trai { width: 58mm }"),
    fault(11, "upper margin 15 mm", css="@page { margin-top: 15mm }"),
    fault(11, "lower margin 12 mm", css="@page { margin-bottom: 12mm }"),
    fault(12, "number on page 1", css="@page :first { @top-center { content: counter(page) } }"),
    fault(13, "no page number", css="@page { @top-center { content: none } }"),
    fault(13, "number with dashes", css='@page { @top-center { content: "- " counter(page) " -" } }'),
    fault(
        13,
        "text beside the number",
        css='@page { @top-right { content: "Dự thảo" } } @page :first { @top-right { content: none } }',
    ),
    fault(
        14,
        "number at the right",
        css="@page { @top-center { content: none } @top-right { content: counter(page); font: 14pt serif } }"
        "@page :first { @top-right { content: none } }",
    ),
    fault(14, "number of 10 pt", css="@page { @top-center { font-size: 10pt } }"),
    fault(14, "number of 16 pt", css="@page { @top-center { font-size: 16pt } }"),
    fault(14, "bold number", css="@page { @top-center { font-weight: bold } }"),
    fault(
        15,
        "number at the foot",
        css="@page { @top-center { content: none } @bottom-center { content: counter(page) } }",
        also={13},
    ),
    fault(15, "footer", css='@page { @bottom-center { content: "Kế hoạch năm 2022" } }'),
    fault(16, "numbering continued", css="@page :nth(1 of phuluc) { counter-reset: none }", **ANNEXED),
    fault(
        16,
        "number on first page",
        css="@page :nth(1 of phuluc-ngang) { counter-reset: page 7; @top-center { content: counter(page) } }",
        **ANNEXED,
    ),
    fault(17, "signature alone", css=".ky { break-before: page }"),
)
