"""Two signatures on a signed-ready paper «with fields»: of the signer, then of the organisation (PAdES-B-B).

Each is an incremental update: the bytes signed before stay untouched. The signer certifies the paper and allows
nothing afterwards but the filling of fields and further signatures; so number, date and seal leave his signature whole.
"""

from __future__ import annotations

import asyncio
import io
from collections.abc import Callable
from datetime import date, datetime

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter, enumerate_sig_fields
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko.stamp import StaticStampStyle

from documents.signature_fields import DAY_FIELD, MONTH_FIELD, NUMBER_FIELD, SEAL_FIELD, SIGNER_FIELD
from documents.signing import stamps
from documents.signing.certificates import VIETNAM
from documents.signing.filling import fill
from documents.signing.signers import Signer
from lib.dates import day_digits, month_digits
from lib.refusals import Refused

NO_FIELD = (
    "Tệp này không có ô ký sẵn nên không ký được tại đây. Hãy tải bản trình ký về, ký bằng công cụ ký số của cơ quan "
    "rồi tải tệp đã ký lên; hoặc nhờ quản trị đặt cơ quan dùng bản trình ký «có ô ký»."
)
UNREADABLE = "Tệp PDF bị hỏng nên không ký được. Hãy tạo lại bản trình ký rồi ký lại."


def sign(pdf: bytes, *, signer: Signer, field: str = SIGNER_FIELD, picture: bytes | None = None, at: datetime) -> bytes:
    """`pdf` with the signature of the person in charge in `field`; only fields may be filled afterwards.

    `picture` is what `stamps.read_picture` returned; without one, name and time are written. Raises Refused when there
    is no such field, or it is signed already.
    """
    writer, fields = _opened(pdf)
    _check_empty(fields, field, "Tệp này đã có chữ ký của người ký. Không cần ký lần nữa.")
    if any(signed for signed, _rect in fields.values()):
        raise Refused("Tệp này đã có chữ ký khác. Người ký phải ký đầu tiên, trên bản trình ký chưa có chữ ký nào.")
    style = _style(picture, stamps.signer_stamp, signer, at, fields[field][1])
    metadata = PdfSignatureMetadata(
        field_name=field,
        subfilter=SigSeedSubFilter.PADES,
        md_algorithm="sha256",
        certify=True,
        docmdp_permissions=MDPPerm.FILL_FORMS,
    )
    return _signed(writer, signer, metadata, style, at)


def seal(
    pdf: bytes, *, signer: Signer, number: int, dated_on: date, picture: bytes | None = None, at: datetime
) -> bytes:
    """`pdf`, signed by its signer, with number and date written in and the organisation's signature, in one update.

    Raises Refused when the signer has not signed, the seal is there already, or the paper has no such fields.
    """
    writer, fields = _opened(pdf)
    _check_empty(fields, SEAL_FIELD, "Tệp này đã có dấu (chữ ký số) của cơ quan. Không cần đóng dấu lần nữa.")
    if not fields.get(SIGNER_FIELD, (False,))[0]:
        raise Refused("Người ký chưa ký nên chưa đóng dấu được. Hãy trình người có thẩm quyền ký trước.")
    values = {
        NUMBER_FIELD: f"{number:02d}",
        DAY_FIELD: day_digits(dated_on.day),
        MONTH_FIELD: month_digits(dated_on.month),
    }
    fill(writer, values)
    style = _style(picture, stamps.seal_stamp, signer, at, fields[SEAL_FIELD][1])
    metadata = PdfSignatureMetadata(field_name=SEAL_FIELD, subfilter=SigSeedSubFilter.PADES, md_algorithm="sha256")
    return _signed(writer, signer, metadata, style, at)


def _opened(pdf: bytes) -> tuple[IncrementalPdfFileWriter, dict[str, tuple[bool, tuple[float, float]]]]:
    """A writer on `pdf`, and its signature fields: name → (signed, (width, height) in points)."""
    try:
        writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
        fields = {}
        for name, value, reference in enumerate_sig_fields(writer.prev):
            x0, y0, x1, y1 = (float(v) for v in reference.get_object().get("/Rect", (0, 0, 0, 0)))
            fields[name] = (value is not None, (abs(x1 - x0), abs(y1 - y0)))
    except (PdfError, ValueError, TypeError) as error:
        raise Refused(UNREADABLE) from error
    return writer, fields


def _check_empty(fields: dict, name: str, when_signed: str) -> None:
    if name not in fields:
        raise Refused(NO_FIELD)
    if fields[name][0]:
        raise Refused(when_signed)


def _style(
    picture: bytes | None, worded: Callable, signer: Signer, at: datetime, size: tuple[float, float]
) -> StaticStampStyle:
    if picture is not None:
        return stamps.picture_stamp(picture)
    return worded(signer.certificate.name, at, width=size[0], height=size[1])


class TimedSigner(PdfSigner):
    """Signs at a given moment instead of now."""

    def __init__(self, *args, at: datetime, **kwargs):
        super().__init__(*args, **kwargs)
        self._at = at

    def init_signing_session(self, *args, **kwargs):
        session = super().init_signing_session(*args, **kwargs)
        session.system_time = self._at.astimezone(VIETNAM)
        return session


def _signed(
    writer: IncrementalPdfFileWriter,
    signer: Signer,
    metadata: PdfSignatureMetadata,
    style: StaticStampStyle,
    at: datetime,
) -> bytes:
    engine = TimedSigner(metadata, signer.engine, stamp_style=style, at=at)
    try:
        done = asyncio.run(engine.async_sign_pdf(writer, existing_fields_only=True))
    except (SigningError, PdfError) as error:
        raise Refused(UNREADABLE) from error
    return done.getvalue()
