"""Acts on signing keys: add one's own, or the organisation's seal; change its picture; remove it."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from audit.enums import EntryKind
from audit.recording import record
from documents import store
from documents.enums import KeyStore
from documents.models import SigningKey
from documents.permissions import can_add_key, can_change_key
from documents.signing import Signer, open_pkcs12, opened_token, read_picture
from lib.refusals import Refused
from organisations.models import Organisation, User

TWICE = "Khóa này đã có trong danh sách."


def add_file_key(
    *, data: bytes, password: str, picture: bytes = b"", seal_of: Organisation | None = None, by: User, at: datetime
) -> SigningKey:
    """Keep a PKCS#12 file as a key of `by`, or as the seal of `seal_of`. Its `password` is tried and not kept.

    Raises PermissionDenied; Refused as documents.signing.open_pkcs12 and read_picture do, or when it is there already.
    """
    _check_may_add(seal_of, by)
    signer = open_pkcs12(data, password, at=at)
    return _add(signer, picture, seal_of, by=by, at=at, store=KeyStore.PKCS12, file_sha256=store.put(data))


def add_token_key(
    *,
    token_label: str,
    key_label: str,
    pin: str,
    picture: bytes = b"",
    seal_of: Organisation | None = None,
    by: User,
    at: datetime,
) -> SigningKey:
    """Note a key in a PKCS#11 token attached to the server as a key of `by`, or as the seal of `seal_of`.

    Raises PermissionDenied; Refused as documents.signing.opened_token and read_picture do, or when it is there already.
    """
    _check_may_add(seal_of, by)
    with opened_token(token_label=token_label, key_label=key_label, pin=pin, at=at) as signer:
        return _add(
            signer,
            picture,
            seal_of,
            by=by,
            at=at,
            store=KeyStore.PKCS11,
            token_label=token_label.strip(),
            key_label=key_label.strip(),
        )


@transaction.atomic
def change_key_picture(key: SigningKey, *, picture: bytes, by: User, at: datetime) -> None:
    """Let `key` sign with another picture; an empty one lets it sign with words. Raises PermissionDenied, Refused."""
    row = _locked(key, by)
    row.picture_sha256 = store.put(read_picture(picture)) if picture else ""
    row.save(update_fields=["picture_sha256"])
    _note("đổi hình chữ ký, con dấu" if picture else "bỏ hình chữ ký, con dấu", row, by=by, at=at)


@transaction.atomic
def remove_key(key: SigningKey, *, by: User, at: datetime) -> None:
    """Let `key` sign nothing any more. What it signed stays as it is. Raises PermissionDenied, Refused."""
    row = _locked(key, by)
    row.removed_at = at
    row.save(update_fields=["removed_at"])
    _note("gỡ khóa ký số", row, by=by, at=at)


def _check_may_add(seal_of: Organisation | None, by: User) -> None:
    if not can_add_key(by, seal_of):
        raise PermissionDenied


@transaction.atomic
def _add(
    signer: Signer, picture: bytes, seal_of: Organisation | None, *, by: User, at: datetime, **place: str
) -> SigningKey:
    owner, facts = (None if seal_of else by), signer.certificate
    mine = SigningKey.objects.in_use().filter(owner=owner, organisation=seal_of)
    if mine.filter(certificate_sha256=facts.sha256).exists():
        raise Refused(TWICE)
    key = SigningKey.objects.create(
        owner=owner,
        organisation=seal_of,
        picture_sha256=store.put(read_picture(picture)) if picture else "",
        subject=facts.subject[:300],
        issuer=facts.issuer[:300],
        certificate_sha256=facts.sha256,
        valid_from=facts.valid_from,
        valid_to=facts.valid_to,
        added_at=at,
        added_by=by,
        **place,
    )
    _note("thêm khóa ký số", key, by=by, at=at)
    return key


def _locked(key: SigningKey, by: User) -> SigningKey:
    row = SigningKey.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=key.pk)
    if not can_change_key(by, row):
        raise PermissionDenied
    if row.removed_at:
        raise Refused("Khóa này đã được gỡ.")
    return row


def _note(act: str, key: SigningKey, *, by: User, at: datetime) -> None:
    details = {
        "subject": key.subject,
        "certificate": key.certificate_sha256,
        "seal_of": str(key.organisation) if key.organisation else "",
    }
    record(EntryKind.CHANGE, act=act, by=by, at=at, row=key, organisation_id=key.organisation_id, details=details)
