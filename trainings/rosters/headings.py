"""What units call the columns of a list, and which field is meant."""

import re
from difflib import SequenceMatcher
from functools import cache

from lib.text import fold

# Field: headings without accents; those of Phụ lục I and II first. `family` and `given` are the halves of a name,
# `male` and `female` the halves of sex (or of the year of birth), `payroll` is one column for both kinds of pay.
_WORDS = {
    "number": "tt; stt; so tt; so thu tu; thu tu; no; s tt; sott",
    "full_name": """
        ho va ten; ho ten; ho, ten; ten; ho va ten dai bieu; ho ten dai bieu; ho va ten hoc vien; ten hoc
        vien; ho ten hoc vien; ho va ten can bo; ten dai bieu; nguoi tham gia; ho va ten nguoi tham gia; hoc
        vien; dai bieu; ho va ten khai sinh; ho ten khai sinh; full name; name; ho & ten; ho va ten nguoi
        dang ky; thanh phan (ho ten); ho ten nguoi tham gia; ho, chu dem va ten; ho, dem va ten; ho dem va
        ten; ho ten dem va ten; ho va ten (chu in hoa)
    """,
    "family": """
        ho; ho dem; ho va dem; ho va ten dem; ho va chu dem; ho lot; ho dem hoc vien; ho va ten lot; ho ten
        dem
    """,
    "given": "ten goi",
    "post": """
        chuc vu; chuc danh; chuc vu, chuc danh; chuc danh, chuc vu; chuc vu/chuc danh; chuc vu hien nay;
        cong viec; chuc vu cong tac; chuc vu, don vi cong tac; chuc vu don vi; nhiem vu; vi tri cong tac;
        chuc vu dang dam nhiem; chuc vu dam nhiem; cv; position; nghe nghiep; chuc vu, nghe nghiep; chuc vu
        hoac cong viec; c.vu; chuc vu (ghi ro); chuc vu/cong viec; thanh phan; doi tuong
    """,
    "paid": """
        huong luong tu nsnn; huong luong; co huong luong; huong luong ngan sach; huong luong tu ngan sach
        nha nuoc; huong luong ngan sach nha nuoc; huong luong nsnn; nguoi huong luong; luong nsnn; doi tuong
        huong luong; co luong; co huong luong tu nsnn; dang huong luong; duoc huong luong; huong luong tu
        ngan sach; hl; co hl; hl nsnn; hl tu nsnn; hl ns
    """,
    "unpaid": """
        khong huong luong tu nsnn; khong huong luong; khong huong luong ngan sach; khong luong; khong huong
        luong tu ngan sach nha nuoc; khong huong luong ngan sach nha nuoc; khong huong luong nsnn; nguoi
        khong huong luong; ko huong luong; doi tuong khong huong luong; khong co luong; chua huong luong;
        khong chuyen trach; khong duoc huong luong; khong huong luong tu ngan sach; huong phu cap; khl;
        khong hl; ko hl; k hl; khong hl nsnn; khong hl tu nsnn; khong hl ns; k huong luong; ko hl nsnn
    """,
    "payroll": """
        che do luong; huong luong (co/khong); che do; tinh trang luong; huong luong hay khong huong luong;
        luong; huong luong/khong huong luong; che do huong luong; huong luong co khong; co huong luong
        khong; nguon luong; huong luong tu nsnn (co/khong); che do tien luong; luong tu nsnn
    """,
    "sex": "gioi tinh; phai; nam/nu; nam nu; gioi; gt; sex; gender; nam hay nu",
    "male": "nam",
    "female": "nu; gioi tinh nu; la nu",
    "birth_year": """
        nam sinh; ngay sinh; ngay thang nam sinh; ngay, thang, nam sinh; sinh nam; nam sinh (ghi ro); nsinh;
        ngay/thang/nam sinh; ngay thang nam; nam sinh/tuoi; ntns; sinh ngay; birthday; date of birth; nam
        sinh ngay thang
    """,
    "village": """
        thon; thon, ban; ban; thon ban; thon/ban; thon, ban, tdp; thon, ban, to dan pho; to dan pho; ap;
        xom; buon; khu; khu pho; khoi; lang; noi o; dia chi; cho o; noi cu tru; thuong tru; ten thon; ten
        ban; thon (ban); noi o hien nay; dia chi thuong tru; ho khau thuong tru; que quan; cho o hien nay;
        thon, ban, khu pho; noi thuong tru; thon/to
    """,
    "workplace": """
        don vi; don vi cong tac; co quan; co quan, don vi; noi cong tac; co quan cong tac; noi lam viec; xa;
        xa, thi tran; xa/phuong; xa, phuong; dia phuong; ten don vi; ubnd xa; to chuc; co quan don vi; ten
        xa; xa phuong
    """,
    "ethnic_group": "dan toc; dtoc; d toc; thanh phan dan toc; dt; ethnic group",
    "id_number": """
        so dinh danh; so dinh danh (cccd); so cccd; cccd; so can cuoc; can cuoc cong dan; so can cuoc cong
        dan; cmnd; so cmnd; cmnd/cccd; so cmnd/cccd; cccd/cmnd; so cccd/cmnd; so the can cuoc; so dinh danh
        ca nhan; so cmt; ma dinh danh; so cmtnd; can cuoc; so dinh danh/cccd; so cmnd hoac cccd; so giay to
        tuy than; id
    """,
    "phone": """
        so dien thoai; dien thoai; sdt; so dt; dtdd; di dong; so di dong; dien thoai lien he; so dien thoai
        lien he; dt lien he; phone; tel; so phone; dt di dong; zalo; so zalo; so dien thoai di dong; sdt
        lien he; mobile
    """,
    "note": "ghi chu; chu thich; note; ghi chu khac; luu y",
}
_NOISE = re.compile(r"\([^)]*\)|[:.*\"'“”]|\bnếu có\b")
_PLAIN = re.compile(r"[^a-z0-9,/&()]+")
ALIKE = 0.86


