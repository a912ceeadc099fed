import re
from pathlib import Path

import django
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.legacy_encodings import TCVN3, VNI, convert, detect, to_unicode

SENTENCE = "Ủy ban nhân dân huyện Tủa Chùa xây dựng Kế hoạch giảm nghèo bền vững"
WORDS = re.findall(
    r"\w+",
    "các cấp đảng ủy chính quyền phường xã ngõ kỹ thuật học tập ảnh hưởng nghĩa vụ quỹ ổn định lẫn nhau mỗi thẳng "
    "chặt chẽ ngẫu nhiên ruộng lũy kế yếu tỵ nạn ỷ lại thuở trước giữa rừng sẵn sàng bằng nhựa hứa hẹn giờ chợ mở rỗng",
)


def in_tcvn3(text: str) -> str:
    """`text` as an old Word file holds it; an accented capital has only its small code."""
    codes = {letter: code for code, letter in TCVN3.items()}
    return "".join(codes.get(c) or codes.get(c.lower(), c) for c in text)


def in_vni(text: str) -> str:
    codes = {letter: code for code, letter in VNI.items()}
    return "".join(codes.get(c, c) for c in text)


ENCODERS = {"TCVN3": in_tcvn3, "VNI": in_vni}


def test_tables_hold_every_letter():
    small = set("ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ")
    assert set(TCVN3.values()) == small | set("ĂÂĐÊÔƠƯ")
    assert set(VNI.values()) == small | {c.upper() for c in small}
    assert len(set(TCVN3.values())) == len(TCVN3)
    assert len(set(VNI.values())) == len(VNI)


@pytest.mark.parametrize(
    ("old", "encoding", "new"),
    [
        ("Uû ban nh©n d©n huyÖn Tña Chïa", "TCVN3", "Uỷ ban nhân dân huyện Tủa Chùa"),
        ("KÕ ho¹ch thùc hiÖn Ch­¬ng tr×nh 135", "TCVN3", "Kế hoạch thực hiện Chương trình 135"),
        ("§éc lËp - Tù do - H¹nh phóc", "TCVN3", "Độc lập - Tự do - Hạnh phúc"),
        ("KÕ HO¹CH THùC HIÖN", "TCVN3", "KẾ HOẠCH THỰC HIỆN"),
        ("TØNH QU¶NG TRÞ, thµnh phè §«ng Hµ", "TCVN3", "TỈNH QUẢNG TRỊ, thành phố Đông Hà"),
        ("Uûy ban nhaân daân huyeän Tuûa Chuøa", "VNI", "Ủy ban nhân dân huyện Tủa Chùa"),
        ("ÑOÄC LAÄP - TÖÏ DO - HAÏNH PHUÙC", "VNI", "ĐỘC LẬP - TỰ DO - HẠNH PHÚC"),
        ("Oâng Nguyeãn Vaên Ñöùc", "VNI", "Ông Nguyễn Văn Đức"),
    ],
)
def test_old_text_is_found_and_converted(old, encoding, new):
    assert detect(old) == encoding
    assert to_unicode(old, encoding) == new
    assert convert(old) == (new, encoding)


@pytest.mark.parametrize("encoding", ["TCVN3", "VNI"])
@given(words=st.lists(st.sampled_from(WORDS), min_size=8, max_size=40, unique=True))
def test_any_vietnamese_text_comes_back(encoding, words):
    text = " ".join(words)
    old = ENCODERS[encoding](text)
    assert detect(old) == encoding
    assert to_unicode(old, encoding) == text


@given(st.text(alphabet=sorted({*TCVN3.values(), *"abcdeghiklmnopqrstuvxy .,\n"}), max_size=200))
def test_every_text_in_tcvn3_letters_is_decoded(text):
    small = text.lower()
    assert to_unicode(in_tcvn3(small), "TCVN3") == small


@given(st.text(alphabet=sorted({*VNI.values(), *"abcdeghiklmnopqrstuvxyABCDEGHIKLMNOPQRSTUVXY .,\n"}), max_size=200))
def test_every_text_in_vni_letters_is_decoded(text):
    assert to_unicode(in_vni(text), "VNI") == text


@given(st.lists(st.sampled_from([*WORDS, *SENTENCE.split(), "UBND", "2024", "Hà", "có", "sông", "là"]), max_size=30))
def test_unicode_vietnamese_is_left_alone(words):
    text = " ".join(words)
    assert convert(text) == (text, None)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Ha Noi",
        "Hà Nam có sông và hoa",
        "toà án, hoà giải, toán, xoá",
        "Le Conseil général de l'Hérault a été réuni à Paris où il siège déjà",
        "né à Thé, bébé, dû, où, ça et là",
        "España, año, niño, señor, mañana",
        "Größe über alles, schön für Bär und Tür",
        "© 2024 Company® — 5 µm ± 2 °C, 1½ × 3 m², «quote», 50 £",
        "São Paulo não é a capital, é Brasília; ações",
        "Måndag går vi på bio, så är det",
    ],
)
def test_other_text_is_left_alone(text):
    assert convert(text) == (text, None)


def test_no_translation_of_django_is_taken_for_old_vietnamese():
    catalogues = sorted(Path(django.__file__).parent.glob("conf/locale/*/LC_MESSAGES/django.po"))
    assert len(catalogues) > 90
    for catalogue in catalogues:
        messages = re.findall(r'^msgstr(?:\[\d])? "(.+)"$', catalogue.read_text("utf-8"), re.MULTILINE)
        assert [message for message in messages if detect(message)] == [], catalogue


def test_old_lines_among_new_ones_are_converted():
    old = in_tcvn3("thực hiện kế hoạch giảm nghèo")
    assert convert(f"Căn cứ đề nghị\n{old}\nKết thúc") == (
        "Căn cứ đề nghị\nthực hiện kế hoạch giảm nghèo\nKết thúc",
        "TCVN3",
    )
