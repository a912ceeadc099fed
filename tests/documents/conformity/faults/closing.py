"""Faults of signature and recipients (rules 59–71)."""

from documents.conformity import Expected
from tests.documents.conformity.faults.fault import fault

FAULTS = (
    fault(59, "not bold", css=".chucvu { font-weight: normal }"),
    fault(59, "small letters", (">PHÓ TRƯỞNG BAN<", ">Phó Trưởng ban<"), also={60}),
    fault(59, "12 pt", css=".chucvu { font-size: 12pt }"),
    fault(
        59,
        "missing",
        (
            "<div class=chucvu>KT. TRƯỞNG BAN</div><div class=chucvu>PHÓ TRƯỞNG BAN</div><div class=ten-ky>Lý Văn "
            "Khi</div>",
            "",
        ),
    ),
    fault(60, "KT. without deputy", ("<div class=chucvu>PHÓ TRƯỞNG BAN</div>", "")),
    fault(
        60,
        "KT. before the deputy's title",
        ("KT. TRƯỞNG BAN</div><div class=chucvu>PHÓ TRƯỞNG BAN", "KT. PHÓ TRƯỞNG BAN"),
    ),
    fault(60, "no dot", ("KT. TRƯỞNG BAN", "KT TRƯỞNG BAN")),
    fault(60, "committee without TM.", ("BAN DÂN TỘC</div>", "ỦY BAN NHÂN DÂN</div>")),
    fault(61, "deputy without KT.", ("<div class=chucvu>KT. TRƯỞNG BAN</div>", "")),
    fault(61, "another post", told={"expected": Expected(signature_lines=("TRƯỞNG BAN",))}),
    fault(62, "academic title", (">Lý Văn Khi<", ">ThS. Lý Văn Khi<")),
    fault(62, "capitals", (">Lý Văn Khi<", ">LÝ VĂN KHI<")),
    fault(62, "off centre", css=".ten-ky { margin-left: 12mm }"),
    fault(62, "another person", told={"expected": Expected(signer_name="Lý Văn Khí")}),
    fault(63, "10 mm", css=".ten-ky { margin-top: 4mm }"),
    fault(63, "60 mm", css=".ten-ky { margin-top: 54mm }"),
    fault(
        63,
        "text in the room",
        ("<div class=ten-ky>", "<div class=da-ky>(đã ký)</div><div class=ten-ky>"),
        css=".da-ky { margin: 11mm 0 -17mm; font-size: 14pt }",
        also={64},
    ),
    fault(
        64,
        "recipients in the way",
        ("- UBND các xã;", "- UBND các xã, thị trấn, Công an tỉnh, Sở Tài chính và các cơ quan có liên quan;"),
        css=".ky .trai { width: 82mm; white-space: nowrap }",
        also={63, 70},
    ),
    fault(
        65,
        "name on the next page",
        css=".ky, .ky tr, .ky td { break-inside: auto } .ten-ky { break-before: page; margin-top: 26mm }",
    ),
    fault(66, "14 pt", css=".nn { font-size: 14pt }"),
    fault(66, "upright", css=".nn { font-style: normal }"),
    fault(66, "no colon", ("Nơi nhận:", "Nơi nhận")),
    fault(66, "lower than the title", css=".nn { margin-top: 5mm }"),
    fault(66, "missing", ("<div class=nn>Nơi nhận:</div>", "")),
    fault(67, "12 pt", css=".ng { font-size: 12pt }"),
    fault(67, "no dash", ("- Phòng Chính sách;", "Phòng Chính sách;")),
    fault(67, "indented", css=".ng { margin-left: 5mm }"),
    fault(68, "no semicolons", ("- Lãnh đạo Ban;", "- Lãnh đạo Ban")),
    fault(68, "Lưu without colon", ("- Lưu: VT, CS (2).", "- Lưu VT, CS (2).")),
    fault(68, "no final dot", ("- Lưu: VT, CS (2).", "- Lưu: VT, CS (2)")),
    fault(68, "no drafting unit", ("- Lưu: VT, CS (2).", "- Lưu: VT.")),
    fault(68, "no Lưu line", ("- UBND các xã;</div>\n<div class=ng>- Lưu: VT, CS (2).", "- UBND các xã.")),
    fault(69, "Như trên", ("- Lãnh đạo Ban;", "- Như trên;")),
    fault(69, "Kính gửi", ('<p class="cancu cancu1">', "<p>Kính gửi: Các phòng thuộc Ban.</p>\n<p class=cancu>")),
    fault(
        70,
        "too wide",
        ("- Lãnh đạo Ban;", "- Lãnh đạo Ban và các phòng, các đơn vị sự nghiệp trực thuộc Ban Dân tộc tỉnh;"),
        css=".ky .trai { width: 84mm; white-space: nowrap }",
        also={64},
    ),
    fault(71, "unit left out", ("1. Phòng Chính sách", "1. Sở Tài chính")),
)
