"""Citations as offices write them → kind, number, date, issuer, summary."""

import datetime
import time

import pytest

from documents.citing import citations_in

D = datetime.date


def _read(text):
    return [(c.kind, c.number, c.issued_on, c.issuer, c.summary, c.depth) for c in citations_in(text)]


ONE = {
    "Căn cứ Thông tư số 01/2017/TT-UBDT ngày 10/5/2017 của Ủy ban Dân tộc về việc Quy định chi tiết Dự án 2 "
    "(Chương trình 135) giai đoạn 2016 – 2020;": (
        "Thông tư", "01/2017/TT-UBDT", D(2017, 5, 10), "Ủy ban Dân tộc",
        "Quy định chi tiết Dự án 2 (Chương trình 135) giai đoạn 2016 – 2020",
    ),
    "Căn cứ Quyết định 1883/QĐ-UBND ngày 06/11/2025 của UBND tỉnh Lào Cai Ủy quyền cho Giám đốc Sở Công Thương.": (
        "Quyết định", "1883/QĐ-UBND", D(2025, 11, 6), "UBND tỉnh Lào Cai", "Ủy quyền cho Giám đốc Sở Công Thương",
    ),
    "Căn cứ Nghị định của Chính phủ số 27/2022/NĐ-CP ngày 19/4/2022 quy định cơ chế quản lý;": (
        "Nghị định", "27/2022/NĐ-CP", D(2022, 4, 19), "Chính phủ", "quy định cơ chế quản lý",
    ),
    "Căn cứ Chỉ thị số 16-CT/TU ngày 09 tháng 9 năm 2021 của Ban Thường vụ Tỉnh ủy.": (
        "Chỉ thị", "16-CT/TU", D(2021, 9, 9), "Ban Thường vụ Tỉnh ủy", "",
    ),
    "Căn cứ Luật Quản lý, sử dụng vũ khí, vật liệu nổ và công cụ hỗ trợ ngày 26 tháng 8 năm 2024;": (
        "Luật", None, D(2024, 8, 26), None, "Luật Quản lý, sử dụng vũ khí, vật liệu nổ và công cụ hỗ trợ",
    ),
    "Căn cứ Luật Đất đai số 31/2024/QH15 ngày 18/01/2024;": (
        "Luật", "31/2024/QH15", D(2024, 1, 18), None, "Luật Đất đai",
    ),
    "Căn cứ Luật Tổ chức chính quyền địa phương;": (
        "Luật", None, None, None, "Luật Tổ chức chính quyền địa phương",
    ),
    "Căn cứ Kế hoạch số 25 /KH-UBND ngày     tháng    năm 2024 của UBND huyện;": (
        "Kế hoạch", "25/KH-UBND", None, "UBND huyện", "",
    ),
    "Căn cứ Quyết định số: 12/QĐ – UBND ngày 3/4 của UBND xã Thanh Lâm;": (
        "Quyết định", "12/QĐ-UBND", None, "UBND xã Thanh Lâm", "",
    ),
    "Căn cứ Quyết định số 12/QĐ-BVHTTDL ngày 31/02/2023 của Bộ trưởng Bộ Văn hóa, Thể thao và Du lịch về Lễ hội;": (
        "Quyết định", "12/QĐ-BVHTTDL", None, "Bộ trưởng Bộ Văn hóa, Thể thao và Du lịch", "Lễ hội",
    ),
    "Căn cứ Thông tư liên tịch số 01/2013/TTLT-BTC-BNV ngày 03/01/2013 của Bộ Tài chính, Bộ Nội vụ hướng dẫn chi;": (
        "Thông tư liên tịch", "01/2013/TTLT-BTC-BNV", D(2013, 1, 3), "Bộ Tài chính, Bộ Nội vụ", "hướng dẫn chi",
    ),
    "Theo đề nghị của Ban Dân tộc tỉnh tại Tờ trình số 938/TTr-BDT ngày 14/12/2021, UBND tỉnh ban hành Kế hoạch "
    "thực hiện thí điểm các mô hình như sau:": (
        "Tờ trình", "938/TTr-BDT", D(2021, 12, 14), "Ban Dân tộc tỉnh", "",
    ),
    "Căn cứ công văn số 941/SLĐTBXH-BTXH ngày 07/6/2022 của Sở Lao động –Thương binh và Xã hội về việc đề nghị xây "
    "dựng kế hoạch năm 2022. Căn cứ chức năng, nhiệm vụ Ban Dân tộc tỉnh xây dựng kế hoạch như sau:": (
        "công văn", "941/SLĐTBXH-BTXH", D(2022, 6, 7), "Sở Lao động –Thương binh và Xã hội",
        "đề nghị xây dựng kế hoạch năm 2022",
    ),
    "Nội dung tại Điều 9, Nghị định số 181/2024/NĐ-CP ngày 31/12/2024 của Chính phủ và các quy định có liên quan.": (
        "Nghị định", "181/2024/NĐ-CP", D(2024, 12, 31), "Chính phủ", "",
    ),
    "- Căn cứ Bộ Luật Dân sự (sửa đổi) ngày 28 tháng 10 năm 1995;": (
        "Bộ Luật", None, D(1995, 10, 28), None, "Bộ Luật Dân sự (sửa đổi)",
    ),
    "Căn cứ Quyết định 1719 ngày 14/10/2021 của Thủ tướng Chính phủ;": (
        "Quyết định", "1719", D(2021, 10, 14), "Thủ tướng Chính phủ", "",
    ),
    "Căn cứ Nghị quyết Hội đồng nhân dân tỉnh số 12/NQ-HĐND ngày 10/12/2021 về dự toán;": (
        "Nghị quyết", "12/NQ-HĐND", D(2021, 12, 10), "Hội đồng nhân dân tỉnh", "dự toán",
    ),
    "Căn cứ Nghị quyết số 54/2022/NQ-HĐND ngày 08/12/2022 của HĐND tỉnh khóa XI, kỳ họp thứ 9 quy định tiêu chí;": (
        "Nghị quyết", "54/2022/NQ-HĐND", D(2022, 12, 8), "HĐND tỉnh", "quy định tiêu chí",
    ),
    "Căn cứ Kế hoạch công tác năm 2026 của Ban Dân tộc tỉnh;": (
        "Kế hoạch", None, None, "Ban Dân tộc tỉnh", "công tác năm 2026",
    ),
    "Căn cứ Nghị định 13/2017/NĐ-CP quy định cơ cấu tổ chức của Ủy ban Dân tộc": (
        "Nghị định", "13/2017/NĐ-CP", None, None, "quy định cơ cấu tổ chức của Ủy ban Dân tộc",
    ),
    "Căn cứ Văn bản hợp nhất số 05/VBHN-BTC ngày 09/3/2023 của Bộ Tài chính;": (
        "Văn bản hợp nhất", "05/VBHN-BTC", D(2023, 3, 9), "Bộ Tài chính", "",
    ),
}  # fmt: skip


