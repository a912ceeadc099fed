"""Which document of the register a citation means, and the row that a new one would be."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from documents.citing import Citation
from lib.text import fold
from plans.enums import DocumentKind
from plans.models import LegalDocument
from plans.validity import legal_document_faults


@dataclass(frozen=True)
class Found:
    """What the register knows of a cited document. `key` names it on the page; a likely document is not exact."""

    citation: Citation | None
    document: LegalDocument | None = None
    is_exact: bool = False
    key: str = ""

    def as_document(self) -> LegalDocument | None:
        """The citation as a row that could be entered; None when it lacks what the register asks for."""
        cited = self.citation
        if cited is None or cited.kind not in DocumentKind.values or not cited.summary:
            return None
        row = LegalDocument(
            kind=cited.kind,
            reference=cited.number or "",
            issued_on=cited.issued_on,
            issuer=cited.issuer or "",
            summary=cited.summary,
        )
        if row.kind in DocumentKind.unnumbered():
            row.reference = row.issuer = ""
        return None if legal_document_faults(row) else row


def found_bases(citations: Sequence[Citation | None]) -> list[Found]:
    """What the register knows of each citation, in one query.

    Exact: number and day agree (a law: name and day), and the kind. Likely: the number with another day or kind, or the
    same kind, day and issuer under another number, as when a symbol is misspelt.
    """
    known = _candidates(list(filter(None, citations)))
    return [_found(citation, known) for citation in citations]


def _candidates(citations: Iterable[Citation]) -> list[LegalDocument]:
    numbers = {citation.number for citation in citations if citation.number}
    days = {citation.issued_on for citation in citations if citation.issued_on}
    unnumbered = Q(kind__in=DocumentKind.unnumbered(), reference="")
    return list(LegalDocument.objects.filter(Q(reference__in=numbers) | Q(issued_on__in=days) | unnumbered))


def _found(citation: Citation | None, known: Sequence[LegalDocument]) -> Found:
    if citation is None:
        return Found(None)
    key = _key(citation)
    exact = [document for document in known if _is_exact(citation, document)]
    if len(exact) == 1:
        return Found(citation, exact[0], True, key)
    likely = [document for document in known if _is_likely(citation, document)]
    return Found(citation, likely[0] if len(likely) == 1 else None, False, key)


def _key(citation: Citation) -> str:
    said = f"{citation.kind}|{citation.number}|{citation.day_text}|{citation.issuer}|{citation.summary}"
    return hashlib.sha256(said.encode()).hexdigest()[:12]


def _is_exact(citation: Citation, document: LegalDocument) -> bool:
    same_day = citation.issued_on is None or document.issued_on in (None, citation.issued_on)
    if fold(citation.kind) != fold(document.kind) or not same_day:
        return False
    if document.kind in DocumentKind.unnumbered():
        return _same_words(citation.summary, document.summary, kind=document.kind)
    return citation.number is not None and _bare(citation.number) == _bare(document.reference)


def _is_likely(citation: Citation, document: LegalDocument) -> bool:
    if citation.number and _bare(citation.number) == _bare(document.reference):
        return True
    same_day = citation.issued_on is not None and citation.issued_on == document.issued_on
    same_issuer = bool(citation.issuer) and fold(citation.issuer) == fold(document.issuer)
    return same_day and same_issuer and fold(citation.kind) == fold(document.kind)


def _same_words(cited: str, known: str, *, kind: str) -> bool:
    return fold(cited).removeprefix(fold(kind)).strip() == fold(known).removeprefix(fold(kind)).strip()


def _bare(number: str) -> str:
    return fold(re.sub(r"\s+", "", re.sub("[‐‑–—]", "-", number)))
