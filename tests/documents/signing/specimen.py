"""A signed-ready paper, its signers, and what can be done to it on the way back."""

import io
from datetime import date, timedelta
from functools import lru_cache

import pikepdf

from documents.layout import HOUSE_LAYOUT
from documents.rendering import render_pdf
from documents.signing import SEAL, SIGNER, Expecting, open_pkcs12, seal, sign
from documents.signing.examination import examine
from organisations.enums import SignedReady
from tests.factories import certificates, contents
from tests.factories.certificates import NOW, PASSWORD

LEADER, ORGANISATION = "Vừ A Hùng", "Ủy ban nhân dân huyện Tủa Chùa"
NUMBER, DATED_ON = 5, date(2026, 11, 20)
SEALED_AT = NOW + timedelta(hours=1)
EXAMINED_AT = NOW + timedelta(hours=2)


@lru_cache
def ready(content=None, *, signed_ready=SignedReady.FIELDS):
    return render_pdf(content or contents.plan(), HOUSE_LAYOUT, signed_ready=signed_ready)


@lru_cache
def key(identity, at=NOW):
    """The identity's key, opened."""
    return open_pkcs12(identity.p12(), PASSWORD, at=at)


@lru_cache
def signed(pdf=None, *, identity=None, at=NOW, **values):
    """`pdf` (the approved paper) signed by the leader, or by another identity."""
    return sign(pdf or ready(), signer=key(identity or certificates.leader(), at), at=at, **values)


@lru_cache
def sealed(pdf=None, *, identity=None, number=NUMBER, dated_on=DATED_ON, **values):
    """The paper signed, numbered and sealed."""
    signer = key(identity or certificates.agency())
    return seal(pdf or signed(), signer=signer, number=number, dated_on=dated_on, at=SEALED_AT, **values)


def at_signature(**changes):
    """What is expected when the leader's signature comes back."""
    return Expecting(**{"signer_name": LEADER, "organisation_name": ORGANISATION, "needs": (SIGNER,)} | changes)


def at_issue(**changes):
    """What is expected of the sealed file."""
    return at_signature(**{"number": NUMBER, "dated_on": DATED_ON, "needs": (SIGNER, SEAL)} | changes)


def report(pdf, expecting=None, *, approved=None, anchors=None, at=EXAMINED_AT):
    """Examine `pdf` in this process; the leader's signature alone is expected unless said otherwise."""
    anchors = (certificates.root().der,) if anchors is None else anchors
    return examine(pdf, approved=approved or ready(), expecting=expecting or at_signature(), anchors=anchors, at=at)


def edited(pdf, edit, **saving):
    """`pdf` opened by another program, changed by `edit(pikepdf.Pdf)` and written anew."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        edit(opened)
        out = io.BytesIO()
        opened.save(out, **saving)
        return out.getvalue()


def drawn_on(page, commands: bytes, **resources):
    """An edit that draws on a page after everything else."""

    def draw(pdf):
        sheet = pdf.pages[page]
        for kind, things in resources.items():
            for name, make in things.items():
                sheet.add_resource(make(pdf), pikepdf.Name(f"/{kind}"), pikepdf.Name(f"/{name}"))
        sheet.contents_add(b"q\n", prepend=True)
        sheet.contents_add(b"Q\n" + commands)

    return draw


def helvetica(pdf):
    """A font that every program has, for words that others write into the paper."""
    return pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica,
        Encoding=pikepdf.Name.WinAnsiEncoding,
    )  # fmt: skip


def written(page, x, y, text, size=13):
    """An edit that writes `text` (ASCII) at a place of a page."""
    commands = f"BT /Other {size} Tf {x} {y} Td ({text}) Tj ET".encode()
    return drawn_on(page, commands, Font={"Other": helvetica})
