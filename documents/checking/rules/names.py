"""Names inside one document: places against the catalogue, one spelling for a place, a person, a programme."""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Iterator

from documents.checking.areas import Catalogue, Mention, catalogue_of, is_slip, mentions, spelt
from documents.checking.findings import Severity
from documents.checking.registry import Family, rule
from documents.checking.spelling import is_bound_pair
from documents.checking.subject import Breach, Passage, Subject
from documents.checking.typeset import printed
from documents.checking.wording import breach, runs, words_of
from documents.citing import citations_in
from lib.text import fold

_ONE_WAY = "Thông lệ: một cách viết trong cả văn bản"


@rule(
    "names.areas",
    "Tên đơn vị hành chính đúng danh mục",
    family=Family.NAMES,
    severity=Severity.WARNING,
    source="Danh mục đơn vị hành chính; Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.4.a",
)
def areas_are_in_the_catalogue(subject: Subject) -> Iterator[Breach]:
    """«thị trấn Tòa Chùa»: no such unit, but one that differs by a letter exists in this province; each name once."""
    if not subject.facts.areas:
        return
    catalogue, province = catalogue_of(subject.facts.areas), _province(subject)
    told: set[str] = set()
    for passage in printed(subject):
        for mention in mentions(passage):
            key = spelt(mention.name)
            if key in told or catalogue.named(mention.name):
                continue
            found = _meant(mention, catalogue, province, subject.facts.issued_on)
            if len(found) == 1:
                told.add(key)
                right = found.pop()
                message = f"Danh mục không có {mention.kind} «{mention.name}»; có «{right}»."
                yield breach(passage, mention.start, mention.end, message, replacement=right, words=0)


_SMALL = re.compile(r"(?<!\w)(tỉnh|huyện|thị trấn|thị xã|xã|phường) ([a-zà-ỹđ]+ [a-zà-ỹđ]+)(?!\w)")


@rule(
    "names.small_areas",
    "Tên đơn vị hành chính viết hoa",
    family=Family.NAMES,
    severity=Severity.WARNING,
    source="Nghị định 30/2020/NĐ-CP, Phụ lục II, mục III.1.a",
)
def areas_are_capitalised(subject: Subject) -> Iterator[Breach]:
    """«huyện tủa chùa»: the catalogue has a unit of that kind and name, in this province for a commune."""
    if not subject.facts.areas:
        return
    catalogue, province = catalogue_of(subject.facts.areas), _province(subject)
    for passage in subject.passages:
        for match in _SMALL.finditer(passage.text):
            found = catalogue.named(match[2], match[1])
            is_here = match[1] in ("tỉnh", "huyện", "thị xã") or any(area.province == province for area in found)
            if found and is_here and not is_bound_pair(*match[2].split()):
                right = found[0].name
                message = f"Tên đơn vị hành chính viết hoa: «{match[1]} {right}»."
                yield breach(passage, *match.span(2), message, replacement=right, words=1)


def _meant(mention: Mention, catalogue: Catalogue, province: str | None, on: datetime.date | None) -> set[str]:
    is_commune = mention.kind in ("xã", "phường", "thị trấn", "đặc khu")
    if is_commune and province is None:
        return set()
    where = province if is_commune else None
    return {area.name for area in catalogue.like(mention.name, kind=mention.kind, province=where, on=on)}


def _province(subject: Subject) -> str | None:
    """The province that the issuer belongs to: named in its letterhead, its place or its own unit's province."""
    head = subject.content.head
    text = " ".join((*head.superior, *head.issuer, head.issuer_name, head.place)).lower()
    names = {area.province for area in subject.facts.areas if area.province}
    if found := [name for name in names if re.search(rf"(?<!\w){re.escape(name.lower())}(?!\w)", text)]:
        return max(found, key=len)
    own = {area.province for area in catalogue_of(subject.facts.areas).named(head.place) if area.province}
    named = {
        area.province
        for area in subject.facts.areas
        if area.province
        and (name := f"{area.kind.lower()} {area.name.lower()}") in text  # thousands of areas: no pattern for each
        and re.search(rf"{re.escape(name)}(?!\w)", text)
    }
    return next(iter(named)) if len(named) == 1 else next(iter(own)) if len(own) == 1 else None


