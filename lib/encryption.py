"""Text that must not stand readable in the database, in a dump or in a backup: numbers of identity cards, phones,
ethnic groups.

Keys come from settings.DATA_KEYS, the first one encrypts, all of them decrypt, so that keys can be changed
(docs/deployment.md). A value is found again by its `blind_index` only.
"""

import hashlib
import hmac
import json
from functools import cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import models

from lib.refusals import Refused

UNREADABLE = (
    "Không giải mã được dữ liệu cá nhân: khóa mã hóa của máy chủ đã khác. Hãy báo quản trị hệ thống khôi phục khóa cũ."
)


@cache
def _box() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in settings.DATA_KEYS])


def encrypted(text: str) -> str:
    """`text` as it may be stored. Twice the same text gives two different results."""
    return _box().encrypt(text.encode()).decode("ascii") if text else ""


def decrypted(token: str) -> str:
    """What `encrypted` was given. Raises Refused when none of the keys fits."""
    if not token:
        return ""
    try:
        return _box().decrypt(token.encode("ascii")).decode()
    except (InvalidToken, UnicodeEncodeError):
        raise Refused(UNREADABLE) from None


def blind_index(text: str, *, purpose: str) -> str:
    """A key (32 hex digits) by which equal texts find each other without being readable; empty for an empty text.

    Computed with the last of the keys, the oldest, which therefore stays in the list for good. `purpose` keeps the
    indexes of different fields apart.
    """
    if not text:
        return ""
    secret = hashlib.sha256(b"index:" + settings.DATA_KEYS[-1].encode()).digest()
    return hmac.new(secret, f"{purpose}\0{text}".encode(), hashlib.sha256).hexdigest()[:32]


class EncryptedJSONField(models.TextField):
    """A small JSON value, encrypted as a whole: one operation per row however many fields are kept in it."""

    def from_db_value(self, value, expression, connection):
        return self._read(value)

    def to_python(self, value):
        return self._read(value) if isinstance(value, str) else value

    def get_prep_value(self, value):
        return encrypted(json.dumps(value, ensure_ascii=False, sort_keys=True)) if value else ""

    def value_to_string(self, obj):
        return self.get_prep_value(self.value_from_object(obj))

    @staticmethod
    def _read(value):
        return json.loads(decrypted(value)) if value else {}