@pytest.mark.parametrize("text", ONE)
def test_one_document(text):
    assert _read(text) == [(*ONE[text], 0)]


@pytest.mark.parametrize(
    "text",
    [
        "Chương trình 135 giai đoạn 2016-2020 có 02 lớp (84 học viên/lớp) vào ngày 10/5/2020.",
        "Địa chỉ: Số 165 Lý Thường Kiệt, phường Yên Bái; Dự án số 2; Tiểu dự án 1; tháng 7 - 8/2019",
        "PHỔ BIẾN PHÁP LUẬT CHO NGƯỜI LAO ĐỘNG; Chương trình 135 của Chính phủ; Nghị quyết của Đảng",
        "Luật sư, Hội Luật gia và người có uy tín; quyết định này; kế hoạch năm 2024",
        "",
    ],
)
def test_nothing_is_cited(text):
    assert citations_in(text) == ()


def test_a_document_named_inside_another_lies_deeper_and_separators_tell_siblings():
    text = (
        "Thực hiện Nghị quyết số 80-NQ/TW ngày 07/01/2026 của Bộ Chính trị về phát triển văn hoá, Chương trình hành "
        "động số 08-CTr/TU ngày 17/3/2026 của Thành ủy Hà Nội thực hiện Nghị quyết số 80-NQ/TW ngày 07/01/2026 của "
        "Bộ Chính trị về phát triển văn hoá, Kế hoạch số 128/KH-UBND ngày 30/3/2026 của UBND Thành phố, "
        "UBND thành phố Hà Nội ban hành Kế hoạch tổ chức Lễ hội, cụ thể như sau:"
    )
    assert [(c.number, c.depth, c.issuer, c.summary) for c in citations_in(text)] == [
        ("80-NQ/TW", 0, "Bộ Chính trị", "phát triển văn hoá"),
        (
            "08-CTr/TU",
            0,
            "Thành ủy Hà Nội",
            "thực hiện Nghị quyết số 80-NQ/TW ngày 07/01/2026 của Bộ Chính trị về phát triển văn hoá",
        ),
        ("80-NQ/TW", 1, "Bộ Chính trị", "phát triển văn hoá"),
        ("128/KH-UBND", 0, "UBND Thành phố", ""),
    ]


