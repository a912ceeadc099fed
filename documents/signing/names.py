"""Does a certificate belong to this person, to this organisation? Names are compared as people write them.

Certificates of the government's authority (VGCA) and of public ones write a person's name in CN, often in capitals; an
organisation's name in CN, in full or with «UBND», and the rest of it (province, superior) in O, OU, L or ST.
"""

from __future__ import annotations

import re
import unicodedata

from documents.signing.certificates import Certificate
from lib.text import fold

_SHORT = {
    "ubnd": "uy ban nhan dan",
    "hdnd": "hoi dong nhan dan",
    "vp": "van phong",
    "tp": "thanh pho",
    "tx": "thi xa",
    "tt": "thi tran",
    "tw": "trung uong",
    "bql": "ban quan ly",
}
_PLACE_BEGINS = {"tinh", "thanh", "huyen", "quan", "xa", "phuong", "thi", "dac"}
_TITLES = {"ong", "ba", "dong", "chi", "ths", "ts", "gs", "pgs", "bs", "ky", "su", "thac", "si", "tien", "cn"}


def is_person(certificate: Certificate, name: str) -> bool:
    """Whether `certificate` is of the person `name`: the same words in the same order, without regard to accents,
    capitals, titles and additions."""
    wanted, found = _words(name), _words(certificate.name)
    while len(wanted) > 2 and wanted[0] in _TITLES:
        wanted = wanted[1:]
    return bool(wanted) and any(found[i : i + len(wanted)] == wanted for i in range(len(found)))


def differs_in_accents(certificate: Certificate, name: str) -> bool:
    """Whether the certificate writes the name with other accents: «Vũ» for «Vừ»; «Hoà» and «Hòa» are equal."""
    if certificate.name.isascii():
        return False
    found = {_spelling(word) for word in certificate.name.split()}
    return not all(_spelling(word) in found for word in name.split() if fold(word) not in _TITLES)


def is_organisation(certificate: Certificate, name: str) -> bool:
    """Whether `certificate` is of the organisation `name`.

    The common name must be the organisation's: all of it, or its beginning with the rest (a place) in the other parts,
    or all of it followed by a place. A certificate of a person who works there is not the organisation's.
    """
    wanted, found = _words(name), _words(certificate.name)
    if len(found) < 2 or not wanted:
        return False
    if wanted[: len(found)] == found:
        rest = wanted[len(found) :]
        elsewhere = {word for place in certificate.places for word in _words(place)}
        return not rest or (rest[0] in _PLACE_BEGINS and set(rest) - _PLACE_BEGINS <= elsewhere)
    return found[: len(wanted)] == wanted and found[len(wanted)] in _PLACE_BEGINS


def _words(name: str) -> list[str]:
    words = re.findall(r"\w+", fold(name))
    return [part for word in words for part in _SHORT.get(word, word).split()]


def _spelling(word: str) -> tuple[str, tuple[str, ...]]:
    """Letters and accents apart, so that «hoà» and «hòa» are equal."""
    signs = unicodedata.normalize("NFD", word.casefold())
    letters = "".join(c for c in signs if not unicodedata.combining(c))
    return letters, tuple(sorted(c for c in signs if unicodedata.combining(c)))
