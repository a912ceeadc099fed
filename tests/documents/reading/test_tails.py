"""Recipients and signature block, in every order in which two columns come out of a file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.places import Part, Place
from documents.reading.source import Grid, Line
from documents.reading.tails import read_tail, split_authority


def tail(text):
    lines = [Line(line) for line in text.split("\n")]
    return read_tail(lines, 0, len(lines))


def said(found):
    return found.recipients, found.archive_text, found.signature.lines, found.signature.name


EXPECTED = (
    ("UBND tỉnh (b/c)", "Các phòng thuộc Sở"),
    "Lưu: VT, KHTC",
    ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
    "Nguyễn Văn An",
)


@pytest.mark.parametrize(
    "text",
    [
        "Nơi nhận:\n- UBND tỉnh (b/c);\n- Các phòng thuộc Sở;\n- Lưu: VT, KHTC.\n\nKT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\n"
        "(Đã ký)\n\nNguyễn Văn An",
        "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\n\n\nNguyễn Văn An\n\nNơi nhận:\n- UBND tỉnh (b/c);\n- Các phòng\nthuộc Sở;\n"
        "- Lưu: VT,\nKHTC.",
        "Nơi nhận:                        KT. GIÁM ĐỐC\n- UBND tỉnh (b/c);               PHÓ GIÁM ĐỐC\n"
        "- Các phòng\nthuộc Sở;\n- Lưu: VT, KHTC.\n\n                                 Nguyễn Văn An",
        "Nơi nhận: KT. GIÁM ĐỐC\n- UBND tỉnh (b/c); PHÓ GIÁM ĐỐC\n- Các phòng thuộc Sở;\n"
        "- Lưu: VT, KHTC. Nguyễn Văn An",
        "Nơi nhận: - UBND tỉnh (b/c); - Các phòng thuộc Sở; - Lưu: VT, KHTC.\nKT. GIÁM ĐỐC PHÓ GIÁM ĐỐC\nNguyễn Văn An",
        "Nơi nhận:\nUBND tỉnh (b/c);\nCác phòng thuộc Sở;\nLưu: VT, KHTC.\nKT. GIÁM ĐỐC\nPHÓ GIÁM\nĐỐC\nNguyễn Văn An",
        "#### **Nơi nhận:**\n\n• UBND tỉnh (b/c);\n• Các phòng thuộc Sở;\n• Lưu: VT, KHTC.\n\n**KT. GIÁM ĐỐC  \n"
        "PHÓ GIÁM ĐỐC**\n\n**Nguyễn Văn An**",
        "| **Nơi nhận:**<br>- UBND tỉnh (b/c);<br>- Các phòng thuộc Sở;<br>- Lưu: VT, KHTC. | **KT. GIÁM ĐỐC**<br>"
        "**PHÓ GIÁM ĐỐC**<br>*(đã ký)*<br>**Nguyễn Văn An** |",
    ],
)
def test_one_tail_in_many_layouts(text):
    assert said(tail(text)) == EXPECTED


def test_tail_in_a_table_without_borders():
    left = "Nơi nhận:\n- UBND tỉnh (b/c);\n- Các phòng thuộc Sở;\n- Lưu: VT, KHTC."
    lines = [
        Grid(((left, "", "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\n\n\n Nguyễn Văn An"),)),
        Line("Phụ lục I"),
        Line("DANH SÁCH"),
    ]
    found = read_tail(lines, 0, 3)
    assert (said(found), found.end) == (EXPECTED, 1)


@pytest.mark.parametrize(
    ("printed", "items", "archive"),
    [
        ("- Các phòng; (t/h)\n- Lưu: VT, KT (2 bản).", ("Các phòng; (t/h)",), "Lưu: VT, KT (2 bản)"),
        ("- Bộ Y tế;\n(để b/c)\n- Lưu VT.", ("Bộ Y tế; (để b/c)",), "Lưu VT"),
        ("- Ban Giám đốc Sở;\n- Lưu: VT, CN(M.Cường.", ("Ban Giám đốc Sở",), "Lưu: VT, CN(M.Cường."),
        ("- Các Sở: Tài chính, Nội vụ;\nGiáo dục;\n- Lưu: VT", ("Các Sở: Tài chính, Nội vụ; Giáo dục",), "Lưu: VT"),
        ("- UBND các xã, phường.", ("UBND các xã, phường",), ""),
    ],
)
def test_recipients_as_printed_without_end_marks(printed, items, archive):
    found = tail(f"Nơi nhận:\n{printed}\nGIÁM ĐỐC\nLê Văn Quyền")
    assert (found.recipients, found.archive_text) == (items, archive)


@pytest.mark.parametrize(
    ("printed", "authority", "position", "name"),
    [
        (
            "TM. ỦY BAN NHÂN\nDÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nVừ A Hùng",
            ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"),
            ("PHÓ CHỦ TỊCH",),
            "Vừ A Hùng",
        ),
        (
            "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nVừ A Hùng",
            ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"),
            ("PHÓ CHỦ TỊCH",),
            "Vừ A Hùng",
        ),
        (
            "TL. CHỦ TỊCH\nKT. CHÁNH VĂN PHÒNG\nPHÓ CHÁNH VĂN PHÒNG\nVõ Tuấn Anh",
            ("TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG"),
            ("PHÓ CHÁNH VĂN PHÒNG",),
            "Võ Tuấn Anh",
        ),
        ("T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\nSùng A Hồ", ("T/M BAN THƯỜNG VỤ",), ("PHÓ BÍ THƯ",), "Sùng A Hồ"),
        ("Q. GIÁM ĐỐC\nPGS.TS. Nguyễn Văn An", (), ("Q. GIÁM ĐỐC",), "PGS.TS. Nguyễn Văn An"),
        (
            "KT. TRƯỞNG BAN\nPHÓ TRƯỞNG BAN\nPHÓ CHỦ TỊCH UBND TỈNH\nĐại tá Lê An",
            ("KT. TRƯỞNG BAN",),
            ("PHÓ TRƯỞNG BAN", "PHÓ CHỦ TỊCH UBND TỈNH"),
            "Đại tá Lê An",
        ),
        ("GIÁM ĐỐC\n(đã ký)\nH'YIM KĐOH", (), ("GIÁM ĐỐC",), "H'YIM KĐOH"),
        (
            "TUQ. GIÁM ĐỐC\nTRƯỞNG PHÒNG KẾ HOẠCH - TÀI CHÍNH\nNGUYỄN VĂN AN",
            ("TUQ. GIÁM ĐỐC",),
            ("TRƯỞNG PHÒNG KẾ HOẠCH - TÀI CHÍNH",),
            "NGUYỄN VĂN AN",
        ),
        ("TM. CHÍNH PHỦ\nTHỦ TƯỚNG\nPhạm Minh Chính", ("TM. CHÍNH PHỦ",), ("THỦ TƯỚNG",), "Phạm Minh Chính"),
        ("GIÁM ĐỐC", (), ("GIÁM ĐỐC",), ""),
        ("TM. ỦY BAN NHÂN DÂN", ("TM. ỦY BAN NHÂN DÂN",), (), ""),
    ],
)
def test_authority_position_and_name(printed, authority, position, name):
    found = tail(f"Nơi nhận:\n- Như trên;\n- Lưu: VT.\n{printed}")
    assert (*split_authority(found.signature.lines), found.signature.name) == (authority, position, name)


@pytest.mark.parametrize("name", ["H’ Yim Kđoh", "K’ Mák", "Y Thanh Niê Kđăm", "Lò Thị Én", "Đại tá Lê Văn An"])
def test_names_of_many_peoples(name):
    assert tail(f"Nơi nhận:\n- Lưu: VT.\nGIÁM ĐỐC\n[daky]\n{name}").signature.name == name


@pytest.mark.parametrize(
    ("rows", "lines", "name"),
    [
        (
            "SỞ Y TẾ       SỞ GIÁO DỤC\nKT. GIÁM ĐỐC     GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\nNguyễn Văn An      Lê Thị Bình",
            ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
            "Nguyễn Văn An",
        ),
        ("NGƯỜI LẬP KẾ HOẠCH      HIỆU TRƯỞNG\n\nNguyễn Văn An      Lê Thị Bình", ("HIỆU TRƯỞNG",), "Lê Thị Bình"),
    ],
)
def test_of_several_signers_one_is_read_and_doubted(rows, lines, name):
    found = tail(f"{rows}\nNơi nhận:\n- UBND tỉnh;\n- Lưu: VT.")
    assert (found.signature.lines, found.signature.name, found.recipients) == (lines, name, ("UBND tỉnh",))
    assert [doubt.place for doubt in found.doubts] == [Place(Part.SIGNATURE, field="lines")]


def test_office_under_the_position_is_told_apart():
    found = tail("Nơi nhận:\n- Các phòng;\n- Lưu: VT.\n**TRƯỞNG BAN**\nBAN\nDÂN TỘC\nTỈNH QUẢNG TRỊ\nLê Văn Quyền")
    assert (found.signature.lines, found.issuer, found.signature.name) == (
        ("TRƯỞNG BAN",),
        ("BAN DÂN TỘC TỈNH QUẢNG TRỊ",),
        "Lê Văn Quyền",
    )


def test_tail_ends_before_the_appendix():
    found = tail(
        "Nơi nhận:\n- Các phòng;\n- Lưu: VT.\nGIÁM ĐỐC\n\nLê Văn Quyền\n\nPhụ lục I\nDANH SÁCH\nTM. ỦY BAN NHÂN DÂN"
    )
    assert (found.end, found.signature.lines) == (6, ("GIÁM ĐỐC",))


def test_traces_and_doubts_of_the_tail():
    found = tail("Nơi nhận:\n- Các phòng\nthuộc Sở;\n- Lưu: VT.\nGIÁM ĐỐC\n\nLÊ VĂN QUYỀN")
    assert {trace.place: trace.lines for trace in found.traces} == {
        Place(Part.RECIPIENTS, 0): (1, 2),
        Place(Part.ARCHIVE): (3,),
        Place(Part.SIGNATURE, field="lines"): (4,),
        Place(Part.SIGNATURE, field="name"): (6,),
    }
    assert [doubt.place for doubt in found.doubts] == [Place(Part.SIGNATURE, field="name")]


def test_empty_tail():
    assert (said(tail("")), tail("").end) == (((), "", (), ""), 0)


@given(st.lists(st.text("Nơi nhận:KT.GIÁMĐỐC-;., ()|*\\n\tAb1", max_size=40), max_size=12))
def test_any_text_gives_a_tail(texts):
    found = read_tail([Line(text) for text in texts], 0, len(texts))
    assert 0 <= found.end <= len(texts)
