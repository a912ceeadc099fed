"""People and offices with keys: a plan on its way to the signature, with the signed-ready file made."""

import datetime
import io

from PIL import Image, ImageDraw

from documents.actions import add_file_key
from documents.models import SigningKey
from organisations.models import Organisation, User
from tests.factories import certificates
from tests.factories.certificates import PASSWORD

NOW = datetime.datetime(2024, 3, 5, 9, 30, tzinfo=datetime.timezone(datetime.timedelta(hours=7)))
"""When the plans of tests.factories.steps are signed."""

LONG = {"starts": -2000, "ends": 3000}
"""Days of validity around the present of tests.factories.certificates, wide enough for NOW and for today."""


def leaders_identity(name: str = "Lý Văn Khi"):
    """The certificate of the signer of tests.factories.plans.a_post."""
    return certificates.leader(name, organisation="Ban Dân tộc", **LONG)


def seal_identity(office: Organisation):
    """The certificate of an office."""
    return certificates.agency(office.name, **LONG)


def a_key(identity, *, by: User, seal_of: Organisation | None = None, picture: bytes = b"", at=NOW) -> SigningKey:
    """A PKCS#12 key kept here."""
    return add_file_key(data=identity.p12(), password=PASSWORD, picture=picture, seal_of=seal_of, by=by, at=at)


def a_picture(colour=(20, 60, 160)) -> bytes:
    """A scribble on white paper, as PNG."""
    image = Image.new("RGB", (400, 160), "white")
    ImageDraw.Draw(image).line([(20, 120), (120, 30), (200, 130), (300, 40), (380, 110)], fill=colour, width=9)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def a_page_picture(*, width=1240, height=1754, kind="JPEG") -> bytes:
    """A scanned page."""
    image = Image.new("RGB", (width, height), "white")
    ImageDraw.Draw(image).rectangle((100, 100, width - 100, 200), fill="black")
    out = io.BytesIO()
    image.save(out, kind)
    return out.getvalue()