@rule(
    "names.places",
    "Một địa danh, tên riêng viết một cách",
    family=Family.NAMES,
    severity=Severity.WARNING,
    source=_ONE_WAY,
)
def proper_names_are_spelt_one_way(subject: Subject) -> Iterator[Breach]:
    """«Tòa Chùa» once where «Tủa Chùa» stands many times; names that the catalogue has are left alone."""
    catalogue = catalogue_of(subject.facts.areas)
    places: dict[str, list[tuple[Passage, int, int, str]]] = defaultdict(list)
    for passage in printed(subject):
        cited = [(citation.start, citation.end) for citation in citations_in(passage.text)]
        for start, end, name in _proper_names(passage):
            if not any(low <= start < high for low, high in cited):
                places[spelt(name)].append((passage, start, end, name))
    usual = {key: found for key, found in places.items() if len(found) >= 2}
    for key, found in places.items():
        rivals = [other for other in usual if len(usual[other]) >= 2 * len(found) and is_slip(key, other)]
        if not rivals or (catalogue.named(key) and subject.facts.areas):
            continue
        rival = max(rivals, key=lambda other: len(usual[other]))
        right = usual[rival][0][3]
        if _are_two_people(found[0][3], right):
            continue
        passage, start, end, name = found[0]
        message = f"«{name}»: ở chỗ khác trong văn bản này viết «{right}» ({len(usual[rival])} chỗ)."
        yield breach(passage, start, end, message, replacement=right, words=0)
    yield from _people_in_small_letters(subject, {found[0][3] for found in usual.values()})


def _people_in_small_letters(subject: Subject, names: set[str]) -> Iterator[Breach]:
    """«Nguyễn Thị thúy Nhung» where «Nguyễn Thị Thúy Nhung» stands elsewhere."""
    people = [name for name in names if len(name.split()) >= 3 and _FAMILY_NAMES.fullmatch(fold(name.split()[0]))]
    for passage in printed(subject):
        for name in people:
            for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", passage.text, re.IGNORECASE):
                if match[0] != name and not match[0].isupper():
                    message = f"Tên người viết hoa chữ đầu mọi âm tiết: «{name}»."
                    yield breach(passage, *match.span(), message, replacement=name, words=0)


_BEFORE_NAME = re.compile(
    "tỉnh|huyện|xã|phường|thị|trấn|ông|bà|cô|đồng|chí|anh|chị|thành|phố|quận|các|căn|cứ|theo|tại|của|trong|sau|khi"
)


def _proper_names(passage: Passage) -> Iterator[tuple[int, int, str]]:
    """Runs of two to four capitalised words, without a word that only begins the sentence or names a kind of unit."""
    if passage.text.isupper():
        return
    for run in runs(words_of(passage.text), passage.text):
        group: list = []
        for word in (*run, None):
            if word is not None and word.is_capitalised and len(word.text) > 1:
                group.append(word)
                continue
            while group and _BEFORE_NAME.fullmatch(group[0].text.lower()):
                group.pop(0)
            if len(group) > 2 and group[0].starts_sentence and _FAMILY_NAMES.fullmatch(fold(group[1].text)):
                group.pop(0)
            if 2 <= len(group) <= 4 and not (group[0].starts_sentence and len(group) == 2 and word is not None):
                yield group[0].start, group[-1].end, " ".join(member.text for member in group)
            group = []


_FAMILY_NAMES = re.compile(
    "nguyen|tran|le|pham|hoang|huynh|phan|vu|vo|dang|bui|do|ho|ngo|duong|ly|vang|giang|lo|sung|thao|mua|cu|ha|dinh|"
    "nong|trieu|ma|luong|quach|cao|trinh|dao|doan|mai|lam|truong|vuong|ta|dam|chu|to|bach|lu|kieu|thai"
)


def _are_two_people(one: str, other: str) -> bool:
    """Two people of one family may have names that differ by a diacritic; the last syllable tells them apart."""
    words, others = one.split(), other.split()
    is_person = bool(_FAMILY_NAMES.fullmatch(fold(words[0]))) and len(words) >= 3
    return is_person and spelt(words[-1]) != spelt(others[-1])


_PROGRAMME = re.compile(
    r"[Mm]ục tiêu [Qq]uốc gia (?:về )?([Gg]iảm nghèo)(?! (?:bền vững|đa chiều|nhanh))(?=[\s,.;:]|$)"
)
_TYPED = re.compile(r"(?<!\w)(tiêu) dự án(?= \d)")


