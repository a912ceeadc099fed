"""Capitals (Nghị định 30/2020/NĐ-CP, Phụ lục II)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from documents.checking.findings import Severity
from documents.checking.registry import Family, rule
from documents.checking.subject import Breach, Passage, Subject
from documents.checking.typeset import printed
from documents.checking.wording import Word, breach, runs, words_of
from documents.citing import citations_in
from documents.places import Part

_FIELDS = (
    "tài chính|nội vụ|tư pháp|y tế|công thương|xây dựng|giáo dục|khoa học|văn hóa|văn hoá|dân tộc|lao động|thông tin|"
    "tài nguyên|kế hoạch|giao thông|ngoại vụ|du lịch|nông nghiệp|quốc phòng|công an|kinh tế|thanh tra"
)


def _raised(text: str) -> str:
    return text[:1].upper() + text[1:]


def _raised_last(text: str) -> str:
    first, rest = re.match(r"(Chi cục|\w+) (.*)", text).groups()
    return f"{first} {_raised(rest)}"


_BODIES = {
    r"Ủy Ban(?= [Nn]hân)|Uỷ Ban(?= [Nn]hân)": lambda text: text[:3] + "ban",
    r"(?:Ủy|Uỷ) ban Nhân dân": lambda text: text.replace("Nhân", "nhân"),
    r"Hội đồng Nhân dân": lambda text: "Hội đồng nhân dân",
    r"Mặt trận tổ quốc": lambda text: "Mặt trận Tổ quốc",
    r"Việt nam": lambda text: "Việt Nam",
    r"(?<=[a-zà-ỹ] )(?:chính phủ|quốc hội)(?! điện tử| số)": _raised,
    r"(?<=[a-zà-ỹ] )thủ tướng (?:[Cc]hính phủ)": lambda text: "Thủ tướng Chính phủ",
    r"(?<=[a-zà-ỹ] )(?:ủy|uỷ) ban nhân dân": _raised,
    r"(?<=[a-zà-ỹ] )hội đồng nhân dân": _raised,
    rf"(?<=[a-zà-ỹ] )(?:sở|bộ) (?:{_FIELDS})(?= (?:và|chủ trì|phối hợp|tỉnh|thẩm định|tham mưu)|[,;.])": (
        lambda text: _raised(_raised_last(text))
    ),
    r"[Hh]ội (?:người cao tuổi|chữ thập đỏ|nông dân|phụ nữ|cựu chiến binh|liên hiệp phụ nữ|khuyến học|luật gia)": (
        lambda text: f"Hội {_raised(text[4:])}"
    ),
    r"Đoàn thanh niên": lambda text: "Đoàn Thanh niên",
    r"[Đđ]ài phát thanh(?= và| - | tỉnh| huyện|-)": lambda text: "Đài Phát thanh",
    r"Ban (?:chỉ đạo|quản lý|phát triển thôn|giám sát|công tác (?=[Mm]ặt trận)|dân tộc|tổ chức|thường vụ|chấp hành|"
    r"tuyên giáo|dân vận|chỉ huy)": lambda text: f"Ban {_raised(text[4:])}",
    r"(?<=[Tt]rưởng )ban công tác(?= [Mm]ặt trận)": lambda text: "Ban Công tác",
    r"Bộ chỉ huy(?= [Qq]uân sự| [Bb]ộ đội)": lambda text: "Bộ Chỉ huy",
    r"Liên đoàn lao động": lambda text: "Liên đoàn Lao động",
    r"Kho bạc nhà nước": lambda text: "Kho bạc Nhà nước",
    r"Ngân hàng (?:chính sách xã hội|nhà nước)": lambda text: f"Ngân hàng {_raised(text[10:])}",
    r"Văn phòng điều phối": lambda text: "Văn phòng Điều phối",
    rf"(?:Sở|Phòng|Bộ|Chi cục) (?:{_FIELDS})\b": _raised_last,
    r"(?<!\w)(?:phòng|sở) (?=(?:[A-ZĐ][a-zà-ỹ]+ ){1,2})(?!Giáo dục)": lambda text: text.capitalize(),
}
_AFTER_LINK = re.compile(r"(?:^|[Gg]iao|các|cho|của|với|do|và|cùng|tới|gửi|từ|tại)\s+$")


@rule(
    "names.bodies",
    "Viết hoa tên cơ quan, tổ chức",
    family=Family.NAMES,
    severity=Severity.WARNING,
    source="Nghị định 30/2020/NĐ-CP, Phụ lục II, mục IV",
)
def bodies_are_capitalised(subject: Subject) -> Iterator[Breach]:
    """«Mặt trận tổ quốc», «Hội người cao tuổi», «giao phòng Chính sách»; each form once."""
    yield from _once_each(subject, _BODIES, "Tên cơ quan, tổ chức viết hoa chữ đầu các từ chỉ loại hình, chức năng")


def _once_each(subject: Subject, forms: dict, reason: str) -> Iterator[Breach]:
    """One breach for each wrong form in the document, at its first place, with the number of places."""
    places: dict[str, list[tuple[Passage, re.Match, str]]] = defaultdict(list)
    for passage in printed(subject):
        if passage.text.isupper():
            continue
        for pattern, right in forms.items():
            for match in re.finditer(rf"(?<!\w)(?:{pattern})", passage.text):
                if _is_wrong(passage.text, match):
                    places[match[0]].append((passage, match, right(match[0])))
    for wrong, found in places.items():
        passage, match, right = found[0]
        message = f"{reason}: «{right.strip()}»" + (f" ({len(found)} chỗ)." if len(found) > 1 else ".")
        yield breach(passage, *match.span(), message, replacement=right, words=0 if " " in wrong.strip() else 1)


def _is_wrong(text: str, match: re.Match) -> bool:
    if match[0].startswith(("phòng ", "sở ")):
        return bool(_AFTER_LINK.search(text[: match.start()]))
    return True


_REFERENCES = {
    r"(?:Chính Phủ|Quốc Hội|Nhà Nước|Thủ Tướng|Bộ Trưởng|Hội Đồng|Ủy Viên|Uỷ Viên|Kế Hoạch|Quyết Định|Nghị Định|"
    r"Thông Tư|Chương Trình|Dự Án|Nghị Quyết|Chỉ Thị|Căn Cứ|Nội Dung|Kinh Phí|Thực Hiện|Tổ Chức)(?! [A-ZĐ])": (
        lambda text: text.capitalize()
    ),
    r"điều \d+(?=[ ,;.]+(?:Luật|Nghị|Thông|Quyết|Pháp|Hiến|Bộ luật|Quy|của))": _raised,
    r"(?:chương|phần) [IVX]+\b(?=[ ,]+(?:Luật|Nghị|Thông|Quyết|của|Kế))": _raised,
    r"(?<=[a-zà-ỹ,;] )(?:Khoản \d+|Điểm [a-zđ])\b(?=[ ,])": lambda text: text[0].lower() + text[1:],
    r"[Ss]ở,? [Bb]an ngành": lambda text: f"{text[:2]}, {text[-9:-6]}, ngành",
    r"Đảng(?:,| và) nhà nước": lambda text: text.replace("nhà nước", "Nhà nước"),
    r"(?<=của )Pháp luật\b|(?<=theo )Pháp luật\b|(?<=định )Pháp luật\b": lambda text: "pháp luật",
    r"(?<=của )đảng(?= và|,| Cộng)": lambda text: "Đảng",
    r"(?<=[Mm]ục tiêu )Quốc gia": lambda text: "quốc gia",
    r"(?:(?<=và )|(?<=, )|(?<=của )|(?<=cho )|(?<=trong )|(?<=với )|(?<=tầng lớp )|(?<=phục vụ ))"
    r"nhân dân(?= |$|[,;.])": lambda text: "Nhân dân",
    r"(?<=[Cc]ác )Cơ quan(?=, đơn vị| đơn vị|,? liên quan)": lambda text: "cơ quan",
    r"(?<=[a-zà-ỹ,;] )kế hoạch này(?= |$|[,;.])": _raised,
}


@rule(
    "names.references",
    "Viết hoa tên loại văn bản, viện dẫn, danh từ riêng theo Phụ lục II",
    family=Family.NAMES,
    severity=Severity.WARNING,
    source="Nghị định 30/2020/NĐ-CP, Phụ lục II, mục V",
)
def references_are_capitalised(subject: Subject) -> Iterator[Breach]:
    """«điều 9 Nghị định», «Khoản 1», «của Pháp luật», «sở, ban ngành»; each form once."""
    yield from _once_each(subject, _REFERENCES, "Viết đúng là")


_UNIT = re.compile(r"(?<=[a-zà-ỹ,] )(Tỉnh|Huyện|Xã|Thị xã|Thị trấn) (?=[A-ZĐ][a-zà-ỹ]+)")


@rule(
    "names.units",
    "Danh từ chung chỉ đơn vị hành chính viết thường",
    family=Family.NAMES,
    severity=Severity.WARNING,
    source="Nghị định 30/2020/NĐ-CP, Phụ lục II, mục III.1",
)
def unit_words_are_small(subject: Subject) -> Iterator[Breach]:
    """«Tỉnh Điện Biên» inside a sentence; not «Thủ đô Hà Nội», «Tỉnh ủy»."""
    for passage in subject.passages:
        if passage.is_heading and passage.text.isupper():
            continue
        for match in _UNIT.finditer(passage.text):
            message = f"«{match[1]}» đứng trước tên riêng, trong câu, viết thường."
            yield breach(passage, *match.span(), message, replacement=match[0].lower())


_COMMON = (
    "Phát huy|Phát triển|Tổ chức|Thực hiện|Xây dựng|Tham quan|Tham mưu|Tăng cường|Nâng cao|Đẩy mạnh|Phối hợp|Hướng dẫn|"
    "Kiểm tra|Triển khai|Chỉ đạo|Tuyên truyền|Tiếp tục|Thường xuyên|Chủ động|Chủ trì|Theo dõi|Đề xuất|Đảm bảo|"
    "Bảo đảm|Hỗ trợ|Tạo|Giúp|Trong đó|Các|Những|Khi|Để|Đồng thời|Lồng ghép|Huy động|Tập trung|Bố trí|Đánh giá|"
    "Giám sát|Tổng hợp|Rà soát|Cập nhật|Công khai|Góp phần|Khuyến khích|Vận động"
)
_AFTER_MARK = re.compile(rf"(?<=[a-zà-ỹ\d)])(, |; )({_COMMON})\b(?= [a-zà-ỹ])")
_NAME_JUST_BEFORE = re.compile(r"\w [A-ZĐ]\w*(?: [a-zà-ỹ]\w*)?$")
_NAME_BEFORE = re.compile(r"\b[A-ZĐ]\w*(?:[ ,]+[a-zà-ỹ]\w*){0,2}[ ,]*$")
_AFTER_WORD = re.compile(rf"(?<= )(và|hoặc|để|nhằm) ({_COMMON})\b(?= [a-zà-ỹ])")


@rule(
    "names.capital_inside",
    "Trong câu không viết hoa từ thường",
    family=Family.NAMES,
    severity=Severity.WARNING,
    source="Nghị định 30/2020/NĐ-CP, Phụ lục II, mục I (viết hoa vì phép đặt câu)",
)
def common_words_are_small_inside(subject: Subject) -> Iterator[Breach]:
    """«…, Phát huy», «…; Tham quan», «và Nâng cao»: only a sentence begins with a capital."""
    for passage in subject.passages:
        if passage.place.part == Part.BASES or passage.is_cell or passage.text.isupper():
            continue
        cited = [(citation.start, citation.end) for citation in citations_in(passage.text)]
        if not _is_list_of_capitals(passage.text):
            for match in _AFTER_MARK.finditer(passage.text):
                is_cited = any(start <= match.start() < end for start, end in cited)
                if not is_cited and not _NAME_JUST_BEFORE.search(passage.text[: match.start()]):
                    message = f"Sau dấu «{match[1].strip()}» chưa hết câu nên không viết hoa."
                    yield breach(passage, match.start(2), match.end(2), message, replacement=match[2].lower())
        for match in _AFTER_WORD.finditer(passage.text):
            is_cited = any(start <= match.start() < end for start, end in cited)
            if not is_cited and not _NAME_BEFORE.search(passage.text[: match.start()]):
                message = f"Sau «{match[1]}», trong câu, không viết hoa từ thường."
                yield breach(passage, match.start(2), match.end(2), message, replacement=match[2].lower())


def _is_list_of_capitals(text: str) -> bool:
    """An enumeration that begins every member with a capital after «;» has a style of its own."""
    members = re.findall(r"; ([^\W\d_])", text)
    return len(members) >= 3 and all(letter.isupper() for letter in members)


@rule(
    "names.one_case",
    "Một tên gọi viết hoa một cách trong cả văn bản",
    family=Family.NAMES,
    severity=Severity.WARNING,
    source="Nghị định 30/2020/NĐ-CP, Phụ lục II; thông lệ: một cách viết trong cả văn bản",
)
def names_are_capitalised_one_way(subject: Subject) -> Iterator[Breach]:
    """«Đoàn Giám sát» and «Đoàn giám sát», «Phó chủ tịch Hội» and «Phó Chủ tịch Hội»; the rarer way, once each."""
    seen: dict[tuple[str, ...], dict[tuple[str, ...], list[tuple[Passage, Word, Word]]]] = defaultdict(dict)
    for passage in printed(subject):
        if passage.text.isupper():
            continue
        for run in runs(words_of(passage.text), passage.text):
            for first, second, third in zip(run, run[1:], run[2:], strict=False):
                if first.text[0].isupper() and not second.text.isupper() and len(second.text) > 1:
                    key = (first.text, second.text.lower(), third.text.lower())
                    way = (first.text, second.text, third.text)
                    seen[key].setdefault(way[:2], []).append((passage, first, third))
    told: set[tuple[str, str]] = set()
    for key, ways in seen.items():
        if len(ways) == 2 and key[:2] not in told and _is_title(key) and not _is_known_form(ways):
            told.add(key[:2])
            rare, usual = sorted(ways, key=lambda way: len(ways[way]))
            passage, first, third = ways[rare][0]
            here = passage.text[first.start : third.end]
            message = f"«{here}»: ở chỗ khác trong văn bản này viết «{' '.join((*usual, third.text))}»."
            yield breach(passage, first.end + 1, third.start - 1, message, replacement=usual[1])


_KINDS = re.compile(
    "phó|trưởng|đoàn|ban|hội|đài|tổ|cơ|ủy|trung|chương|hệ|cụm|đội|quỹ|viện|sở|phòng|chi|văn|bí|chủ|tiểu|dự|bộ"
)


def _is_known_form(ways: dict) -> bool:
    """Whether the other rule on names of bodies speaks of one of these: «Đài phát thanh»."""
    return any(
        re.match(pattern, passage.text[first.start :])
        for places in ways.values()
        for passage, first, _ in places
        for pattern in _BODIES
    )


def _is_title(key: tuple[str, ...]) -> bool:
    """Names of bodies and offices begin with such a word; «Tại trung tâm», «Các Sở» are other things."""
    return bool(_KINDS.fullmatch(key[0].lower()))
