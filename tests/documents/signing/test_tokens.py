"""Keys in a PKCS#11 token, with SoftHSM."""

import os
import subprocess
from pathlib import Path

import pkcs11
import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pkcs11.util.rsa import decode_rsa_private_key
from pkcs11.util.x509 import decode_x509_certificate

from documents.signing import opened_token, sign, signers
from lib.refusals import Refused
from tests.documents.signing.specimen import ready, report
from tests.factories import certificates
from tests.factories.certificates import NOW

MODULES = ("/usr/lib/softhsm/libsofthsm2.so", "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so")
PIN = "123456"


@pytest.fixture(scope="module")
def module(tmp_path_factory):
    """The library of a software token «ky-so» with the leader's key, and of «nhieu-khoa» and «trong»."""
    folder = tmp_path_factory.mktemp("softhsm")
    (folder / "tokens").mkdir()
    (folder / "softhsm2.conf").write_text(f"directories.tokendir = {folder}/tokens\nobjectstore.backend = file\n")
    os.environ["SOFTHSM2_CONF"] = str(folder / "softhsm2.conf")
    for label in ("ky-so", "nhieu-khoa", "trong", "thieu-chung-thu"):
        command = ["softhsm2-util", "--init-token", "--free", "--label", label, "--pin", PIN, "--so-pin", "12345678"]
        subprocess.run(command, check=True, capture_output=True)
    path = next(path for path in MODULES if Path(path).exists())
    leader, other = certificates.leader(), certificates.issue("Người khác", by=certificates.authority())
    _store(path, "ky-so", leader, "lanh-dao", b"\x01")
    _store(path, "nhieu-khoa", leader, "khoa-mot", b"\x01")
    _store(path, "nhieu-khoa", other, "khoa-hai", b"\x02")
    _store(path, "thieu-chung-thu", leader, "lanh-dao", b"\x01", with_certificate=False)
    yield path
    del os.environ["SOFTHSM2_CONF"]


def _store(module, token_label, identity, label, number, *, with_certificate=True):
    token = pkcs11.lib(module).get_token(token_label=token_label)
    der = identity.key.private_bytes(Encoding.DER, PrivateFormat.TraditionalOpenSSL, NoEncryption())
    with token.open(user_pin=PIN, rw=True) as session:
        key = decode_rsa_private_key(der)
        session.create_object(key | {pkcs11.Attribute.TOKEN: True, pkcs11.Attribute.LABEL: label,
                                     pkcs11.Attribute.ID: number, pkcs11.Attribute.SIGN: True})  # fmt: skip
        chain = [(number, identity.certificate)] if with_certificate else []
        chain += [(bytes([200 + n]), above) for n, above in enumerate(identity.chain) if with_certificate]
        for identifier, certificate in chain:
            found = decode_x509_certificate(certificate.public_bytes(Encoding.DER))
            session.create_object(found | {pkcs11.Attribute.TOKEN: True, pkcs11.Attribute.ID: identifier})


def _refusal(module, *, token="ky-so", key="lanh-dao", pin=PIN):
    with (
        pytest.raises(Refused) as refused,
        opened_token(token_label=token, key_label=key, pin=pin, at=NOW, module=module),
    ):
        pass
    return refused.value.sentence


@pytest.mark.parametrize("key_label", ["lanh-dao", ""])
def test_token_signs(module, key_label):
    with opened_token(token_label="ky-so", key_label=key_label, pin=PIN, at=NOW, module=module) as signer:
        pdf = sign(ready(), signer=signer, at=NOW)
    found = report(pdf)
    assert found.refusals == ()
    assert [(s.name, s.chain) for s in found.signatures] == [
        ("Vừ A Hùng", ("Cơ quan chứng thực công vụ (thử)", "Cơ quan chứng thực gốc (thử)"))
    ]


def test_wrong_pin(module):
    assert _refusal(module, pin="000000") == signers.WRONG_PIN


def test_short_pin(module):
    assert _refusal(module, pin="1") == signers.WRONG_PIN


def test_empty_pin(module):
    assert _refusal(module, pin="") == signers.WRONG_PIN


def test_token_missing(module):
    assert _refusal(module, token="khac") == (
        "Không thấy thiết bị ký «khac» trên máy chủ. Hãy cắm thiết bị vào máy chủ, hoặc xem lại tên."
    )


def test_key_missing(module):
    assert _refusal(module, key="khac") == (
        "Thiết bị ký «ky-so» không có khóa «khac». Hãy xem lại tên khóa trong thiết bị."
    )


def test_token_empty(module):
    assert _refusal(module, token="trong", key="") == (
        "Thiết bị ký «trong» không có khóa nào. Hãy xem lại tên khóa trong thiết bị."
    )


def test_several_keys_must_be_told_apart(module):
    assert _refusal(module, token="nhieu-khoa", key="") == (
        "Thiết bị ký «nhieu-khoa» có nhiều khóa: «khoa-hai», «khoa-mot». Hãy ghi rõ tên khóa dùng để ký."
    )


def test_key_without_certificate(module):
    assert _refusal(module, token="thieu-chung-thu") == (
        "Thiết bị ký «thieu-chung-thu» có khóa nhưng không có chứng thư của khóa đó. Hãy nhờ nơi cấp chứng thư số ghi "
        "chứng thư vào thiết bị."
    )


def test_no_module(settings):
    settings.PKCS11_MODULE = ""
    assert _refusal(None) == signers.NO_MODULE


def test_broken_module(tmp_path):
    library = tmp_path / "khong.so"
    library.write_bytes(b"khong phai thu vien")
    assert _refusal(str(library)) == signers.BROKEN_MODULE
