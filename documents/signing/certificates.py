"""What a certificate says: whose it is, who issued it, from when to when, and whether it is of a given name."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from asn1crypto import x509

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
SMALLEST_RSA = 2048


@dataclass(frozen=True)
class Certificate:
    """A certificate in plain words. `subject` and `issuer` are «tên, đơn vị, tỉnh»; times know their zone."""

    name: str
    subject: str
    issuer: str
    sha256: str
    valid_from: datetime
    valid_to: datetime
    places: tuple[str, ...] = ()  # organisations, units, localities of the subject
    self_signed: bool = False
    rsa_bits: int | None = None
    source: x509.Certificate = field(default=None, repr=False, compare=False)

    @classmethod
    def of(cls, source: x509.Certificate) -> Certificate:
        """Read an asn1crypto certificate."""
        subject, key = _parts(source.subject), source.public_key
        return cls(
            name=_name(subject),
            subject=_words(subject),
            issuer=_words(_parts(source.issuer)),
            sha256=source.sha256.hex(),
            valid_from=source.not_valid_before,
            valid_to=source.not_valid_after,
            places=tuple(value for part in _PLACES for value in subject.get(part, ())),
            self_signed=source.self_issued,
            rsa_bits=key.bit_size if key.algorithm in {"rsa", "rsassa_pss"} else None,
            source=source,
        )


def unusable(certificate: Certificate, at: datetime) -> str:
    """Why `certificate` cannot sign at `at`, as a sentence; empty when it can."""
    if at > certificate.valid_to:
        return (
            f"Chứng thư số của «{certificate.name}» đã hết hạn từ {when(certificate.valid_to)}. Hãy gia hạn chứng thư "
            "rồi nạp lại khóa."
        )
    if at < certificate.valid_from:
        return (
            f"Chứng thư số của «{certificate.name}» chưa có hiệu lực: đến {when(certificate.valid_from)} mới dùng được."
        )
    if certificate.rsa_bits is not None and certificate.rsa_bits < SMALLEST_RSA:
        return (
            f"Khóa RSA của «{certificate.name}» chỉ dài {certificate.rsa_bits} bit, ngắn hơn mức tối thiểu 2048 bit. "
            "Hãy xin cấp chứng thư mới."
        )
    return ""


def when(moment: datetime) -> str:
    """`moment` in Vietnam, as people read it: «08 giờ 05 phút ngày 20/11/2026»."""
    return f"{moment.astimezone(VIETNAM):%H giờ %M phút ngày %d/%m/%Y}"


_PLACES = ("organization_name", "organizational_unit_name", "locality_name", "state_or_province_name")
_SHOWN = ("common_name", *_PLACES)


def _parts(name: x509.Name) -> dict[str, tuple[str, ...]]:
    """The parts of a distinguished name by asn1crypto's names; one kind may occur several times."""
    parts: dict[str, tuple[str, ...]] = {}
    for relative in name.chosen:
        for part in relative:
            kind = part["type"].native
            parts[kind] = (*parts.get(kind, ()), str(part["value"].native).strip())
    return parts


def _name(parts: dict[str, tuple[str, ...]]) -> str:
    for kind in _SHOWN:
        if parts.get(kind):
            return parts[kind][-1]
    return "(chứng thư không ghi tên)"


def _words(parts: dict[str, tuple[str, ...]]) -> str:
    shown = [value for kind in _SHOWN for value in parts.get(kind, ()) if value]
    return ", ".join(dict.fromkeys(shown)) or "(không ghi tên)"
