"""documents.checking.spelling and its rules: what is found and what is left alone."""

from dataclasses import replace

import pytest

from documents.checking.spelling import is_no_syllable, misspellings, one_tone_style, split_word, with_both_horns
from documents.checking.wording import words_of
from tests.factories.checking import findings, messages, saying


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("báo cáo đợt xuất", ["đột"]),
        ("công tác quan lý", ["quản"]),
        ("chăn nuôi bò và dê sinh sản", []),
        ("hổ trợ sản xuất", []),  # documents.checking.spelling.CONFUSED
        ("tô chức thực hiện", ["tổ"]),
        ("QUYÉT ĐỊNH", ["QUYẾT"]),
        ("Thẩm đinh dự án", ["định"]),
        ("kinh phí thực hiện", []),
        ("ai bị bỏ lại phía sau", []),
        ("theo hướng dân chủ", []),
        ("trong mọi trường hợp", []),
        ("giám sát và đánh giá", []),
        ("ông Quan Lý Minh", []),
        ("Uỷ ban nhân dân", []),
    ],
)
def test_words_one_diacritic_away_from_a_usual_pair(text, expected):
    assert [wrong.right for wrong in misspellings(words_of(text))] == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("nguời", True),
        ("đuợc", True),
        ("kếhoạch", True),
        ("người", False),
        ("kilôgam", False),
        ("festival", False),
        ("Đắk", False),
        ("BCĐ", False),
        ("QUYÉT", True),
    ],
)
def test_letters_that_are_no_syllable(word, expected):
    assert is_no_syllable(words_of(word)[0]) is expected


def test_glued_words_are_split():
    assert [split_word(word) for word in ("kếhoạch", "antoàn", "nguời")] == ["kế hoạch", "an toàn", None]


@pytest.mark.parametrize(
    ("word", "expected"),
    [("nguời", "người"), ("ngưòi", "người"), ("Truờng", "Trường"), ("ĐUỢC", "ĐƯỢC"), ("thuở", None), ("Krông", None)],
)
def test_half_a_horn_is_a_slip(word, expected):
    assert with_both_horns(word) == expected


def test_tone_marks_have_one_place():
    assert [one_tone_style(word) for word in ("hoà", "Uỷ", "quý", "hoàn", "thuỷ")] == [
        "hòa",
        "ủy",
        "quý",
        "hoàn",
        "thủy",
    ]


def test_misspelt_word_is_found_with_its_correction():
    assert findings("names.words", saying("Báo cáo định kỳ, đợt xuất.")) == [("kỳ, đợt xuất.", "kỳ, đột xuất.")]


def test_misspelt_word_is_said_once_with_its_number():
    assert messages("names.words", saying("Báo cáo đợt xuất.", "Kiểm tra đợt xuất.")) == [
        "«đợt» có thể là lỗi gõ dấu (2 chỗ): văn bản hành chính thường viết «đột» ở đây."
    ]


def test_no_syllable_is_found():
    assert findings("names.syllables", saying("Hỗ trợ nguời dân theo kếhoạch.")) == [
        ("trợ nguời dân", "trợ người dân"),
        ("theo kếhoạch.", "theo kế hoạch."),
    ]


def test_text_in_a_wrong_font_is_said_once():
    assert len(messages("names.syllables", saying("kӃt quҧ thӵc hiӋn " * 20))) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kết quả của của Chương trình.", [("quả của của Chương", "quả của Chương")]),
        ("Tổ chức thực hiện thực hiện kế hoạch.", [("chức thực hiện thực hiện kế", "chức thực hiện kế")]),
        ("Ngày ngày, luôn luôn, từng bước từng bước; sản xuất xuất khẩu; năm năm.", []),
        ("Chanh, Chôm chôm, Sầu riêng.", []),
        ("Ban ban hành kế hoạch.", []),
        ("Phòng Kế hoạch - Tổng hợp tổng hợp, báo cáo.", []),
        ("Số liệu, cáo cáo của xã.", [("liệu, cáo cáo của", None)]),
    ],
)
def test_doubled_words(text, expected):
    assert findings("names.doubled", saying(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Phát triển văn hoá, thuỷ lợi và sức khỏe.", [("sức khỏe.", None)]),
        ("Văn hóa, thủy lợi, quý, hoàn thành.", []),
        ("Văn hoá, thuỷ lợi, sức khoẻ.", []),
    ],
)
def test_two_styles_of_tones(text, expected):
    content = replace(saying(text), opening=())

    assert findings("names.tone_marks", content) == expected


def test_phrase_in_two_spellings_is_found():
    text = (*["Chương trình xây dựng xóm mới."] * 3, "Tiêu chí xây dụng xóm mới.")

    assert findings("names.one_spelling", saying(*text)) == [("xây dụng xóm", None)]


def test_phrases_that_only_look_alike_are_left_alone():
    text = ("Xây dựng kế hoạch năm.", "Xây dựng kế hoạch tháng.", "Nội dung kế hoạch.")

    assert findings("names.one_spelling", saying(*text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Thời gian của khóa học; đăng tại cổng.",
        "Các cơ quan cùng cấp.",
        "Vượt qua khó khăn.",
        "Tuyên truyền tại 12 thôn.",
    ],
)
def test_pairs_of_other_fields_are_left_alone(text):
    assert findings("names.words", saying(text)) == []
