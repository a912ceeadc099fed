"""Certificates and keys for tests: an authority with an intermediate, a leader, an agency, and those who go wrong.

Keys are made once for each test run; equal arguments give the same certificate.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import NameOID

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
"""When the tests sign: 10 o'clock in Vietnam."""

PASSWORD = "Mật-khẩu-2026"


@dataclass(frozen=True)
class Identity:
    """A key, its certificate and the certificates above it."""

    key: object
    certificate: x509.Certificate
    chain: tuple = ()

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(Encoding.PEM)

    @property
    def der(self) -> bytes:
        return self.certificate.public_bytes(Encoding.DER)

    def p12(self, password: str = PASSWORD) -> bytes:
        """As a PKCS#12 file."""
        return pkcs12.serialize_key_and_certificates(
            b"ky", self.key, self.certificate, list(self.chain), BestAvailableEncryption(password.encode())
        )


@lru_cache
def _key(name, kind):
    if kind == "ec":
        return ec.generate_private_key(ec.SECP256R1())
    return rsa.generate_private_key(public_exponent=65537, key_size=kind)


def _name(common_name, organisation="", place=""):
    parts = [x509.NameAttribute(NameOID.COUNTRY_NAME, "VN")]
    parts += [x509.NameAttribute(NameOID.LOCALITY_NAME, place)] if place else []
    parts += [x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation)] if organisation else []
    return x509.Name([*parts, x509.NameAttribute(NameOID.COMMON_NAME, common_name)])


@lru_cache
def issue(
    common_name, *, organisation="", place="", by=None, kind=2048, starts=-365, ends=730, is_authority=False
) -> Identity:
    """A certificate of `common_name`, issued by the identity `by` (self-signed when None); days counted from NOW."""
    key = _key((common_name, organisation), kind)
    subject = _name(common_name, organisation, place)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(by.certificate.subject if by else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW + timedelta(days=starts))
        .not_valid_after(NOW + timedelta(days=ends))
        .add_extension(x509.BasicConstraints(is_authority, None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.KeyUsage(
                digital_signature=not is_authority,
                content_commitment=not is_authority,
                key_encipherment=False,
                data_encipherment=False,
                key_agreement=False,
                key_cert_sign=is_authority,
                crl_sign=is_authority,
                encipher_only=False,
                decipher_only=False,
            ),
            critical=True,
        )
    )
    if by:
        identifier = x509.AuthorityKeyIdentifier.from_issuer_public_key(by.key.public_key())
        builder = builder.add_extension(identifier, critical=False)
    chain = (by.certificate, *by.chain) if by else ()
    return Identity(key, builder.sign(by.key if by else key, hashes.SHA256()), chain)


def root():
    return issue(
        "Cơ quan chứng thực gốc (thử)", organisation="Ban Cơ yếu (thử)", kind="ec", is_authority=True, ends=3650
    )


def authority():
    """The authority that issues the certificates of officials."""
    name = "Cơ quan chứng thực công vụ (thử)"
    return issue(name, organisation="Ban Cơ yếu (thử)", by=root(), kind="ec", is_authority=True, ends=3000)


def leader(name="Vừ A Hùng", **changes):
    """An official of UBND huyện Tủa Chùa."""
    values = {"organisation": "Ủy ban nhân dân huyện Tủa Chùa", "place": "Điện Biên", "by": authority()} | changes
    return issue(name, **values)


def agency(name="Ủy ban nhân dân huyện Tủa Chùa", **changes):
    """The seal of the organisation."""
    values = {"organisation": "UBND tỉnh Điện Biên", "place": "Điện Biên", "by": authority(), "kind": "ec"} | changes
    return issue(name, **values)


def stranger(name="Vừ A Hùng"):
    """Somebody who made a certificate of that name himself."""
    return issue(name, organisation="Tự làm", kind="ec")


def other_root():
    """An authority that nobody here knows."""
    return issue("Cơ quan chứng thực lạ", organisation="Công ty lạ", kind="ec", is_authority=True)