def field_of(heading: str) -> str:
    """The field that a heading names; empty when none does. Accents, case, line ends, blanks and remarks in brackets do
    not matter, nor does a slip of the pen in a long heading."""
    said = _key(heading)
    if not said:
        return ""
    known = _fields()
    without = _key(_NOISE.sub(" ", heading))
    for key in (said, without):
        if key in known:
            return known[key]
    return _by_words(without or said) or _alike(without or said)


def known_field(text: str) -> str:
    """The field of which `text` is a known heading, letter for letter but accents; else empty. Quick, for every row."""
    return _fields().get(_key(text), "") if 0 < len(text) < 60 else ""


def _by_words(said: str) -> str:
    """Headings that go on («Hưởng lương từ ngân sách nhà nước (đánh dấu X)», «Họ và tên người được cử đi học»)."""
    if "luong" in said and re.search(r"\b(khong|ko|k|chua)\b", said):
        is_question = re.search(r"\bhay khong\b|\bco khong\b|/ ?khong|\bco hay\b", said)
        return "payroll" if is_question else "unpaid"
    starts = (
        ("huong luong", "paid"), ("co huong luong", "paid"), ("ho va ten dem", "family"), ("ho va ten", "full_name"),
        ("ho ten", "full_name"), ("chuc vu", "post"), ("chuc danh", "post"), ("so dien thoai", "phone"),
        ("so dinh danh", "id_number"), ("so cccd", "id_number"), ("so can cuoc", "id_number"), ("cccd", "id_number"),
        ("can cuoc", "id_number"), ("cmnd", "id_number"), ("so cmnd", "id_number"), ("dan toc", "ethnic_group"),
        ("gioi tinh", "sex"), ("nam sinh", "birth_year"), ("ngay sinh", "birth_year"), ("ngay thang", "birth_year"),
        ("don vi", "workplace"), ("co quan", "workplace"), ("ghi chu", "note"), ("noi o", "village"),
        ("thon", "village"), ("dia chi", "village"), ("dien thoai", "phone"), ("khong chuyen trach", "unpaid"),
    )  # fmt: skip
    if len(said) > 60:
        return ""
    return next((field for start, field in starts if said == start or said.startswith(start + " ")), "")


def _alike(said: str) -> str:
    if len(said) < 6:
        return ""
    best = max(
        _fields(), key=lambda key: SequenceMatcher(None, said, key).ratio() if abs(len(key) - len(said)) < 4 else 0
    )
    return _fields()[best] if SequenceMatcher(None, said, best).ratio() >= ALIKE else ""


def _key(heading: str) -> str:
    return " ".join(_PLAIN.sub(" ", fold(heading)).replace(" ,", ",").split()).strip(" ,/&()")


@cache
def _fields() -> dict[str, str]:
    return {_key(word): field for field, words in _WORDS.items() for word in words.split(";")}
