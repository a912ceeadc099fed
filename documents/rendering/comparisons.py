"""What differs between two documents as PDF, to be read beside them: words added underlined, words removed struck."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from documents.comparing import Change, ChangeKind
from documents.rendering.fonts import typeface
from documents.rendering.long_lists import compile_part

_TEMPLATE = Path(__file__).parent / "comparison.typ"
CHANGE_WORDS = {ChangeKind.ADDED: "thêm", ChangeKind.REMOVED: "bỏ", ChangeKind.MOVED: "chuyển tới đây"}


def render_comparison(changes: Sequence[Change], *, title: str, old: str, new: str) -> bytes:
    """`changes` in their order, each under its place. `old` and `new` say which versions were compared."""
    face = typeface()
    data = {
        "family": face.family,
        "title": face.drawable(title),
        "old": face.drawable(old),
        "new": face.drawable(new),
        "changes": [
            {
                "place": face.drawable(change.place),
                "note": CHANGE_WORDS.get(change.kind, ""),
                "pieces": [[piece.kind, face.drawable(piece.text)] for piece in change.pieces],
            }
            for change in changes
        ],
    }
    pdf, _ = compile_part(_TEMPLATE, data, face)
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()
