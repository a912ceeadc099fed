"""Which of the documents that a plan names are its legal bases."""

import re
from collections.abc import Iterator

from documents.citing import CAPITAL, Citation, citations_in
from documents.content import Content, Paragraph

_OPENS = re.compile(
    r"(?:căn cứ|thực hiện|theo|thi hành|triển khai|tiếp tục|xét|trên cơ sở|để|nhằm|tiếp theo|quán triệt|chấp hành)"
    r"(?!\w)",
    re.IGNORECASE,
)
_BULLET = re.compile(r"\s*(?:[-+*•–]|\(?\d{1,2}[.)]|[a-zđ]\))?\s*")
_SENTENCE_END = re.compile(r"(?<![\s.]TP)(?<![\s.]Tp)(?<![\s.]TX)(?<!v\.v)(?<=[\w)”\"»])\.\s+(?=" + CAPITAL + ")")
_ISSUES = re.compile(  # the clause for whose sake the bases stand there
    r"[,;.:]\s+[^,;.:]{0,120}?(?:ban hành|xây dựng|lập|triển khai)\s+(?:\S+\s+){0,4}?kế hoạch(?!\w)", re.IGNORECASE
)
_REQUEST = re.compile(r"(?:xét|theo)\s+(?:\S+\s+){0,3}?đề nghị(?!\w)|xét\s", re.IGNORECASE)
_OFFICE = re.compile(
    r"(?:các\s+)?(?:Ủy ban|Uỷ ban|UBND|HĐND|Hội đồng|Bộ|Ban|Chủ tịch|Phó|Sở|Thường trực|Giám đốc|Cục|Tổng cục|Phòng|"
    r"Trưởng|Công an|Văn phòng|Chánh|Thanh tra|Chi cục|Kho bạc|Bảo hiểm|Liên|Thủ trưởng|Viện|Tòa án|Hội|Đoàn|Trung tâm|"
    r"Trường|Cơ quan|Tổ)(?!\w)"
)
_SECTION = re.compile(r"(?:các\s+)?(?:căn cứ|cơ sở pháp lý)(?!\w)", re.IGNORECASE)


def legal_bases(content: Content) -> tuple[Citation, ...]:
    """The legal bases of a plan one by one, in order; nested documents and those of the issuing clause are none.

    They stand in the paragraphs of bases and in openings such as «Thực hiện Quyết định số …, UBND tỉnh ban hành …»;
    where there are none, in a section «Căn cứ pháp lý». A request of the office itself («Theo đề nghị của Ban Dân tộc
    tỉnh tại Tờ trình số …») is one, letters of enterprises that ask for something are not.
    """
    paragraphs = [*content.legal_bases, *(paragraph.text for paragraph in content.opening)]
    found = bases_in(paragraphs)
    if found:
        return found
    for section in content.walk_sections():
        if _SECTION.match(section.title):
            return bases_in([block.text for block in section.blocks if isinstance(block, Paragraph)])
    return ()


def bases_in(paragraphs: list[str]) -> tuple[Citation, ...]:
    """The legal bases that `paragraphs` (bases and opening, in order) name; their places count within a sentence."""
    bases: list[Citation] = []
    for paragraph in paragraphs:
        asks = False
        for sentence in _SENTENCE_END.split(paragraph):
            asks = bool(_REQUEST.match(sentence)) or (asks and not _OPENS.match(sentence))
            bases += _bases(sentence, asks)
    return tuple(bases)


def _bases(sentence: str, asks: bool) -> Iterator[Citation]:
    text = sentence[_BULLET.match(sentence).end() :]
    citations = [citation for citation in citations_in(text) if not citation.depth]
    if not citations or not (_OPENS.match(text) or asks or citations[0].start <= 4):
        return
    end = 0
    for citation in citations:
        if _ISSUES.search(text, end, citation.start):
            return
        end = citation.end
        if asks and not _OFFICE.match(citation.issuer or ""):
            continue
        yield citation
