"""Which office and which signer of ours a document names, and what the chosen ones print otherwise."""

import datetime
from collections.abc import Iterable, Sequence

from documents.content import Content
from documents.places import Part, Place
from lib.text import fold
from organisations.models import Organisation, Post
from organisations.signatures import letterhead, signature_lines
from plans.content_rows import Note


def office_named(content: Content, offices: Iterable[Organisation]) -> Organisation | None:
    """The one of `offices` whose name is in the head of the document and that existed on its day; None when none is, or
    several are. A document without date asks for the name alone."""
    named = [office for office in offices if _bears_its_name(content, office)]
    date = content.head.date
    if date is not None:
        first = datetime.date(date.year, date.month or 1, 1)
        last = datetime.date(date.year, date.month or 12, 28)
        named = [office for office in named if office.exists_on(first) or office.exists_on(last)]
    if len(named) > 1:
        named = [office for office in named if _lines(letterhead(office)[0]) == _lines(content.head.superior)]
    return named[0] if len(named) == 1 else None


def signer_named(content: Content, posts: Iterable[Post]) -> Post | None:
    """The post of the person who is named in the signature block and prints the same lines; failing that the only one
    of that name."""
    named = [post for post in posts if fold(post.person_name) == fold(content.signature.name)]
    same = [post for post in named if _lines(signature_lines(post)) == _lines(content.signature.lines)]
    found = same or named
    return found[0] if len(found) == 1 and content.signature.name else None


def head_notes(content: Content, organisation: Organisation) -> list[Note]:
    """What the head of `organisation` prints otherwise than the document: name of the office, symbol."""
    notes = []
    _, issuer = letterhead(organisation)
    if content.head.issuer and _lines(issuer) != _lines(content.head.issuer):
        printed, read = " ".join(issuer), " ".join(content.head.issuer)
        sentence = f"Văn bản gốc ghi cơ quan «{read}», kế hoạch này in «{printed}»."
        notes.append(Note(Place(Part.HEAD, field="issuer"), sentence))
    symbol = f"KH-{organisation.symbol}"
    if content.head.symbol and _bare(content.head.symbol) != _bare(symbol):
        sentence = f"Văn bản gốc ghi ký hiệu «{content.head.symbol}», kế hoạch này in «{symbol}»."
        notes.append(Note(Place(Part.HEAD, field="symbol"), sentence))
    return notes


def signature_notes(content: Content, signer: Post | None) -> list[Note]:
    """What the signature block prints otherwise than the document, or that there is none yet."""
    read = content.signature
    words = " / ".join(filter(None, (*read.lines, read.name)))
    if not words:
        return []
    if signer is None:
        sentence = f"Chưa chọn người ký; văn bản gốc ghi «{words}»."
    elif _lines(signature_lines(signer)) != _lines(read.lines) or fold(signer.person_name) != fold(read.name):
        printed = " / ".join((*signature_lines(signer), signer.person_name))
        sentence = f"Văn bản gốc ký «{words}», kế hoạch này in «{printed}»."
    else:
        return []
    return [Note(Place(Part.SIGNATURE), sentence)]


def _bears_its_name(content: Content, office: Organisation) -> bool:
    """By its full name, or by the lines of its letterhead under the same superior."""
    read = [fold(" ".join(content.head.issuer)), fold(content.head.issuer_name)]
    names = {fold(office.name), fold(office.letterhead)}
    return any(name and name in names for name in read)


def _lines(lines: Sequence[str]) -> str:
    return fold(" ".join(lines))


def _bare(symbol: str) -> str:
    return fold(symbol).replace(" ", "").replace("–", "-")
