"""Keys that sign: opened with their password or PIN, refused with a sentence when they cannot sign.

A key lives in a PKCS#12 file (.p12, .pfx) or in a PKCS#11 token attached to the server. The secret is used once and
kept nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

import pkcs11
from asn1crypto import pkcs12 as asn1_pkcs12
from asn1crypto import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import pkcs12
from django.conf import settings
from pkcs11 import Attribute, ObjectClass
from pyhanko.sign import SimpleSigner
from pyhanko.sign.general import SigningError
from pyhanko.sign.pkcs11 import PKCS11Signer
from pyhanko.sign.signers.pdf_cms import Signer as EngineSigner

from documents.signing.certificates import Certificate, unusable
from lib.refusals import Refused

NOT_A_KEY = "Tệp này không phải tệp khóa PKCS#12 (.p12, .pfx). Hãy chọn đúng tệp khóa do nơi cấp chứng thư số giao."
WRONG_PASSWORD = "Mật khẩu của tệp khóa không đúng. Hãy gõ lại (chú ý bộ gõ tiếng Việt và phím Caps Lock)."
UNKNOWN_LOCK = (
    "Tệp khóa được khóa bằng kiểu mã hóa cũ mà máy chủ không còn đọc. Hãy xuất lại tệp khóa, chọn mã hóa AES-256."
)
SLOW_LOCK = (
    "Tệp khóa được khóa bằng quá nhiều vòng tính nên máy chủ không mở. Hãy xuất lại tệp khóa với thiết lập thông "
    "thường."
)
NO_KEY = (
    "Tệp này chỉ có chứng thư, không có khóa bí mật nên không ký được. Hãy xuất lại tệp khóa kèm khóa bí mật "
    "(«private key»)."
)
NO_CERTIFICATE = (
    "Tệp này có khóa bí mật nhưng không có chứng thư đi cùng. Hãy xuất lại tệp khóa kèm chứng thư của người ký."
)
NO_MODULE = (
    "Máy chủ chưa khai báo thư viện của thiết bị ký (PKCS11_MODULE). Hãy nhờ quản trị hệ thống khai báo, hoặc ký bằng "
    "tệp khóa."
)
BROKEN_MODULE = (
    "Máy chủ không mở được thư viện của thiết bị ký. Hãy nhờ quản trị hệ thống xem lại PKCS11_MODULE và trình điều "
    "khiển của thiết bị."
)
WRONG_PIN = "Mã PIN của thiết bị ký không đúng. Hãy gõ lại; nhập sai nhiều lần thiết bị sẽ tự khóa."
LOCKED_PIN = "Thiết bị ký đã khóa vì nhập sai mã PIN quá nhiều lần. Hãy nhờ nơi cấp chứng thư số mở khóa thiết bị."
TOKEN_TROUBLE = "Thiết bị ký không trả lời. Hãy rút ra cắm lại rồi thử lần nữa."


_MOST_ROUNDS = 5_000_000  # tools use 2,000 to 600,000; a file that asks for billions would hold the server for hours


@dataclass(frozen=True)
class Signer:
    """An opened key. `certificate` says to whom it belongs; the rest is for `documents.signing.signing`."""

    certificate: Certificate
    engine: EngineSigner


def open_pkcs12(data: bytes, password: str, *, at: datetime) -> Signer:
    """The key in the PKCS#12 file `data`, able to sign at `at`.

    Raises Refused: not a PKCS#12 file, wrong password, no private key or no certificate in it, several keys, expired
    or not yet valid certificate, a key too weak (RSA under 2048 bits).
    """
    _check_bags(data)
    try:
        key, certificate, _others = pkcs12.load_key_and_certificates(data, password.encode())
    except UnsupportedAlgorithm as error:
        raise Refused(UNKNOWN_LOCK) from error
    except ValueError as error:
        raise Refused(WRONG_PASSWORD if "password" in str(error) else NOT_A_KEY) from error
    if key is None:
        raise Refused(NO_KEY)
    if certificate is None:
        raise Refused(NO_CERTIFICATE)
    engine = SimpleSigner.load_pkcs12_data(data, (), passphrase=password.encode())
    return _usable(engine, at)


@contextmanager
def opened_token(
    *, token_label: str, key_label: str = "", pin: str, at: datetime, module: str | None = None
) -> Iterator[Signer]:
    """The key `key_label` (the only key when empty) in the token `token_label`, while the `with` block lasts.

    `module` is the PKCS#11 library, settings.PKCS11_MODULE by default. Raises Refused: no module, token not there,
    wrong or locked PIN, no such key, several keys, a certificate that cannot sign at `at`; also when the token fails
    inside the block.
    """
    module = settings.PKCS11_MODULE if module is None else module
    if not module:
        raise Refused(NO_MODULE)
    try:
        with _session(module, token_label, pin) as session:
            key, certificate, others = _key_and_certificates(session, token_label, key_label)
            engine = PKCS11Signer(session, signing_cert=certificate, ca_chain=others, key_id=key[Attribute.ID])
            yield _usable(engine, at)
    except (pkcs11.PKCS11Error, SigningError) as error:
        raise Refused(TOKEN_TROUBLE) from error


def _check_bags(data: bytes) -> None:
    """Refuse what is no PKCS#12 file, one that takes hours to open, and one with several keys: the library would
    silently take the first."""
    try:
        pfx = asn1_pkcs12.Pfx.load(data, strict=True)
        locked = [s for s in pfx.authenticated_safe if s["content_type"].native == "encrypted_data"]
        safes = [s for s in pfx.authenticated_safe if s["content_type"].native == "data"]
        bags = [bag for safe in safes for bag in asn1_pkcs12.SafeContents.load(safe["content"].native)]
        keys = [bag for bag in bags if bag["bag_id"].native in {"key_bag", "pkcs8_shrouded_key_bag"}]
        locks = [s["content"]["encrypted_content_info"]["content_encryption_algorithm"] for s in locked]
        locks += [k["bag_value"]["encryption_algorithm"] for k in keys if k["bag_id"].native != "key_bag"]
        rounds = [pfx["mac_data"]["iterations"].native if pfx["mac_data"].native else 0, *map(_rounds, locks)]
    except (ValueError, TypeError, AttributeError, KeyError) as error:
        raise Refused(NOT_A_KEY) from error
    if max(rounds) > _MOST_ROUNDS:
        raise Refused(SLOW_LOCK)
    if len(keys) > 1:
        raise Refused(
            f"Tệp này chứa {len(keys)} khóa nên không biết ký bằng khóa nào. Hãy xuất riêng từng khóa ra một tệp."
        )


def _rounds(lock) -> int:
    """How often the password is worked over before `lock` opens; 0 when it does not say."""
    try:
        return lock.kdf_iterations
    except ValueError:  # a kind of lock that the library will refuse by itself
        return 0


@contextmanager
def _session(module: str, token_label: str, pin: str) -> Iterator[pkcs11.Session]:
    try:
        library = pkcs11.lib(module)
        slots = library.get_slots(token_present=True)
        tokens = [slot.get_token() for slot in slots]
    except (pkcs11.PKCS11Error, RuntimeError, OSError) as error:
        raise Refused(BROKEN_MODULE) from error
    token = next((token for token in tokens if token.label.strip() == token_label.strip()), None)
    if token is None:
        raise Refused(
            f"Không thấy thiết bị ký «{token_label}» trên máy chủ. Hãy cắm thiết bị vào máy chủ, hoặc xem lại tên."
        )
    try:
        session = token.open(user_pin=pin)
    except (pkcs11.PinIncorrect, pkcs11.PinInvalid, pkcs11.PinLenRange, pkcs11.ArgumentsBad) as error:
        raise Refused(WRONG_PIN) from error
    except (pkcs11.PinLocked, pkcs11.PinExpired) as error:
        raise Refused(LOCKED_PIN) from error
    with session:
        yield session


def _key_and_certificates(session: pkcs11.Session, token_label: str, key_label: str) -> tuple:
    """The private key, its certificate and all other certificates in the token."""
    wanted = {Attribute.CLASS: ObjectClass.PRIVATE_KEY} | ({Attribute.LABEL: key_label} if key_label else {})
    keys = list(session.get_objects(wanted))
    if not keys:
        which = f"khóa «{key_label}»" if key_label else "khóa nào"
        raise Refused(f"Thiết bị ký «{token_label}» không có {which}. Hãy xem lại tên khóa trong thiết bị.")
    if len(keys) > 1:
        names = ", ".join(sorted(f"«{key.label}»" for key in keys))
        raise Refused(f"Thiết bị ký «{token_label}» có nhiều khóa: {names}. Hãy ghi rõ tên khóa dùng để ký.")
    found = session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE})
    certificates = [(bytes(c[Attribute.ID]), x509.Certificate.load(c[Attribute.VALUE])) for c in found]
    own = next((c for identity, c in certificates if identity == bytes(keys[0][Attribute.ID])), None)
    if own is None:
        raise Refused(
            f"Thiết bị ký «{token_label}» có khóa nhưng không có chứng thư của khóa đó. Hãy nhờ nơi cấp chứng thư số "
            "ghi chứng thư vào thiết bị."
        )
    return keys[0], own, [c for _identity, c in certificates if c is not own]


def _usable(engine: EngineSigner, at: datetime) -> Signer:
    certificate = Certificate.of(engine.signing_cert)
    if fault := unusable(certificate, at):
        raise Refused(fault)
    return Signer(certificate, engine)