def test_laws_that_amend_laws():
    text = "Căn cứ Luật Xây dựng ngày 18/6/2014; Luật sửa đổi, bổ sung một số điều của Luật Xây dựng ngày 17/6/2020;"
    assert [(c.summary, c.issued_on, c.depth) for c in citations_in(text)] == [
        ("Luật Xây dựng", D(2014, 6, 18), 0),
        ("Luật sửa đổi, bổ sung một số điều của Luật Xây dựng", D(2020, 6, 17), 0),
    ]
    text = (
        "Căn cứ Luật Đường thủy số 23/2004/QH11 được sửa đổi bởi Luật số 48/2014/QH13, Luật số 97/2015/QH13 và "
        "Luật số 35/2018/QH14;"
    )
    assert [(c.number, c.depth) for c in citations_in(text)] == [
        ("23/2004/QH11", 0), ("48/2014/QH13", 1), ("97/2015/QH13", 1), ("35/2018/QH14", 1),
    ]  # fmt: skip


def test_several_numbers_after_one_kind_share_it_and_their_issuer():
    text = (
        "Thực hiện các Quyết định số 1719/QĐ-TTg ngày 14/10/2021, số 90/QĐ-TTg ngày 18/01/2022 của Thủ tướng Chính phủ;"
    )
    assert [(c.kind, c.number, c.issuer) for c in citations_in(text)] == [
        ("Quyết định", "1719/QĐ-TTg", "Thủ tướng Chính phủ"),
        ("Quyết định", "90/QĐ-TTg", "Thủ tướng Chính phủ"),
    ]


def test_who_sent_a_paper_stands_before_it():
    text = (
        "Thực hiện Quyết định số 449/QĐ-TTg ngày 12/3/2013, Quyết định số 2356/QĐ-TTg ngày 04/12/2013 của Thủ tướng "
        "Chính phủ ban hành Chương trình; trên cơ sở kết luận của Thường trực Tỉnh ủy tại Thông báo số 1057-TB/TU ngày "
        "12/12/2014, ý kiến của Thường trực HĐND tỉnh tại Công văn số 427/HĐND-DT và đề xuất của Ban Dân tộc tỉnh tại "
        "Tờ trình số 33/TTr-BDT ngày 13/02/2015, Chủ tịch UBND tỉnh ban hành Kế hoạch như sau:"
    )
    assert [(c.number, c.issuer, c.depth) for c in citations_in(text)] == [
        ("449/QĐ-TTg", "Thủ tướng Chính phủ", 0),
        ("2356/QĐ-TTg", "Thủ tướng Chính phủ", 0),
        ("1057-TB/TU", "Thường trực Tỉnh ủy", 0),
        ("427/HĐND-DT", "Thường trực HĐND tỉnh", 0),
        ("33/TTr-BDT", "Ban Dân tộc tỉnh", 0),
    ]


def test_numbers_that_go_on_a_list_after_summaries():
    text = (
        "Căn cứ các Quyết định của Thủ tướng Chính phủ: số 1719/QĐ-TTg ngày 14/10/2021 phê duyệt Chương trình A; số "
        "263/QĐ-TTg ngày 22/02/2022 phê duyệt Chương trình B;"
    )
    assert [(c.number, c.issuer, c.summary) for c in citations_in(text)] == [
        ("1719/QĐ-TTg", "Thủ tướng Chính phủ", "phê duyệt Chương trình A"),
        ("263/QĐ-TTg", "Thủ tướng Chính phủ", "phê duyệt Chương trình B"),
    ]


def test_a_law_between_others():
    text = (
        "Thực hiện Luật Hộ tịch năm 2014, Nghị định số 123/2015/NĐ-CP ngày 15/11/2015 của Chính phủ quy định chi tiết "
        "một số điều của Luật Hộ tịch và Quyết định số 101/QĐ-TTg ngày 23/01/2017;"
    )
    assert [(c.kind, c.summary, c.depth) for c in citations_in(text)] == [
        ("Luật", "Luật Hộ tịch", 0),
        ("Nghị định", "quy định chi tiết một số điều của Luật Hộ tịch", 0),
        ("Luật", "Luật Hộ tịch", 1),
        ("Quyết định", "", 0),
    ]


def test_places_in_the_text():
    text = "Nguồn: Quyết định số 90/QĐ-TTg ngày 18/01/2022 của Thủ tướng Chính phủ phê duyệt Chương trình; nguồn khác"
    (found,) = citations_in(text)
    assert text[found.start : found.header_end] == "Quyết định số 90/QĐ-TTg ngày 18/01/2022 của Thủ tướng Chính phủ"
    assert text[found.start : found.end].endswith("phê duyệt Chương trình")


def test_takes_linear_time():
    def seconds(times):
        text = "Quyết định số 90/QĐ-TTg ngày 18/01/2022 của Thủ tướng Chính phủ về Luật Đất đai, và " * times
        begin = time.process_time()
        assert len(citations_in(text)) >= times
        return time.process_time() - begin

    seconds(10)
    assert seconds(3200) < 30 * seconds(200) + 1  # quadratic: 256 times
