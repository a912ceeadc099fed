"""The store of papers: whole files under their digest, checked whenever they are read."""

import hashlib
from pathlib import Path

import pytest

from documents import store


@pytest.fixture(autouse=True)
def folder(settings, tmp_path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def test_what_was_put_is_got_under_its_digest(folder):
    digest = store.put(b"paper")
    assert digest == hashlib.sha256(b"paper").hexdigest()
    assert store.get(digest) == b"paper"
    assert (folder / "papers" / digest[:2] / digest).stat().st_mode & 0o077 == 0


def test_the_same_bytes_are_kept_once(folder):
    assert store.put(b"paper") == store.put(b"paper")
    assert len([path for path in folder.rglob("*") if path.is_file()]) == 1


def test_a_file_that_is_gone_is_missing():
    with pytest.raises(store.MissingFile):
        store.get(hashlib.sha256(b"paper").hexdigest())


def test_a_file_altered_on_disk_is_not_handed_out(folder):
    digest = store.put(b"paper")
    (folder / "papers" / digest[:2] / digest).write_bytes(b"forged")
    with pytest.raises(store.MissingFile):
        store.get(digest)


def test_a_file_that_was_altered_is_put_right_by_putting_it_again(folder):
    digest = store.put(b"paper")
    (folder / "papers" / digest[:2] / digest).write_bytes(b"forged")
    store.put(b"paper")
    assert store.get(digest) == b"paper"
