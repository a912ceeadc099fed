"""Signing keys at work: opened for one signature with a secret that is used once and kept nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from documents import store
from documents.enums import KeyStore
from documents.models import SigningKey
from documents.signing import Signer, open_pkcs12, opened_token
from lib.refusals import Refused

REMOVED = "Khóa này đã được gỡ: hãy chọn khóa khác, hoặc thêm lại khóa."
LOST = "Tệp khóa trong kho không còn nguyên vẹn. Hãy gỡ khóa này rồi thêm lại."
REPLACED = "Chứng thư trong thiết bị ký không còn là chứng thư lúc thêm khóa. Hãy gỡ khóa này rồi thêm lại."


@contextmanager
def opened_key(key: SigningKey, secret: str, *, at: datetime) -> Iterator[Signer]:
    """`key`, able to sign at `at` while the block lasts; `secret` is the file's password or the token's PIN.

    Raises Refused with a sentence: removed or altered, wrong secret, expired certificate, token not there.
    """
    if key.removed_at:
        raise Refused(REMOVED)
    if key.store == KeyStore.PKCS12:
        try:
            data = store.get(key.file_sha256)
        except store.MissingFile:
            raise Refused(LOST) from None
        yield open_pkcs12(data, secret, at=at)
        return
    with opened_token(token_label=key.token_label, key_label=key.key_label, pin=secret, at=at) as signer:
        if signer.certificate.sha256 != key.certificate_sha256:
            raise Refused(REPLACED)
        yield signer


def picture_of(key: SigningKey) -> bytes | None:
    """The picture of the signature or seal that goes with `key`; None when there is none, or it is lost."""
    try:
        return store.get(key.picture_sha256) if key.picture_sha256 else None
    except store.MissingFile:
        return None