@rule(
    "names.programmes",
    "Tên chương trình, dự án viết đủ và thống nhất",
    family=Family.NAMES,
    severity=Severity.WARNING,
    source="Tên chương trình trong quyết định phê duyệt; thông lệ: một cách viết trong cả văn bản",
)
def programmes_have_their_name(subject: Subject) -> Iterator[Breach]:
    """«mục tiêu quốc gia giảm nghèo» without «bền vững», once; «tiêu dự án»; one project under two names."""
    shortened = [
        (passage, match)
        for passage in subject.passages
        for match in _PROGRAMME.finditer(passage.text)
        if not any(citation.start <= match.start() < citation.end for citation in citations_in(passage.text))
    ]
    if shortened and _is_sustainable(subject):
        passage, match = shortened[0]
        message = f"Tên chương trình là «giảm nghèo bền vững»; ở đây thiếu «bền vững» ({len(shortened)} chỗ)."
        yield breach(passage, *match.span(1), message, replacement=f"{match[1]} bền vững", words=0)
    for passage in subject.passages:
        for match in _TYPED.finditer(passage.text):
            yield breach(passage, *match.span(1), "«tiêu dự án» là lỗi gõ của «tiểu dự án».", replacement="tiểu")
    yield from _projects(subject)
    yield from _small_projects(subject)


_NUMBERED = re.compile(r"(?<=[a-zà-ỹ\d,] )(?<!i[êể]u )([Tt]iểu dự án|[Dd]ự án) \d")


def _small_projects(subject: Subject) -> Iterator[Breach]:
    """«dự án 7» where the document otherwise has «Dự án 7», said once."""
    found = [(passage, match) for passage in subject.passages for match in _NUMBERED.finditer(passage.text)]
    small = [(passage, match) for passage, match in found if match[1][0].islower()]
    if small and len(small) < len(found):
        passage, match = small[0]
        message = f"«{match[1]}» kèm số là tên riêng: ở chỗ khác trong văn bản này viết «{match[1].capitalize()}»."
        yield breach(passage, *match.span(1), message, replacement=match[1].capitalize())


def _is_sustainable(subject: Subject) -> bool:
    """Whether the programme's full name is known: from the register of programmes or from this document."""
    known = [*subject.facts.programmes, *(passage.text for passage in subject.passages)]
    return any("giảm nghèo bền vững" in text.lower() for text in known)


_PROJECT = re.compile(r"(?<!\w)((?:[Tt]iểu dự án|[Tt]iêu dự án|[Dd]ự án)) (\d+)(?:, [Dd]ự án (\d+))?:\s*([^.;:\n(]+)")
_WORDS_COMPARED = 9


def _projects(subject: Subject) -> Iterator[Breach]:
    names: dict[tuple[str, str], list[tuple[Passage, re.Match, list[str]]]] = defaultdict(list)
    for passage in subject.passages:
        for match in _PROJECT.finditer(passage.text):
            kind = "dự án" if match[1].lower() == "dự án" else "tiểu dự án"
            words = re.findall(r"\w+", match[4].lower())[:_WORDS_COMPARED]
            names[kind, match[2]].append((passage, match, words))
    for (kind, number), found in names.items():
        _, first_match, first = found[0]
        for passage, match, words in found[1:]:
            if 0 < _difference(first, words) <= 2 and len(first) >= 5:
                shown = " ".join(match[4].split()[:_WORDS_COMPARED])
                usual = " ".join(first_match[4].split()[:_WORDS_COMPARED])
                message = f"Tên {kind} {number} ở đây là «{shown}…», ở trên là «{usual}…»."
                yield breach(passage, match.start(4), match.start(4) + len(shown), message, words=0)
                break


def _difference(one: list[str], other: list[str]) -> int:
    """How many words one has and the other lacks within their common length; large when they begin otherwise."""
    length = min(len(one), len(other))
    if length < 5 or one[:2] != other[:2]:
        return 99
    best = 99
    for shift in (-1, 0, 1):
        rest = [(a, b) for a, b in zip(one[2:], other[2:], strict=False)]
        if shift == 0:
            best = min(best, sum(a != b for a, b in rest))
        else:
            longer, shorter = (one, other) if shift > 0 else (other, one)
            for at in range(2, length):
                if longer[:at] + longer[at + 1 :][: length - at - 1] == shorter[: length - 1]:
                    best = min(best, 1)
    return best
