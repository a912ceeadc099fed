"""The authorities whose certificates an office trusts: PEM or DER files in settings.SIGNATURE_ANCHORS_DIR."""

from __future__ import annotations

import logging
from pathlib import Path

from asn1crypto import pem, x509
from django.conf import settings

SUFFIXES = {".pem", ".crt", ".cer", ".der"}


def trusted_anchors(folder: str | Path | None = None) -> tuple[bytes, ...]:
    """The certificates (DER) in `folder`, settings.SIGNATURE_ANCHORS_DIR by default; none when it is not set.

    A file may hold several. A file that holds something else is named in the log and passed over.
    """
    folder = settings.SIGNATURE_ANCHORS_DIR if folder is None else folder
    found: dict[bytes, None] = {}
    for file in sorted(Path(folder).iterdir()) if folder else ():
        if file.suffix.lower() in SUFFIXES:
            try:
                found |= dict.fromkeys(_certificates(file.read_bytes()))
            except (ValueError, TypeError, OSError) as error:
                logging.getLogger(__name__).error("No certificate in %s: %s", file, error)
    return tuple(found)


def _certificates(data: bytes) -> list[bytes]:
    parts = [part for _kind, _headers, part in pem.unarmor(data, multiple=True)] if pem.detect(data) else [data]
    for part in parts:
        _ = x509.Certificate.load(part, strict=True).subject.native  # reads it: raises ValueError on anything else
    return parts
