"""The bytes of papers, keys and documents given to be read: private files named by their digest, written once and never
overwritten. `room` is the folder: what is in «readings» is removed after some days, papers stay."""

import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings


class MissingFile(LookupError):
    """No file of that digest is kept, or what is kept is not what it was."""


PAPERS, READINGS = "papers", "readings"


def put(data: bytes, *, room: str = PAPERS) -> str:
    """Keep `data`; return its SHA-256 (hex). The file is whole or not there at all, also after a power cut."""
    digest = hashlib.sha256(data).hexdigest()
    path = _path(digest, room)
    if not is_whole(digest, room=room):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(file.name).replace(path)
        _sync(path.parent)
    return digest


def is_whole(digest: str, *, room: str = PAPERS) -> bool:
    """Whether the file of that digest is kept and still is what it was."""
    try:
        with _path(digest, room).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == digest
    except OSError:
        return False


def get(digest: str, *, room: str = PAPERS) -> bytes:
    """The bytes kept under `digest`. Raises MissingFile, also when the file was altered on disk."""
    path = _path(digest, room)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise MissingFile(digest) from error
    if hashlib.sha256(data).hexdigest() != digest:
        raise MissingFile(digest)
    return data


def remove(digest: str, *, room: str) -> None:
    """Forget the bytes kept in `room` under `digest`, if they are there. Papers are never removed: ValueError."""
    if room == PAPERS:
        raise ValueError("Papers are kept for ever.")
    _path(digest, room).unlink(missing_ok=True)


def _sync(folder: Path) -> None:
    """Make the new name in `folder` last through a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _path(digest: str, room: str) -> Path:
    return Path(settings.MEDIA_ROOT) / room / digest[:2] / digest
