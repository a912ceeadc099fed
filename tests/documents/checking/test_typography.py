"""documents.checking.rules.typography: what is found and what is left alone."""

import unicodedata
from dataclasses import replace

import pytest

from tests.factories.checking import findings, saying
from tests.factories.contents import plan

FOUND = [
    ("space_before", "Năm 2022 : 10.000.000 đồng.", [("2022 :", "2022:")]),
    ("space_before", "Các xã , thị trấn.", [("xã ,", "xã,")]),
    ("space_before", "Quý IV năm 2026 ,tại xã.", [("2026 ,tại", "2026,tại")]),
    ("space_after", "Quý IV năm 2026 ,tại xã.", [(",tại", ", tại")]),
    ("space_before", "Tổ chức lớp ( 50 người ).", [("người ).", "người)."), ("( 50", "(50")]),
    ("space_after", "Các phòng,ban thuộc huyện.", [("phòng,ban", "phòng, ban")]),
    ("space_after", "Ghi chú:Đánh dấu vào cột 2.", [("chú:Đánh", "chú: Đánh")]),
    ("space_after", "Cột 4,5 tích dấu X.", [("4,5", "4, 5")]),
    ("space_after", "Đã làm xong.Các xã báo cáo.", [("xong.Các", "xong. Các")]),
    ("space_at_brackets", "Công trình thuộc CT135(10 tiết).", [("CT135(10", "CT135 (10")]),
    ("space_at_brackets", "Tổ chức (02 lớp)tại xã.", [("lớp)tại", "lớp) tại")]),
    ("number_and_word", "Đa dạng hóa sinh kế (5tiết).", [("5tiết", "5 tiết")]),
    ("pairs", "Bắc Trà My (khu vực I.", [("Bắc Trà My (khu vực I.", None)]),
    ("pairs", "Lao động, thương binh và xã hội;...)", [("và xã hội;...)", None)]),
    ("pairs", "Bộ tiêu chí “thôn kiểu mẫu được ban hành.", [("Bộ tiêu chí “thôn kiểu mẫu", None)]),
    ("pairs", 'Tổ chức "Festival Thăng Long năm 2026.', [('Tổ chức "Festival Thăng Long', None)]),
    ("repeated_marks", "Các thôn,, bản.", [("thôn,, bản.", None)]),
    ("repeated_marks", "Thời gian: 2 ngày/lớp. (dự kiến tháng 8).", [("ngày/lớp. (dự", "ngày/lớp (dự")]),
    ("dash_spaces", "Giai đoạn 2021 -2025.", [("2021 -2025.", "2021 - 2025.")]),
    ("dash_spaces", "Phát triển kinh tế- xã hội.", [("tế- xã", "tế - xã")]),
    ("dash_spaces", "Văn bản số 01/KH- GTYB.", [("01/KH- GTYB.", "01/KH-GTYB.")]),
    ("one_dash", "Lao động – Thương binh; kinh tế - xã hội.", [("Lao động – Thương binh;", "Lao động - Thương binh;")]),
    (
        "year_ranges",
        "Giai đoạn 2016-2020 và 2021-2025, giai đoạn 2026 - 2030.",
        [("đoạn 2026 - 2030.", "đoạn 2026-2030.")],
    ),
    (
        "characters",
        unicodedata.normalize("NFD", "Kế hoạch."),
        [(unicodedata.normalize("NFD", "Kế hoạch."), "Kế hoạch.")],
    ),
]

LEFT_ALONE = [
    ("space_before", "Chuối, mít, thơm ...; xem www.laocai.gov.vn."),
    ("space_after", "Lúc 13:30, tỷ lệ 1,5%; xem https://kehoach.gov.vn, số 21.4/GĐN; TP.Huế; KTN(M.Cường)."),
    ("space_at_brackets", "Điểm a) khoản 1 (một) Điều 2; (1) lớp học; học viên (84 học viên/lớp)."),
    ("number_and_word", "Từ 13h30, dài 20km, rộng 5ha, bản 02b, khóa K4, 35kV, 500kg."),
    ("pairs", "Gồm: a) xã; b) thôn (bản); 1) “lớp” một. Điểm c) (mẫu số 01), đợt (hai) «ba»."),
    ("pairs", "Sửa như sau: “a) Đối với xã;"),
    ("dash_spaces", "Hạnh phúc ---------------"),
    ("repeated_marks", "Ngày …..(2)…., tháng ……….. năm......, Km…..., số: ...."),
    ("repeated_marks", "Cây ăn quả: Chuối, Mít,...; các cơ quan,… và các bên...."),
    ("dash_spaces", "Lao động - Thương binh và Xã hội; 2021-2025; 2021 - 2025; 04-CT/TU; tháng 7 - 8/2026."),
    ("one_dash", "Kinh tế - xã hội; giai đoạn 2021 - 2025."),
    ("year_ranges", "Giai đoạn 2016 - 2020 và 2021 - 2025."),
    ("characters", "Kế hoạch."),
]


@pytest.mark.parametrize(("rule", "text", "expected"), FOUND)
def test_mistake_is_found(rule, text, expected):
    assert findings(f"typography.{rule}", saying(text)) == expected


@pytest.mark.parametrize(("rule", "text"), LEFT_ALONE)
def test_what_is_right_is_left_alone(rule, text):
    assert findings(f"typography.{rule}", saying(text)) == []


def test_recipients_are_read_too():
    content = replace(plan(), recipients=("UBND các xã ,thị trấn",), archive="VT, KTN(Th)")

    assert findings("typography.space_at_brackets", content) == [("KTN(Th)", "KTN (Th)")]
