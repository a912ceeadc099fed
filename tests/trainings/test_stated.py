import pytest

from trainings.stated import parts_by_class, statements_in


def told(*paragraphs):
    """(what, value, of which class or level) of each statement."""
    return [(said.about.value, said.value, said.ordinal or said.level) for said in statements_in(paragraphs)]


def test_the_plan_of_tua_chua():
    assert told(
        "Cấp xã: Mỗi xã, thị trấn 09 đại biểu, gồm: Đại diện lãnh đạo: Đảng ủy, HĐND, UBND",
        "Cấp thôn, bản: Mỗi thôn, bản 05 đại biểu, dự kiến thành phần tham gia gồm: Bí thư, Trưởng thôn",
        "Hình thức thực hiện: Mở 04 lớp tập huấn cho 708 đại biểu trong Ban Quản lý cấp xã, Ban phát triển thôn, bản, "
        "tổ dân phố; mỗi lớp tập huấn trong 02 ngày, cụ thể như sau:",
        "Lớp thứ nhất: 182 đại biểu, gồm: Đại biểu thuộc các xã: Mường Đun, Lao Xả Phình và UBND thị trấn Tòa Chùa;",
        "Lớp thứ tư: 177 đại biểu, gồm: Đại biểu thuộc các xã: Tòa Thàng, Sính Phình, Trung Thu.",
    ) == [
        ("each commune", 9, ""),
        ("each village", 5, ""),
        ("classes", 4, ""),
        ("people", 708, ""),
        ("one class", 182, 1),
        ("one class", 177, 4),
    ]


def test_the_study_tour_of_tua_chua():
    assert told(
        "Cấp huyện: 12 người (lãnh đạo UBND huyện và cán bộ, công chức cấp huyện).",
        "Cấp xã: 36 người (01 lãnh đạo UBND, 01 công chức văn hóa, 01 cán bộ thuộc Ban phát triển thôn, bản, TDP).",
        "Hình thức thực hiện: Tổ chức 01 đoàn dự kiến 48 người đi học tập, trao đổi kinh nghiệm.",
    ) == [("level", 12, "huyện"), ("level", 36, "xã"), ("classes", 1, ""), ("people", 48, "")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Số lượng: 02 lớp, 84 học viên/lớp, tổng số 168 học viên.",
         [("classes", 2, ""), ("size", 84, ""), ("people", 168, "")]),
        ("Tổ chức 9 lớp (bình quân 54 học viên/lớp)", [("classes", 9, ""), ("size", 54, "")]),
        ("Đoàn tham quan có 22 người (17 học viên và 5 cán bộ thuộc Ban Dân tộc), thời gian tham quan 7 ngày.",
         [("people", 22, "")]),
        ("Thành phần, số lượng: Khoảng 380 người (BCĐ rà soát hộ nghèo)", [("people", 380, "")]),
        ("Mỗi xã cử 02 lãnh đạo và 03 công chức, mỗi thôn cử 5 người",
         [("each commune", 5, ""), ("each village", 5, "")]),
        ("Tổng số đại biểu: 708 người, chia thành 4 lớp.", [("people", 708, ""), ("classes", 4, "")]),
        ("Tập huấn cho 500 lượt người, chia làm 5 lớp, mỗi lớp 100 người",
         [("people", 500, ""), ("classes", 5, ""), ("size", 100, "")]),
        ("Tổ chức 3 lớp với 250 người, trong đó cấp xã 100 người, cấp thôn 150 người; lớp thứ nhất 80 người; lớp thứ "
         "hai 85 người; lớp số 03: 85 người.",
         [("classes", 3, ""), ("people", 250, ""), ("level", 100, "xã"), ("level", 150, "thôn"), ("one class", 80, 1),
          ("one class", 85, 2), ("one class", 85, 3)]),
        ("Đoàn gồm 48 thành viên (12 đại biểu cấp huyện và 36 đại biểu cấp xã)",
         [("people", 48, ""), ("level", 12, "huyện"), ("level", 36, "xã")]),
        ("Lớp 1 (90 học viên): xã A, B. Lớp 2 (88 học viên): xã C", [("one class", 90, 1), ("one class", 88, 2)]),
        ("Lớp II: 60 người; Lớp IV: 55 người; Lớp IX: 40 người",
         [("one class", 60, 2), ("one class", 55, 4), ("one class", 40, 9)]),
        ("Lớp thứ mười hai: 1.050 học viên", [("one class", 1050, 12)]),
        ("Mỗi phòng, ban 02 người", [("each office", 2, "")]),
        ("Mỗi lớp tập huấn trong 02 ngày; lịch như lớp thứ nhất", []),
        ("Hỗ trợ 300 con bò cho 150 hộ", []),
        ("", []),
    ],
)  # fmt: skip
def test_other_wording(text, expected):
    assert told(text) == expected


def test_what_is_said_of_each_class_by_itself():
    parts = parts_by_class(["Mở 02 lớp: Lớp thứ nhất: xã A và xã B; lớp thứ hai: xã C.", "Lớp thứ nhất học trước."])
    assert parts == {1: "Lớp thứ nhất: xã A và xã B; ", 2: "lớp thứ hai: xã C."}


def test_numbers_told_as_about_are_marked():
    (said,) = statements_in(["Số lượng: khoảng 380 người"])
    assert (said.value, said.is_about, said.quote) == (380, True, "Số lượng: khoảng 380 người")
