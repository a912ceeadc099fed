"""The signatures of a PDF, each examined by itself: intact, by whom, when, of which authority, what came after it."""

from __future__ import annotations

import asyncio
import io
from dataclasses import dataclass
from datetime import datetime

from asn1crypto import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY, DiffResult, ModificationLevel
from pyhanko.sign.validation import generic_cms
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.errors import NoDSSFoundError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import PathError, RevokedError, ValidationError

from documents.signing.certificates import Certificate

_ACCEPTED_DIGESTS = {"sha256", "sha384", "sha512", "sha3_256", "sha3_384", "sha3_512", "sha512_256"}


@dataclass(frozen=True)
class Found:
    """One signature as it was found. `fault` is a word for what is wrong with it, empty when nothing is:

    "unreadable", "broken" (the signed bytes were altered), "forged" (the signature is not of this certificate's key),
    "partial" (part of the signed revision is not covered), "weak" (SHA-1, MD5).
    """

    field: str
    fault: str
    certificate: Certificate | None = None
    chain: tuple[Certificate, ...] = ()
    signed_at: datetime | None = None
    time_is_proven: bool = False
    covers_file: bool = False
    change: str = ""  # "": none or proofs only, "fields": fields and signatures, "other": anything else
    forbids_change: bool = False  # it certifies the paper, or a lock says that nothing may follow
    known_authority: bool | None = None
    revoked: bool = False
    digest: str = ""


def find_signatures(data: bytes, *, anchors: tuple[bytes, ...], at: datetime) -> list[Found]:
    """All signatures of the PDF `data` in the order in which they were made; time stamps of the document left out.

    Raises whatever the library raises on a file that it cannot read.
    """
    reader = PdfFileReader(io.BytesIO(data))
    trusted = [x509.Certificate.load(anchor) for anchor in anchors]
    return [_examined(signature, reader, trusted, at) for signature in reader.embedded_regular_signatures]


def field_rectangles(data: bytes) -> list[tuple[int, tuple[float, float, float, float]]]:
    """Page (from 0) and rectangle of every signed signature field that shows on a page."""
    reader = PdfFileReader(io.BytesIO(data))
    pages = {}
    for number in range(int(reader.root["/Pages"]["/Count"])):
        reference = reader.find_page_for_modification(number)[0]
        pages[reference.reference] = number
    places = []
    for signature in reader.embedded_regular_signatures:
        kids = signature.sig_field.get("/Kids", [signature.sig_field])
        for widget in (kid.get_object() for kid in kids):
            try:
                page = pages[widget.raw_get("/P").reference]
            except (KeyError, AttributeError):
                continue
            x0, y0, x1, y1 = (float(value) for value in widget["/Rect"])
            places.append((page, (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))))
    return places


def _examined(signature: EmbeddedPdfSignature, reader: PdfFileReader, trusted: list, at: datetime) -> Found:
    field = signature.field_name
    try:
        certificate = Certificate.of(signature.signer_cert)
        others = signature.other_embedded_certs
        signature.compute_integrity_info(skip_diff=True)
        intact, valid = generic_cms.validate_sig_integrity(
            signature.signer_info, signature.signer_cert, "data", signature.compute_digest()
        )
    except Exception:  # what the bytes of a damaged signature lead the library to is not foreseeable
        return Found(field, "unreadable")
    fault = _fault(signature, intact=intact, valid=valid)
    moment, is_proven = _time(signature, trusted)
    chain, known, revoked = _chain(signature, reader, others, trusted, moment or at)
    change = "" if fault in {"broken", "forged", "partial"} else _change(signature)
    return Found(
        field=field,
        fault=fault,
        certificate=certificate,
        chain=chain,
        signed_at=moment,
        time_is_proven=is_proven,
        covers_file=signature.coverage == SignatureCoverageLevel.ENTIRE_FILE,
        change=change,
        forbids_change=signature.docmdp_level is not None,
        known_authority=known,
        revoked=revoked,
        digest=signature.md_algorithm,
    )


def _fault(signature: EmbeddedPdfSignature, *, intact: bool, valid: bool) -> str:
    if not intact:
        return "broken"
    if not valid:
        return "forged"
    if signature.coverage < SignatureCoverageLevel.ENTIRE_REVISION or not _gap_is_the_signature(signature):
        return "partial"
    return "" if signature.md_algorithm in _ACCEPTED_DIGESTS else "weak"


