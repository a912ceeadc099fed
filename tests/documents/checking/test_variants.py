"""documents.checking.rules.variants: what is found and what is left alone."""

import pytest

from tests.factories.checking import findings, saying


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("Hằng năm báo cáo.", "Sơ kết hằng năm.", "Định kỳ hàng năm."), [("hàng năm", "hằng năm")]),
        (("Tham gia quản lý.", "Công tác quản lí."), [("quản lí", "quản lý")]),
        (("Biểu số 08, Biểu số 09, Biểu 10.",), [("Biểu 10", "Biểu số 10")]),
        (("Hằng năm, hằng tháng; Biểu số 8, Mẫu 02.",), []),
    ],
)
def test_word_in_two_forms(lines, expected):
    assert findings("names.one_form", saying(*lines)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đi thăm quan và bổ xung.", [("thăm quan", "tham quan"), ("bổ xung", "bổ sung")]),
        ("Về kỷ thuật, hổ trợ vốn.", [("kỷ thuật", "kỹ thuật"), ("hổ trợ", "hỗ trợ")]),
        ("Đi tham quan và bổ sung.", []),
    ],
)
def test_confused_words(text, expected):
    assert findings("names.confused", saying(text)) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("Chủ trì, phối hợp với xã.", "Chủ trì phối hợp với thôn."), [("Chủ trì phối hợp", "Chủ trì, phối hợp")]),
        (
            (*["Học tập, trao đổi kinh nghiệm."] * 4, "Học tập trao đổi kinh nghiệm."),
            [("Học tập trao đổi", "Học tập, trao đổi")],
        ),
        (("Xây dựng kế hoạch, thanh tra.", "Xây dựng kế hoạch thanh tra."), []),
        (("Chủ trì phối hợp với thôn.",), []),
        ((*["Trong 05 ngày làm việc, kể từ ngày nhận."] * 4, "Ngày làm việc kể từ hôm nay."), []),
    ],
)
def test_enumeration_without_its_comma(lines, expected):
    assert findings("typography.same_commas", saying(*lines)) == expected
