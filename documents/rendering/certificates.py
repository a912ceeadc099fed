"""Certificates as PDF, one landscape page each, many in one file. Drawn by Typst in parts: time and memory stay linear.

The decree says nothing about certificates; letterhead and Quốc hiệu stand as on every paper of the office.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pikepdf

from documents.layout import Layout
from documents.rendering import wording
from documents.rendering.centred import balanced, rule_width
from documents.rendering.fonts import Typeface, typeface
from documents.rendering.joining import joined_parts
from documents.rendering.long_lists import compile_part
from lib.text import clean_line

PART_PAGES = 250
TITLE = "GIẤY CHỨNG NHẬN"
_TEMPLATE = Path(__file__).parent / "certificate.typ"
_LEFT, _RIGHT = 112.0, 133.0  # mm, the columns of letterhead and Quốc hiệu
_TEXT_WIDTH = 220.0
_HOLDER_PT = (28, 26, 24, 22, 20, 18, 16)


@dataclass(frozen=True)
class Certificate:
    """What one certificate says, in plain values that can be kept as JSON and given back (`Certificate(**said)`).

    `grantor` certifies («GIÁM ĐỐC SỞ DÂN TỘC VÀ TÔN GIÁO»); `facts` are pairs such as («Sinh năm», «1980») of what is
    known about the holder; each of `achieved` is a centred paragraph; `dated` is «Điện Biên, ngày 21 tháng 3 năm 2026».
    """

    superior: Sequence[str]
    issuer: Sequence[str]
    grantor: str
    holder: str
    facts: Sequence[Sequence[str]]
    achieved: Sequence[str]
    number: str
    dated: str
    signature_lines: Sequence[str]
    signer: str
    title: str = TITLE
    address: str = "Ông/Bà"


def render_certificates(
    certificates: Sequence[Certificate],
    layout: Layout,
    *,
    progress: Callable[[int], None] = lambda percent: None,
) -> bytes:
    """A page for each of `certificates`, in order, as PDF/A-2u. `progress` hears of percentages. Equal input gives
    equal bytes. Raises ValueError when there is none.
    """
    if not certificates:
        raise ValueError("There is no certificate to print")
    face = typeface()
    heads: dict[tuple, dict] = {}
    return joined_parts(("", part) for part in _parts(certificates, layout, face, heads, progress))


def _parts(
    certificates: Sequence[Certificate],
    layout: Layout,
    face: Typeface,
    heads: dict[tuple, dict],
    progress: Callable[[int], None],
) -> Iterator[pikepdf.Pdf]:
    for start in range(0, len(certificates), PART_PAGES):
        now = certificates[start : start + PART_PAGES]
        pages = [_page(certificate, layout, face, heads) for certificate in now]
        data = {"family": face.family, "title": face.drawable(now[0].title), "pages": pages}
        pdf, _ = compile_part(_TEMPLATE, data, face)
        progress(100 * (start + len(now)) // len(certificates))
        yield pdf


def _page(certificate: Certificate, layout: Layout, face: Typeface, heads: dict[tuple, dict]) -> dict:
    key = (tuple(certificate.superior), tuple(certificate.issuer))
    if key not in heads:
        heads[key] = _head(*key, layout=layout, face=face)
    holder = face.drawable(clean_line(certificate.holder))
    holder_pt = next((pt for pt in _HOLDER_PT if face.width(holder, pt, "bold") <= _TEXT_WIDTH), _HOLDER_PT[-1])
    facts = [[face.drawable(clean_line(name)), face.drawable(clean_line(value))] for name, value in certificate.facts]
    return {
        "head": heads[key],
        "title": face.drawable(clean_line(certificate.title)),
        "grantor": face.drawable(clean_line(certificate.grantor).upper()),
        "address": face.drawable(clean_line(certificate.address)),
        "holder": holder,
        "holder_pt": holder_pt,
        "facts": [[name, value] for name, value in facts if value],
        "achieved": [face.drawable(wording.bound(clean_line(text))) for text in certificate.achieved if text.strip()],
        "number": face.drawable(clean_line(certificate.number)),
        "dated": face.drawable(clean_line(certificate.dated)),
        "signature": [face.drawable(clean_line(line).upper()) for line in certificate.signature_lines],
        "signer": face.drawable(clean_line(certificate.signer)),
    }


def _head(superior: tuple[str, ...], issuer: tuple[str, ...], *, layout: Layout, face: Typeface) -> dict:
    """Letterhead and Quốc hiệu, the same on all pages of one office."""
    pt = layout.national_pt

    def lines(names: tuple[str, ...], style: str) -> list[str]:
        return [
            line
            for name in names
            for line in balanced(
                face.drawable(clean_line(name).upper()), width=_LEFT - 4, pt=pt, style=style, face=face
            )
        ]

    own = lines(issuer, "bold")
    return {
        "columns": [_LEFT, _RIGHT],
        "pt": pt,
        "motto_pt": layout.body_pt,
        "superior": lines(superior, "regular"),
        "issuer": own,
        "issuer_rule": rule_width(own[-1], pt=pt, style="bold", face=face) if own else 0,
        "nation": wording.NATION,
        "motto": wording.MOTTO,
        "motto_rule": face.width(wording.MOTTO, layout.body_pt, "bold"),
    }
