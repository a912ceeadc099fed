"""documents.checking.rules.capitals: what is found and what is left alone."""

import pytest

from tests.factories.checking import findings, saying

FOUND = [
    ("bodies", "Phối hợp với Mặt trận tổ quốc và Hội người cao tuổi.", ["Mặt trận Tổ quốc", "Hội Người cao tuổi"]),
    ("bodies", "Ban chỉ đạo họp mỗi quý.", ["Ban Chỉ đạo"]),
    ("bodies", "Đề nghị Sở tài chính bố trí kinh phí.", ["Sở Tài chính"]),
    ("bodies", "Giao phòng Quản lý Công nghiệp chủ trì.", ["Giao Phòng Quản"]),
    ("bodies", "Ủy ban Nhân dân các xã.", ["Ủy ban nhân dân"]),
    ("bodies", "Trưởng ban công tác Mặt trận thôn.", ["Ban Công tác"]),
    ("references", "Theo Kế Hoạch của Chính Phủ.", ["Kế hoạch", "Chính phủ"]),
    ("bodies", "Nước Việt nam.", ["Việt Nam"]),
    ("bodies", "Trình ủy ban nhân dân và sở tài chính thẩm định.", ["Ủy ban nhân dân", "Sở Tài chính"]),
    ("references", "Theo điều 9 Nghị định số 181/2024/NĐ-CP.", ["Điều 9"]),
    ("references", "Theo Khoản 2 Điều 9 và Điểm a khoản 3.", ["khoản 2", "điểm a"]),
    ("references", "Chủ trương của Đảng và nhà nước.", ["Đảng và Nhà nước"]),
    ("references", "Đúng quy định của Pháp luật.", ["pháp luật"]),
    ("references", "Chương trình mục tiêu Quốc gia.", ["quốc gia"]),
    ("references", "Mời các Sở, ban ngành và sở ban ngành.", ["Sở, ban, ngành", "sở, ban, ngành"]),
    ("references", "Vận động đoàn viên và nhân dân tham gia.", ["Nhân dân"]),
    ("references", "Các đơn vị thực hiện kế hoạch này.", ["Kế hoạch này"]),
    ("references", "Gửi các Cơ quan, đơn vị liên quan.", ["cơ quan"]),
    ("units", "Trên địa bàn Tỉnh Điện Biên.", ["bàn tỉnh Điện"]),
    ("capital_inside", "Thoát nghèo bền vững, Phát huy vai trò của người dân.", ["vững, phát huy vai"]),
    ("capital_inside", "Tuyên truyền ở thôn, bản và Nâng cao năng lực giám sát.", ["và nâng cao năng"]),
    (
        "one_case",
        "Gặp Đoàn Giám sát của huyện; Đoàn Giám sát của tỉnh; cùng Đoàn giám sát của xã.",
        ["Đoàn Giám sát"],
    ),
]

LEFT_ALONE = [
    ("bodies", "Sở Tài chính, Phòng Nội vụ, văn phòng, quốc phòng, Mặt trận Tổ quốc; các phòng, ban; phòng họp."),
    ("bodies", "Ủy ban nhân dân, Hội đồng nhân dân, Ban Chỉ đạo, trưởng ban, ban hành."),
    ("references", "Chính phủ, Quốc hội, Kế hoạch này; Trường Tổ Chức Nhân Sự."),
    ("references", "Theo Điều 9, khoản 2; các điều 9, 10; Luật Đất đai; số liệu; Quốc gia là chủ thể; quyết định."),
    ("references", "Ban hành văn bản số hóa; kế hoạch số hóa; công văn hỏa tốc."),
    ("references", "Hội đồng nhân dân và Ủy ban nhân dân; của Nhân dân; công an nhân dân; kế hoạch năm."),
    ("units", "Tỉnh Điện Biên; Tỉnh ủy Điện Biên; tỉnh Điện Biên; Thành phố Hồ Chí Minh."),
    ("capital_inside", "Chỉ huy nổ mìn; Tổ chức đào tạo; Hướng dẫn viên; Kiểm tra viên."),
    ("capital_inside", "Sở Nông nghiệp và Phát triển nông thôn; Trung tâm Kiểm tra, Đánh giá chất lượng."),
    ("one_case", "Chương trình này; chương trình khác; Kế hoạch năm; kế hoạch năm."),
]


@pytest.mark.parametrize(("rule", "text", "expected"), FOUND)
def test_mistake_is_found_with_its_correction(rule, text, expected):
    assert [suggestion for _, suggestion in findings(f"names.{rule}", saying(text))] == expected


@pytest.mark.parametrize(("rule", "text"), LEFT_ALONE)
def test_what_is_right_is_left_alone(rule, text):
    assert findings(f"names.{rule}", saying(text)) == []


def test_one_form_is_said_once_with_its_number():
    content = saying("Ban chỉ đạo huyện và Ban chỉ đạo xã.", "Ban chỉ đạo tỉnh.")

    assert findings("names.bodies", content) == [("Ban chỉ đạo", "Ban Chỉ đạo")]
