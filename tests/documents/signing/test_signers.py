"""Keys in PKCS#12 files: opened, or refused with a sentence of their own."""

from datetime import timedelta

import pytest
from asn1crypto import core
from asn1crypto import pkcs12 as asn1_pkcs12
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12

from documents.signing import open_pkcs12, signers
from lib.refusals import Refused
from tests.factories import certificates
from tests.factories.certificates import NOW, PASSWORD


def _refusal(data, password=PASSWORD, at=NOW):
    with pytest.raises(Refused) as refused:
        open_pkcs12(data, password, at=at)
    return refused.value.sentence


def test_key_says_whose_it_is():
    certificate = open_pkcs12(certificates.leader().p12(), PASSWORD, at=NOW).certificate
    assert (certificate.name, certificate.subject, certificate.issuer) == (
        "Vừ A Hùng",
        "Vừ A Hùng, Ủy ban nhân dân huyện Tủa Chùa, Điện Biên",
        "Cơ quan chứng thực công vụ (thử), Ban Cơ yếu (thử)",
    )
    assert (certificate.valid_from, certificate.valid_to) == (NOW - timedelta(days=365), NOW + timedelta(days=730))
    assert len(certificate.sha256) == 64


def test_wrong_password():
    assert _refusal(certificates.leader().p12(), "khác") == signers.WRONG_PASSWORD


def test_empty_password():
    assert _refusal(certificates.leader().p12(), "") == signers.WRONG_PASSWORD


@pytest.mark.parametrize(
    "data",
    [b"", b"khong phai tep khoa", b"%PDF-1.7", certificates.leader().pem],
    ids=["empty", "text", "pdf", "certificate"],
)
def test_not_a_key_file(data):
    assert _refusal(data) == signers.NOT_A_KEY


def test_truncated_key_file():
    assert _refusal(certificates.leader().p12()[:-40]) == signers.NOT_A_KEY


def test_expired():
    data = certificates.leader(starts=-800, ends=-10).p12()
    assert _refusal(data) == (
        "Chứng thư số của «Vừ A Hùng» đã hết hạn từ 10 giờ 00 phút ngày 10/11/2026. Hãy gia hạn chứng thư rồi nạp lại "
        "khóa."
    )


def test_not_yet_valid():
    data = certificates.leader(starts=10, ends=400).p12()
    assert _refusal(data) == (
        "Chứng thư số của «Vừ A Hùng» chưa có hiệu lực: đến 10 giờ 00 phút ngày 30/11/2026 mới dùng được."
    )


def test_short_rsa_key():
    data = certificates.issue("Khóa ngắn", kind=1024, by=certificates.authority()).p12()
    assert _refusal(data) == (
        "Khóa RSA của «Khóa ngắn» chỉ dài 1024 bit, ngắn hơn mức tối thiểu 2048 bit. Hãy xin cấp chứng thư mới."
    )


def test_certificate_without_key():
    leader = certificates.leader()
    lock = BestAvailableEncryption(PASSWORD.encode())
    data = pkcs12.serialize_key_and_certificates(b"ky", None, None, [leader.certificate, *leader.chain], lock)
    assert _refusal(data) == signers.NO_KEY


def test_key_without_certificate():
    lock = BestAvailableEncryption(PASSWORD.encode())
    data = pkcs12.serialize_key_and_certificates(b"ky", certificates.leader().key, None, None, lock)
    assert _refusal(data) == signers.NO_CERTIFICATE


def _with_rounds(place: str) -> bytes:
    """A key file that asks for two billion rounds to be opened: of its seal, its certificates or its key."""
    pfx = asn1_pkcs12.Pfx.load(certificates.leader().p12())
    rounds = 2**31 - 1
    if place == "seal":
        pfx["mac_data"]["iterations"] = rounds
        return pfx.dump(force=True)
    safes = pfx.authenticated_safe
    if place == "certificates":
        (info,) = [safe["content"] for safe in safes if safe["content_type"].native == "encrypted_data"]
        lock = info["encrypted_content_info"]["content_encryption_algorithm"]
        lock["parameters"]["key_derivation_func"]["parameters"]["iteration_count"] = rounds
    else:
        (safe,) = [safe for safe in safes if safe["content_type"].native == "data"]
        bags = asn1_pkcs12.SafeContents.load(safe["content"].native)
        lock = bags[0]["bag_value"]["encryption_algorithm"]
        lock["parameters"]["key_derivation_func"]["parameters"]["iteration_count"] = rounds
        safe["content"] = core.OctetString(bags.dump(force=True))
    pfx["auth_safe"]["content"] = core.OctetString(safes.dump(force=True))
    return pfx.dump(force=True)


@pytest.mark.parametrize("place", ["seal", "certificates", "key"])
def test_a_file_that_takes_hours_to_open(place):
    assert _refusal(_with_rounds(place)) == signers.SLOW_LOCK


def test_several_keys():
    """Two keys in one file: the first safe with a key is put in twice."""
    pfx = asn1_pkcs12.Pfx.load(certificates.leader().p12())
    safes = pfx.authenticated_safe
    twice = asn1_pkcs12.AuthenticatedSafe([*safes, next(s for s in safes if s["content_type"].native == "data")])
    pfx["auth_safe"] = {"content_type": "data", "content": core.OctetString(twice.dump())}
    assert _refusal(pfx.dump(force=True)) == (
        "Tệp này chứa 2 khóa nên không biết ký bằng khóa nào. Hãy xuất riêng từng khóa ra một tệp."
    )
