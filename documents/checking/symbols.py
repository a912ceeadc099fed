"""What the number of a document says by itself: «10/2022/TT-BLĐTBXH» is a circular of that ministry of 2022."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lib.text import fold

KINDS_OF = {
    "QĐ": ("quyet dinh", "quy dinh"), "NĐ": ("nghi dinh",), "NQ": ("nghi quyet",), "NQLT": ("nghi quyet",),
    "TT": ("thong tu", "to trinh"), "TTLT": ("thong tu",), "CT": ("chi thi", "chuong trinh"), "KH": ("ke hoach",),
    "TTr": ("to trinh",), "BC": ("bao cao",), "TB": ("thong bao", "ket luan"), "HD": ("huong dan", "hop dong"),
    "KL": ("ket luan", "thong bao"), "CTr": ("chuong trinh",), "CĐ": ("cong dien",), "VBHN": ("van ban hop nhat",),
    "ĐA": ("de an",), "PA": ("phuong an",), "QC": ("quy che",),
}  # fmt: skip
"""Abbreviations of kinds (Nghị định 30/2020, Phụ lục III) and the kinds, without accents, that they may stand for."""

OPEN_KINDS = ("van ban", "cong van", "cv", "vb", "phieu", "thu", "giay phep")
"""Kinds that do not show in the symbol: letters bear the abbreviation of office and unit."""

_OFFICES = {
    "TTg": "thủ tướng", "CP": "chính phủ", "UBND": "ủy ban nhân dân", "HĐND": "hội đồng nhân dân",
    "TW": "trung ương", "TU": "tỉnh ủy", "HU": "huyện ủy", "UBDT": "ủy ban dân tộc",
}  # fmt: skip
_ISSUERS = (
    ("thủ tướng", r"(?:pho )?thu tuong"), ("chính phủ", r"chinh phu"),
    ("quốc hội", r"quoc hoi"), ("ủy ban thường vụ quốc hội", r"(?:uy ban thuong vu|ubtv) ?(?:quoc hoi|qh)"),
    ("hội đồng nhân dân", r"(?:thuong truc )?(?:hoi dong nhan dan|hdnd)"),
    ("ủy ban nhân dân", r"(?:(?:pho )?chu tich )?(?:uy ban nhan dan|ubnd)"),
    ("ủy ban dân tộc", r"(?:bo truong, chu nhiem )?uy ban dan toc"),
    ("trung ương", r"(?:bo chinh tri|ban bi thu|ban chap hanh trung uong|bch trung uong|trung uong dang)"),
    ("tỉnh ủy", r"(?:ban thuong vu |btv |thuong truc |ban chap hanh )?(?:tinh uy|dang bo tinh)"),
    ("huyện ủy", r"(?:ban thuong vu |btv |thuong truc )?huyen uy"),
    ("bộ", r"(?:bo truong|bo (?!chi huy|tu lenh|phan))"), ("sở", r"(?:giam doc )?so\b"),
    ("ban dân tộc", r"ban dan toc"),
)  # fmt: skip
_ISSUER_FORMS = tuple((name, re.compile(form)) for name, form in _ISSUERS)
_MISSPELT = {
    "TTG": "TTg", "Tg": "TTg", "Ttg": "TTg", "ttg": "TTg", "QD": "QĐ", "ND": "NĐ", "HDND": "HĐND", "TTR": "TTr",
    "Ttr": "TTr", "NÐ": "NĐ", "QÐ": "QĐ", "CTR": "CTr", "UBNĐ": "UBND", "UNBD": "UBND", "UBDN": "UBND", "HĐNĐ": "HĐND",
}  # fmt: skip


@dataclass(frozen=True)
class Symbol:
    """The parts of a number: «10», 2022, «TT», («BLĐTBXH»,); `marks` are the strokes between them: «//-»."""

    ordinal: str
    year: int | None
    kind: str
    offices: tuple[str, ...]
    marks: str


def symbol_of(number: str) -> Symbol:
    """Read a number as citations give it («90/QĐ-TTg», «16-CT/TU», «31/2024/QH15»); what is not there is empty."""
    pieces = re.split(r"([-/])", number)
    words, marks = pieces[::2], "".join(pieces[1::2])
    ordinal = words.pop(0) if words and re.match(r"\d|$|[.…_]", words[0]) else ""
    year = int(words.pop(0)) if words and re.fullmatch(r"(?:19|20)\d\d", words[0]) else None
    kind = words.pop(0) if words and _spelt(words[0]) in KINDS_OF else ""
    return Symbol(ordinal, year, kind, tuple(words), marks)


def spelt(number: str) -> str:
    """`number` with the usual abbreviations in their right letters: «90/QD-TTG» → «90/QĐ-TTg»."""
    return "".join(_spelt(piece) for piece in re.split(r"([-/])", number))


def office_in(symbol: Symbol) -> str | None:
    """Which sort of office the symbol names, where that is certain."""
    word = symbol.offices[0].partition(".")[0] if symbol.offices else ""
    if re.fullmatch(r"QH\d+", word):
        return "quốc hội"
    if re.fullmatch(r"UBTVQH\d+", word):
        return "ủy ban thường vụ quốc hội"
    return _OFFICES.get(word)


def office_of(issuer: str) -> str | None:
    """Which sort of office bears the name `issuer`, where that is certain."""
    name = fold(issuer)
    return next((office for office, form in _ISSUER_FORMS if form.match(name)), None)


def _spelt(word: str) -> str:
    return _MISSPELT.get(word, word)
