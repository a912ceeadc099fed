"""What the register knows of the documents that a reading cites, and the rows that new ones would be."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from documents.citing import Citation
from plans.enums import DocumentKind
from plans.legal_matching import Certainty, match, register_kind
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
        kind = register_kind(cited.kind) if cited is not None else None
        if cited is None or kind is None or not cited.summary:
            return None
        row = LegalDocument(kind=kind, issued_on=cited.issued_on, summary=cited.summary)
        if kind not in DocumentKind.unnumbered():
            row.reference, row.issuer = cited.number or "", cited.issuer or ""
        return None if legal_document_faults(row) else row


def found_bases(citations: Sequence[Citation | None]) -> list[Found]:
    """What the register knows of each citation, in one query."""
    return [
        Found(found.citation, found.document, found.certainty == Certainty.EXACT, _key(found.citation))
        for found in match(citations)
    ]


def _key(citation: Citation | None) -> str:
    if citation is None:
        return ""
    said = f"{citation.kind}|{citation.number}|{citation.day_text}|{citation.issuer}|{citation.summary}"
    return hashlib.sha256(said.encode()).hexdigest()[:12]
