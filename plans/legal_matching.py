"""Which documents of the register are cited: exactly these, probably these, or none."""

import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Q

from documents.checking.symbols import spelt, symbol_of
from documents.citing import Citation, same_issuer
from lib.text import fold
from plans.enums import DocumentKind
from plans.models import LegalDocument

_SHORT_KINDS = {
    "qd": "quyet dinh", "nd": "nghi dinh", "nq": "nghi quyet", "ct": "chi thi", "kh": "ke hoach", "cv": "cong van",
    "vb": "cong van", "van ban": "cong van", "tt": "thong tu", "ttr": "to trinh", "bc": "bao cao", "tb": "thong bao",
    "hd": "huong dan", "kl": "ket luan", "ttlt": "thong tu lien tich", "ctr": "chuong trinh",
}  # fmt: skip


class Certainty(StrEnum):
    """How sure a match is."""

    EXACT = "exact"
    LIKELY = "likely"  # a person decides
    NONE = "none"


@dataclass(frozen=True)
class Match:
    """A citation and the document of the register that it means, None when the register has none like it."""

    citation: Citation | None
    document: LegalDocument | None = None
    certainty: Certainty = Certainty.NONE


def match(citations: Sequence[Citation | None], *, on: datetime.date | None = None) -> list[Match]:
    """What the register knows of each citation, in order; one query however many there are.

    Exact: kind, number and day agree and the issuers can be one office (of a law: name and day). Likely: the number
    with another day, or the day under a number that looks misspelt («01/TT-UBND» for «01/2017/TT-UBDT»), or a law by
    name alone; of several versions of a law the last that stood on the day `on`.
    """
    known = _candidates([citation for citation in citations if citation])
    return [_match(citation, known, on) for citation in citations]


def register_kind(kind: str) -> DocumentKind | None:
    """The kind under which the register keeps it: «công văn» → Công văn, «Kế hoạch phối hợp» → Kế hoạch."""
    name = fold(kind)
    name = _SHORT_KINDS.get(name, name)
    kinds = [known for known in DocumentKind if name == fold(known) or name.startswith(f"{fold(known)} ")]
    return max(kinds, key=len, default=None)


def _candidates(citations: Iterable[Citation]) -> list[LegalDocument]:
    numbers, days, has_law = set(), set(), False
    for citation in citations:
        numbers |= {citation.number, spelt(citation.number)} if citation.number else set()
        days |= {citation.issued_on} - {None}
        has_law = has_law or register_kind(citation.kind) in DocumentKind.unnumbered()
    wanted = Q(reference__in=numbers) | Q(issued_on__in=days)
    if has_law:
        wanted |= Q(kind__in=DocumentKind.unnumbered())
    return (
        list(LegalDocument.objects.filter(wanted).select_related("replaced_by")) if numbers or days or has_law else []
    )


def _match(citation: Citation | None, known: Sequence[LegalDocument], on: datetime.date | None) -> Match:
    if citation is None:
        return Match(None)
    kind = register_kind(citation.kind)
    of_kind = [document for document in known if document.kind == kind]
    find = _laws if kind in DocumentKind.unnumbered() else _numbered
    exact, likely = find(citation, of_kind, on)
    if len(exact) == 1:
        return Match(citation, exact[0], Certainty.EXACT)
    likely = exact or likely
    return Match(citation, likely[0], Certainty.LIKELY) if len(likely) == 1 else Match(citation)


def _laws(citation: Citation, known: Sequence[LegalDocument], on: datetime.date | None):
    name = _name(citation)
    named = [document for document in known if name and _name(document) == name]
    if citation.issued_on:
        return [d for d in named if d.issued_on == citation.issued_on], [d for d in named if d.issued_on is None]
    stood = [d for d in named if on is None or d.issued_on is None or d.issued_on <= on]
    last = max(stood, key=lambda document: document.issued_on or datetime.date.min, default=None)
    return [], [last] if last else []


def _numbered(citation: Citation, known: Sequence[LegalDocument], _: datetime.date | None):
    if not citation.number:
        return [], []
    number, symbol, day = _bare(citation.number), symbol_of(citation.number), citation.issued_on
    exact, likely = [], []
    for document in known:
        if not same_issuer(citation.issuer, document.issuer):
            if _bare(document.reference) == number and day and document.issued_on == day:
                likely.append(document)
        elif _bare(document.reference) == number:
            is_sure = day == document.issued_on if day else bool(symbol.year)
            (exact if is_sure else likely).append(document)
        elif day and document.issued_on == day and _same_ordinal(symbol.ordinal, document.reference):
            likely.append(document)
    return exact, likely


def _same_ordinal(ordinal: str, reference: str) -> bool:
    return bool(ordinal) and symbol_of(reference).ordinal.lstrip("0") == ordinal.lstrip("0")


def _name(document: Citation | LegalDocument) -> str:
    return fold(document.summary).removeprefix(fold(document.kind)).strip(" ,.")


def _bare(number: str) -> str:
    return fold(spelt(re.sub(r"\s+", "", re.sub("[‐‑–—]", "-", number))))
