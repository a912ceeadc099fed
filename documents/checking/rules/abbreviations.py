"""Abbreviations: explained at their first place, used afterwards, one form for one name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from documents.checking.findings import Severity
from documents.checking.registry import Family, rule
from documents.checking.subject import Breach, Passage, Subject
from documents.checking.typeset import printed
from documents.checking.wording import breach, listed
from documents.citing import citations_in
from documents.places import Part
from lib.lettering import from_roman
from lib.syllables import is_syllable

_SOURCE = (
    "Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.2.a và II.5; thông lệ: viết đủ ở lần đầu, chữ viết tắt trong ngoặc"
)
_USUAL = frozenset(
    """
    UBND HĐND UBMTTQ UBMTTQVN MTTQ MTTQVN TW TƯ BTV BCH BCĐ BQL BQP BCA QLDA DTTS MN ĐBKK MTQG CTMTQG GNBV NTM KT XH
    KTXH NSTW NSĐP NSNN NSX LĐTBXH TBXH LĐTB NN PTNT NNPTNT TNMT NNMT KHĐT KH ĐT GDĐT GD TTTT VHTT VHTTDL DL KHCN CN
    GTVT CT TC TCKH KBNN TDP CBCC CCVC CBCCVC VT VP CPVP LHPN CCB TNCS TNCSHCM HCM BHXH BHYT BHTN NHCSXH CSXH DT TG
    DTTG ANTT ANCT TTATXH ATGT QPAN QP AN PCCC PCTT TKCN CNCH PCTN TNHH MTV TM SX HTX THT DNTN CP CNTT CĐS CCHC TTHC
    DVC THCS THPT TH TTGDTX CĐ TTYT BV TT PT PTTH VN VNĐ USD ODA FDI PPP GDP GRDP OCOP GCN QSDĐ QSD SDĐ TP TX
    QĐ TB BC TTr HD CV NQ NĐ TL KT TM TUQ STT TTĐT ĐTNN BVMT BĐKH ATTP VSATTP DSKHHGĐ KHHGĐ SKSS HIV AIDS COVID QH
    UBTVQH TTg CTr PCT TU HU ĐU TTTU BTG BDV BTC UBKT XHCN CHXHCN TVQH ASEAN WTO UNESCO UNICEF WHO WB ADB EU ISO
    QR ID IT AI IOT LED MW KW KV SMS GPS GIS PDF USB TV HTTP VIP KTTT KCN CCN KKT XDCB GPMB TĐC NCC LLVT BĐBP ĐVTN CLB
    ĐHĐCĐ CBQL GV HS HSSV SV ĐH SĐH BLĐTBXH UBDT BTXH NVQS DQTV CHQS BCHQS TTPVHCC PVHCC TN HN ĐBSCL TTN SNV STC
    QCVN TCVN CCCD CMND SĐT NPK PCCN
    """.split()  # noqa: SIM905
)
_TOKEN = re.compile(r"(?<![\w/.&-])([A-ZĐƯÂÊÔƠĂ]{2,}[a-zđ]?\d{0,3})(?![\w/]|[-&.][A-ZĐ\d])")
_EXPLAINED = re.compile(
    r"\(\s*(?:(?:sau đây )?(?:được )?(?:gọi|viết) (?:tắt )?(?:chung )?(?:là|:)?\s*:?\s*)?[\"“«']?"
    r"([A-ZĐƯ][\w&./ -]{0,24}?)"
    r"[\"”»']?\s*\)|(?:viết|gọi) tắt(?: là)?:? [\"“«']?([A-ZĐƯ][\w&-]*)"
)
_ANY_EXPLANATION = re.compile(r"([A-ZĐƯ]{2,})\s*(?:là|:|=)\s+(?:chữ viết tắt|[A-ZĐ][a-zà-ỹ]+ )")


def _is_no_short(token: str) -> bool:
    """A Roman number, a code («AD1», «PC06»), or a word in capitals («CƯƠNG»)."""
    try:
        return from_roman(token) > 0
    except ValueError:
        if re.fullmatch(r"[A-ZĐ]{2,3}\d{1,2}", token):
            return True
        return not token.isascii() and len(token) > 3 and is_syllable(token.replace("Đ", "D"))


@rule(
    "names.abbreviations",
    "Chữ viết tắt ít gặp được giải thích ở lần đầu",
    family=Family.NAMES,
    severity=Severity.WARNING,
    source=_SOURCE,
)
def abbreviations_are_explained(subject: Subject) -> Iterator[Breach]:
    """Capital letters that no official usually knows and that the text explains nowhere; each once."""
    text = " ".join(passage.text for passage in subject.passages)
    explained = {part.upper() for match in _EXPLAINED.finditer(text) for part in match.groups() if part}
    explained |= {match[1] for match in _ANY_EXPLANATION.finditer(text)}
    own = set(re.findall(r"[A-ZĐ]{2,}", subject.content.head.symbol))
    first: dict[str, tuple[Passage, re.Match]] = {}
    for passage in subject.passages:
        if (
            passage.is_cell
            or passage.place.part in (Part.TITLE, Part.BASES, Part.APPENDICES)
            or _is_in_capitals(passage.text)
        ):
            continue
        cited = [(citation.start, citation.end) for citation in citations_in(passage.text)]
        for match in _TOKEN.finditer(passage.text):
            token = match[1]
            is_known = token.upper() in _USUAL or token in own or token.upper() in explained or _is_no_short(token)
            is_known = is_known or (is_syllable(token) and _stands_in_capitals(passage.text, match))
            if not is_known and not any(start <= match.start() < end for start, end in cited):
                first.setdefault(token, (passage, match))
    if len(first) > len(_TOKEN.findall(text)) / 2 + 6:
        return  # a text in capitals throughout
    for token, (passage, match) in first.items():
        message = f"«{token}» chưa được giải thích: lần đầu viết đủ, kèm chữ viết tắt trong ngoặc đơn."
        yield breach(passage, *match.span(), message)


def _stands_in_capitals(text: str, match: re.Match) -> bool:
    """Whether a word beside the token is in capitals too: «HOẶC QUY MÔ»."""
    beside = (*re.findall(r"(\w+)\W*$", text[: match.start()]), *re.findall(r"^\W*(\w+)", text[match.end() :]))
    return any(len(word) > 1 and word.isupper() for word in beside)


def _is_in_capitals(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return bool(letters) and sum(letter.isupper() for letter in letters) > len(letters) * 0.6


_OF_A_FIELD = frozenset(
    """
    TDP BCĐ BQL MTQG CTMTQG TNCSHCM LHPN CCB UBMTTQVN MTTQVN DTTS ĐBKK GNBV NTM PTNT NSNN NSTW NSĐP ANTT TTATXH TTATGT
    BĐKH VSATTP ATTP BVMT TKCN PCTT KTXH KHKT CSXH ĐVTN CBCC CCVC CBCCVC HTX THT KCN CCN GPMB XDCB DQTV CHQS BCHQS
    """.split()  # noqa: SIM905
)


@rule(
    "names.field_abbreviations",
    "Chữ viết tắt của ngành được giải thích ở lần đầu",
    family=Family.NAMES,
    severity=Severity.WARNING,
    source=_SOURCE,
)
def abbreviations_of_the_field_are_explained(subject: Subject) -> Iterator[Breach]:
    """«TDP», «BCĐ», «MTQG» are known to the field, not to everybody; said once for all of them."""
    text = " ".join(passage.text for passage in subject.passages)
    explained = {part.upper() for match in _EXPLAINED.finditer(text) for part in match.groups() if part}
    own = set(re.findall(r"[A-ZĐ]{2,}", subject.content.head.symbol))
    found: dict[str, tuple[Passage, re.Match]] = {}
    for passage in subject.passages:
        is_text = not passage.is_cell and passage.place.part not in (Part.TITLE, Part.BASES)
        if is_text and not _is_in_capitals(passage.text):
            cited = [(citation.start, citation.end) for citation in citations_in(passage.text)]
            for match in re.finditer(r"(?<![\w/.&-])[A-ZĐ]{3,}(?![\w/&.-])", passage.text):
                is_cited = any(start <= match.start() < end for start, end in cited)
                if match[0] in _OF_A_FIELD - explained - own and not is_cited:
                    found.setdefault(match[0], (passage, match))
    if found:
        passage, match = next(iter(found.values()))
        names = listed(list(found)[:_MOST_NAMED]) + (" …" if len(found) > _MOST_NAMED else "")
        message = f"Chữ viết tắt {names} chưa được giải thích: lần đầu viết đủ, kèm chữ viết tắt trong ngoặc đơn."
        yield breach(passage, *match.span(), message)


_MOST_NAMED = 8


@rule(
    "names.abbreviation_used",
    "Chữ viết tắt đã giải thích thì được dùng",
    family=Family.NAMES,
    severity=Severity.WARNING,
    source=_SOURCE,
)
def explained_abbreviations_are_used(subject: Subject) -> Iterator[Breach]:
    """«các thôn đặc biệt khó khăn (ĐBKK)» and never again."""
    everything = list(printed(subject))
    text = " ".join(passage.text for passage in everything)
    for passage in subject.passages:
        for match in re.finditer(r"(?<=[a-zà-ỹ] )\(([A-ZĐƯ]{3,})\)", passage.text):
            if len(re.findall(rf"(?<!\w){match[1]}(?!\w)", text)) == 1:
                message = f"Chữ viết tắt «{match[1]}» được đặt ra ở đây nhưng sau đó không dùng lại."
                yield breach(passage, *match.span(), message)


@rule(
    "names.abbreviation_forms",
    "Một tên viết tắt một cách",
    family=Family.NAMES,
    severity=Severity.WARNING,
    source="Thông lệ: một cách viết trong cả văn bản",
)
def abbreviations_have_one_form(subject: Subject) -> Iterator[Breach]:
    """«LĐTB-XH» and «LĐTBXH», «BCD» and «BCĐ»; the rarer one, once."""
    forms: dict[str, dict[str, list[tuple[Passage, re.Match]]]] = defaultdict(dict)
    for passage in printed(subject):
        if passage.place.part == Part.BASES or (_is_in_capitals(passage.text) and len(passage.text) > 30):
            continue
        cited = [(citation.start, citation.end) for citation in citations_in(passage.text)]
        for match in re.finditer(r"(?<![\w/-])[A-ZĐ]{2,}(?:[-&][A-ZĐ]+)*(?![\w/])", passage.text):
            if not any(start <= match.start() < end for start, end in cited):
                key = re.sub(r"[-&]", "", match[0]).replace("Đ", "D")
                forms[key].setdefault(match[0], []).append((passage, match))
    for key, ways in _with_endings(forms):
        usual = max(ways, key=lambda way: (len(ways[way]), way in _USUAL))
        for way, places in ways.items():
            if way != usual and len(key) > 2 and _is_one_name(way, usual, key):
                passage, match = places[0]
                message = f"«{way}»: ở chỗ khác trong văn bản này viết «{usual}»."
                yield breach(passage, *match.span(), message)


def _with_endings(forms: dict) -> Iterator[tuple[str, dict]]:
    """Each abbreviation with its forms; «LĐTBXH-DT» counts as a form of «LĐTBXH» too."""
    for key, ways in forms.items():
        together = dict(ways)
        for other, more in forms.items():
            if other != key and other.startswith(key) and len(key) >= 5:
                together |= {
                    way.rsplit("-", 1)[0]: places
                    for way, places in more.items()
                    if _plain(way.rsplit("-", 1)[0]) == key
                }
        if len(together) > 1:
            yield key, together


def _plain(way: str) -> str:
    return re.sub(r"[-&]", "", way).replace("Đ", "D")


def _is_one_name(way: str, usual: str, key: str) -> bool:
    """«BCD» is «BCĐ» mistyped only when no document knows «BCD»; signs between letters never part two names."""
    if re.sub(r"[-&]", "", way) == re.sub(r"[-&]", "", usual):
        return len(key) >= 4
    return way not in _USUAL and usual in _USUAL
