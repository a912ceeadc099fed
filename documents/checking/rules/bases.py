"""The paragraphs of legal bases: one document in each, told in full, in order, none twice."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from documents.checking.findings import Severity
from documents.checking.registry import Family, rule
from documents.checking.rules.citations import head, named
from documents.checking.subject import Breach, Passage, Subject
from documents.checking.symbols import office_in, symbol_of
from documents.citing import Citation, citations_in, same_issuer
from documents.places import Part, Place
from lib.text import fold

_BASES = "Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.6.a"
_LAWS = ("hien phap", "bo luat", "luat", "phap lenh")
_LETTERS = ("cong van", "to trinh", "bao cao", "cong dien", "van ban", "bien ban", "giay moi", "phieu", "thu")
_REQUEST = re.compile(r"\s*(?:theo|xét)\s+(?:\S+\s+){0,3}đề nghị", re.IGNORECASE)

_BASIS = re.compile(r"Căn cứ\b")


def based_on(subject: Subject) -> Iterator[tuple[Passage, list[Citation]]]:
    """Each paragraph of bases with the documents on which it rests (not those named inside their summaries)."""
    citations: dict[Place, list[Citation]] = defaultdict(list)
    for passage, citation in subject.citations:
        if not citation.depth:
            citations[passage.place].append(citation)
    for passage in subject.passages:
        if passage.place.part == Part.BASES:
            yield passage, citations[passage.place]


def is_law(citation: Citation) -> bool:
    """Whether it is cited by name and date, without number and issuer."""
    return fold(citation.kind) in _LAWS


@rule(
    "bases.parts",
    "Căn cứ ghi đủ tên loại, số, ký hiệu, ngày, cơ quan ban hành, trích yếu",
    family=Family.BASES,
    severity=Severity.WARNING,
    source=_BASES,
)
def bases_are_complete(subject: Subject) -> Iterator[Breach]:
    """«Căn cứ Quyết định số 12/QĐ-UBND của UBND tỉnh»: no day, no summary."""
    for passage, citations in based_on(subject):
        if len(citations) > 1 and _REQUEST.match(passage.text):  # letters of those who ask, told as they came
            continue
        for citation in citations:
            missing = list(_missing(passage, citation))
            if missing:
                yield Breach(
                    passage.place,
                    head(passage, citation),
                    f"Căn cứ này thiếu {_listed(missing)}: hãy ghi bổ sung.",
                )


def _missing(passage: Passage, citation: Citation) -> Iterator[str]:
    kind = fold(citation.kind)
    if is_law(citation):
        if not citation.day_text and not citation.number and kind != "hien phap":
            yield "ngày ban hành"
        return
    if citation.number is None:
        if "đại hội" not in citation.summary.lower():
            yield "số, ký hiệu"
    elif not re.search(r"\d", citation.number):
        yield "số"
    if not citation.day_text or (citation.issued_on is None and not re.search(r"\d+\s*[/.-]\s*\d+", citation.day_text)):
        if citation.number is not None:
            yield "ngày, tháng, năm ban hành" if not citation.day_text else "ngày, tháng ban hành"
    elif citation.issued_on is None and not re.search(r"\d{4}", citation.day_text):
        yield "năm ban hành"
    if not citation.issuer and citation.number is not None and not _REQUEST.match(passage.text):
        yield "cơ quan ban hành"
    if not citation.summary and not kind.startswith(_LETTERS) and not _shares_summary(passage, citation):
        yield "trích yếu"


def _shares_summary(passage: Passage, citation: Citation) -> bool:
    """«Quyết định số A …, Quyết định số B … của UBND tỉnh về …»: what follows is about both."""
    return bool(re.match(r"\s*(?:,|và)\s", passage.text[citation.header_end : citation.header_end + 5]))


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} và {words[-1]}"


@rule(
    "bases.several",
    "Mỗi căn cứ một dòng",
    family=Family.BASES,
    severity=Severity.WARNING,
    source=_BASES,
)
def each_basis_has_its_line(subject: Subject) -> Iterator[Breach]:
    """«Căn cứ Luật …; Nghị định …»; bases run into the opening."""
    for passage, citations in based_on(subject):
        if len(citations) > 1 and not _REQUEST.match(passage.text):
            yield Breach(
                passage.place,
                head(passage, citations[1]),
                f"Dòng này nêu {len(citations)} văn bản: mỗi căn cứ viết thành một dòng riêng.",
            )
    for block, paragraph in enumerate(subject.content.opening):
        cited = [citation for citation in citations_in(paragraph.text) if citation.number and not citation.depth]
        if len(cited) + len(_BASIS.findall(paragraph.text)) > 2 and _BASIS.match(paragraph.text):
            passage = Passage(Place(Part.OPENING, block=block), "", paragraph.text)
            message = "Căn cứ viết liền thành đoạn: mỗi căn cứ là một dòng riêng, đặt trên câu mở đầu."
            yield Breach(passage.place, head(passage, cited[0]), message)


@rule(
    "bases.law_number",
    "Luật, pháp lệnh không ghi số, ký hiệu, cơ quan ban hành",
    family=Family.BASES,
    severity=Severity.WARNING,
    source=_BASES,
)
def laws_have_no_number(subject: Subject) -> Iterator[Breach]:
    """«Căn cứ Luật Đất đai số 31/2024/QH15 ngày 18/01/2024»."""
    for passage, citations in based_on(subject):
        for citation in filter(is_law, citations):
            if not citation.number and not citation.issuer:
                continue
            quote = head(passage, citation)
            name = citation.summary if citation.summary.startswith(citation.kind) else ""
            certain = f"{name} {citation.day_text}" if name and citation.issued_on else None
            yield Breach(
                passage.place,
                quote,
                f"Căn cứ là {citation.kind.lower()} thì chỉ ghi tên và ngày, không ghi số, ký hiệu, cơ quan ban hành.",
                certain if certain != quote else None,
            )


@rule("bases.duplicate", "Không nêu một căn cứ hai lần", family=Family.BASES, severity=Severity.ERROR, source=_BASES)
def no_basis_stands_twice(subject: Subject) -> Iterator[Breach]:
    """The same kind, number, day and issuer in two places of the bases."""
    seen: dict[tuple, Passage] = {}
    for passage, citations in based_on(subject):
        for citation in citations:
            key = (fold(citation.kind), citation.number or fold(citation.summary), citation.day_text)
            issuer = fold(citation.issuer or "")
            if (key, issuer) in seen:
                before = seen[key, issuer].section
                message = f"{named(citation)} đã nêu ở {before.lower()}: bỏ một chỗ."
                yield Breach(passage.place, head(passage, citation), message)
            seen.setdefault((key, issuer), passage)


@rule(
    "bases.order",
    "Căn cứ xếp theo hiệu lực pháp lý",
    family=Family.BASES,
    severity=Severity.WARNING,
    source="Thông lệ soạn thảo: luật, nghị định, quyết định của Thủ tướng, thông tư, văn bản của địa phương",
)
def bases_are_in_order(subject: Subject) -> Iterator[Breach]:
    """A law after a decree, a circular after a provincial decision; said once, of the first that stands too late."""
    highest: tuple[int, str] = (0, "")
    earlier: list[Citation] = []
    is_told = False
    for passage, citations in based_on(subject):
        for citation in citations:
            rank = _rank(citation)
            if not is_told and (later := _planned_before(citation, earlier)):
                is_told = True
                message = f"{citation.kind} này cao hơn và có trước {named(later)} của cùng cơ quan: xếp lên trên."
                yield Breach(passage.place, head(passage, citation), message)
            earlier.append(citation)
            if rank is not None and rank < highest[0]:
                yield Breach(
                    passage.place,
                    head(passage, citation),
                    f"{citation.kind} này có hiệu lực pháp lý cao hơn {highest[1]} đứng trước nó: xếp lên trên.",
                )
                return
            if rank is not None:
                highest = max(highest, (rank, named(citation)))


def _planned_before(citation: Citation, earlier: list[Citation]) -> Citation | None:
    """The plan or letter among `earlier` that the same office issued after this decision."""
    if fold(citation.kind) not in {"quyet dinh", "nghi quyet"} or citation.issued_on is None or not citation.issuer:
        return None
    for other in earlier:
        is_lower = fold(other.kind) in {"ke hoach", "cong van", "thong bao", "huong dan"}
        is_later = other.issued_on is not None and other.issued_on > citation.issued_on
        if is_lower and is_later and other.issuer and same_issuer(other.issuer, citation.issuer):
            return other
    return None


def _rank(citation: Citation) -> int | None:
    """How low it stands among legal documents; None for those that have no place there (Party documents, letters)."""
    kind = fold(citation.kind)
    if kind in _LAWS:
        return 0 if kind == "hien phap" else 1
    office = office_in(symbol_of(citation.number)) if citation.number else None
    if kind == "nghi quyet" and office in {"quốc hội", "ủy ban thường vụ quốc hội"}:
        return 1
    if kind == "nghi dinh" or (kind == "nghi quyet" and office == "chính phủ"):
        return 2
    if kind == "quyet dinh" and office == "thủ tướng":
        return 3
    if kind.startswith("thong tu"):
        return 4
    return 5 if kind in {"quyet dinh", "nghi quyet"} and office in {"ủy ban nhân dân", "hội đồng nhân dân"} else None


@rule(
    "bases.end_marks",
    "Cuối mỗi căn cứ có dấu chấm phẩy, căn cứ cuối cùng có dấu chấm",
    family=Family.BASES,
    severity=Severity.WARNING,
    source=_BASES,
)
def bases_end_rightly(subject: Subject) -> Iterator[Breach]:
    """Of a file: bases that end with «.» in the middle, with «;» at the end, or with nothing."""
    content = subject.content
    is_followed = bool(content.opening) and bool(_REQUEST.match(content.opening[0].text))
    for index, basis in enumerate(content.legal_bases):
        place = Place(Part.BASES, index)
        printed = subject.facts.printed.get(place, "")
        if basis not in printed:
            continue
        mark = printed[printed.index(basis) + len(basis) :].lstrip()[:1]
        is_last = index == len(content.legal_bases) - 1
        right = "." if is_last else ";"
        if mark == right or (is_last and (mark in {",", ":"} or is_followed)):
            continue
        stands = f"«{mark}»" if mark in {".", ",", ":", ";"} else "không có dấu gì"
        which = "Căn cứ cuối cùng kết thúc bằng dấu chấm" if is_last else "Căn cứ kết thúc bằng dấu chấm phẩy"
        yield Breach(place, basis, f"{which}; ở đây là {stands}.")
