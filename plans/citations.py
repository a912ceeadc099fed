"""How a plan cites legal documents (Nghị định 30/2020, Phụ lục I, II.6.a)."""

from collections.abc import Iterable

from lib.dates import long_date, short_date
from plans.enums import DocumentKind
from plans.models import LegalDocument, PlanLegalBasis

_BEGIN = "Căn cứ "


def citation(document: LegalDocument) -> str:
    """«Quyết định số 90/QĐ-TTg ngày 18/01/2022 của Thủ tướng Chính phủ phê duyệt …».

    Hiến pháp, luật and pháp lệnh are cited by name and full date, without number and issuer.
    """
    summary = without_end_mark(" ".join(document.summary.split()))
    if document.kind in DocumentKind.unnumbered():
        name = summary if summary.startswith(document.kind) else f"{document.kind} {summary}"
        day = document.issued_on
        return f"{name} {long_date(day.year, day.month, day.day)}" if day else name
    words = [document.kind, f"số {document.reference}"]
    words += [f"ngày {short_date(document.issued_on)}"] if document.issued_on else []
    words += [f"của {document.issuer}"] if document.issuer else []
    return " ".join([*words, summary]).strip()


def sentence(basis: PlanLegalBasis) -> str:
    """The words of one basis, without end mark: its own wording, or «Căn cứ …» from its document."""
    if basis.wording:
        return without_end_mark(" ".join(basis.wording.split()))
    return _BEGIN + citation(basis.document)


def legal_bases(bases: Iterable[PlanLegalBasis]) -> tuple[str, ...]:
    """The paragraphs of the bases in order, without end marks. One that continues the paragraph before is joined to it
    by «; », without a second «Căn cứ»."""
    paragraphs: list[str] = []
    for basis in bases:
        words = sentence(basis)
        if basis.continues_previous and paragraphs:
            paragraphs[-1] += f"; {words.removeprefix(_BEGIN)}"
        else:
            paragraphs.append(words)
    return tuple(paragraphs)


def without_end_mark(text: str) -> str:
    """`text` without «;», «,», «.» or «./.» at its end; the dots of «v.v.» and «...» stay."""
    bare = text.rstrip(" ;,./")
    rest = text[len(bare) :]
    if rest.startswith("..."):
        return f"{bare}..."
    return f"{bare}." if bare.endswith("v.v") and rest.startswith(".") else bare