def _gap_is_the_signature(signature: EmbeddedPdfSignature) -> bool:
    """Whether the only bytes left out of the signature are the signature itself, from «<» to «>»."""
    _start, length, start, _rest = (int(value) for value in signature.byte_range)
    stream = signature.reader.stream
    stream.seek(length)
    gap = stream.read(start - length)
    return gap[:1] == b"<" and gap[-1:] == b">" and gap.count(b">") == 1


def _time(signature: EmbeddedPdfSignature, trusted: list) -> tuple[datetime | None, bool]:
    """When it was signed, and whether a time stamp of a trusted authority proves it."""
    try:
        context = ValidationContext(trust_roots=trusted, allow_fetching=False)
        timing = asyncio.run(
            generic_cms.collect_timing_info(
                signature.signer_info, context, raw_digest=signature.compute_digest, algorithm_policy=None
            )
        )
        stamp = timing.get("timestamp_validity")
        if stamp is not None and stamp.valid and stamp.intact and stamp.trusted:
            return stamp.timestamp, True
    except Exception:  # a time stamp that cannot be read proves nothing
        pass
    try:
        claimed = signature.self_reported_timestamp
    except Exception:  # nor does a time that cannot be read
        return None, False
    return (claimed if claimed is not None and claimed.tzinfo else None), False


def _chain(
    signature: EmbeddedPdfSignature, reader: PdfFileReader, others: list, trusted: list, moment: datetime
) -> tuple[tuple[Certificate, ...], bool | None, bool]:
    """The certificates above the signer's, whether they lead to a trusted authority (None: none is trusted), and
    whether proofs in the file say that the certificate was revoked."""
    certificate = signature.signer_cert
    if not trusted:
        return _embedded_chain(certificate, others), None, False
    crls, ocsps = _proofs(reader)
    context = ValidationContext(
        trust_roots=trusted, other_certs=others, moment=moment, allow_fetching=False, crls=crls, ocsps=ocsps,
        revocation_mode="soft-fail",
    )  # fmt: skip
    try:
        validator = CertificateValidator(certificate, intermediate_certs=others, validation_context=context)
        path = asyncio.run(validator.async_validate_path())
    except RevokedError:
        return _embedded_chain(certificate, others), True, True
    except (PathError, ValidationError, ValueError):
        return _embedded_chain(certificate, others), False, False
    above = [c for c in path.iter_certs(include_root=True) if c.sha256 != certificate.sha256]
    return tuple(Certificate.of(c) for c in reversed(above)), True, False


def _proofs(reader: PdfFileReader) -> tuple[list, list]:
    """Lists of revoked certificates and answers about revocation that the file carries."""
    try:
        store = DocumentSecurityStore.read_dss(reader)
    except (NoDSSFoundError, ValueError, KeyError, TypeError):
        return [], []
    context = store.as_validation_context({"allow_fetching": False, "trust_roots": []})
    return list(context.crls), list(context.ocsps)


def _embedded_chain(certificate: x509.Certificate, others: list[x509.Certificate]) -> tuple[Certificate, ...]:
    """Issuer after issuer among the certificates in the signature. Names only: no trust follows from it."""
    chain, current = [], certificate
    for _step in range(10):
        issuer = next((c for c in others if c.subject == current.issuer and c.sha256 != current.sha256), None)
        if issuer is None:
            break
        chain.append(Certificate.of(issuer))
        current = issuer
    return tuple(chain)


def _change(signature: EmbeddedPdfSignature) -> str:
    """What was added after the signature: "", "fields" or "other"."""
    if signature.coverage == SignatureCoverageLevel.ENTIRE_FILE:
        return ""
    try:
        result = signature.evaluate_modifications(DEFAULT_DIFF_POLICY)
    except Exception:  # an addition that the library cannot follow is not one that is allowed
        return "other"
    if not isinstance(result, DiffResult):
        return "other"
    if result.modification_level <= ModificationLevel.LTA_UPDATES:
        return ""
    return "fields" if result.modification_level <= ModificationLevel.FORM_FILLING else "other"
