"""The signatures of a PDF, each examined by itself: intact, by whom, when, of which authority, what came after it."""

from __future__ import annotations

import asyncio
import io
import logging
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter

from asn1crypto import cms, x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation import generic_cms
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.errors import NoDSSFoundError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import ExpiredError, PathError, RevokedError, ValidationError

from documents.signing.certificates import Certificate
from documents.signing.updates import OTHER, changes_since

# It logs at length what it does not understand of a file; what matters of that is said in the report.
for _name in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)

_ACCEPTED_DIGESTS = {"sha256", "sha384", "sha512", "sha3_256", "sha3_384", "sha3_512", "sha512_256"}


@dataclass(frozen=True)
class Found:
    """One signature as it was found. `fault` is a word for what is wrong with it, empty when nothing is:

    "unreadable", "broken" (the signed bytes were altered), "forged" (the signature is not of this certificate's key),
    "partial" (part of the signed revision is not covered), "weak" (SHA-1, MD5). `authority` says where its chain leads:
    "trusted", "unknown", "expired" (to a trusted one, through a certificate that had run out), "revoked" (by the proofs
    in the file); empty when no authority is trusted.
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
    authority: str = ""
    digest: str = ""


def find_signatures(data: bytes, *, anchors: tuple[bytes, ...], at: datetime) -> list[Found]:
    """All signatures of the PDF `data` in the order in which they were made; time stamps of the document left out.

    Raises whatever the library raises on a file that it cannot read.
    """
    reader = PdfFileReader(io.BytesIO(data))
    trusted = [x509.Certificate.load(anchor) for anchor in anchors]
    found = []
    for name, _value, field in enumerate_sig_fields(reader, filled_status=True):
        try:
            signature = EmbeddedPdfSignature(reader, field, name)
            if signature.sig_object_type == "/DocTimeStamp":
                continue
        except Exception:  # what the bytes of a damaged signature lead the library to is not foreseeable
            found.append((-1, Found(name, "unreadable")))
        else:
            found.append((signature.signed_revision, _examined(signature, reader, trusted, at)))
    return [one for _revision, one in sorted(found, key=itemgetter(0))]


def _examined(signature: EmbeddedPdfSignature, reader: PdfFileReader, trusted: list, at: datetime) -> Found:
    field = signature.field_name
    try:
        certificate = Certificate.of(signature.signer_cert)
        others = signature.other_embedded_certs
        signature.compute_integrity_info(skip_diff=True)
        intact, valid = generic_cms.validate_sig_integrity(
            signature.signer_info, signature.signer_cert, "data", signature.compute_digest()
        )
    except Exception:  # as above
        return Found(field, "unreadable")
    fault = _fault(signature, intact=intact, valid=valid)
    moment, is_proven = _time(signature, trusted)
    chain, authority = _chain(signature, reader, others, trusted, moment or at)
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
        authority=authority,
        digest=signature.md_algorithm,
    )


def _fault(signature: EmbeddedPdfSignature, *, intact: bool, valid: bool) -> str:
    padding = signature.pkcs7_content[len(cms.ContentInfo.load(signature.pkcs7_content).dump()) :]
    if not intact or padding.strip(b"\0"):
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
) -> tuple[tuple[Certificate, ...], str]:
    """The certificates above the signer's, and where they lead (see Found.authority).

    A signer's certificate that had run out is another question: the chain is judged at a time when it was valid.
    """
    certificate = signature.signer_cert
    embedded = _embedded_chain(certificate, others)
    if not trusted:
        return embedded, ""
    crls, ocsps = _proofs(reader)
    context = ValidationContext(
        trust_roots=trusted, other_certs=others, allow_fetching=False, crls=crls, ocsps=ocsps,
        moment=min(max(moment, certificate.not_valid_before), certificate.not_valid_after), revocation_mode="soft-fail",
    )  # fmt: skip
    try:
        validator = CertificateValidator(certificate, intermediate_certs=others, validation_context=context)
        path = asyncio.run(validator.async_validate_path())
    except RevokedError:
        return embedded, "revoked"
    except ExpiredError:
        return embedded, "expired"
    except (PathError, ValidationError, ValueError):
        return embedded, "unknown"
    above = [c for c in path.iter_certs(include_root=True) if c.sha256 != certificate.sha256]
    return tuple(Certificate.of(c) for c in reversed(above)), "trusted"


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
        return changes_since(signature.reader, signature.signed_revision)
    except Exception:  # an addition that cannot be followed is not one that is allowed
        return OTHER
