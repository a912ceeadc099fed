"""Parts made by different engines joined into one PDF/A-2u."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator

import pikepdf


def joined(first: bytes, following: Iterable[tuple[str, pikepdf.Pdf]], *, name: str = "") -> bytes:
    """`first` with the pages of the others after it; its properties, fonts and PDF/A marks stay.

    Each of `following` is a name for the bookmarks (empty: none) and a PDF; `name` is that of `first`. Pages that lose
    their structure tree lose the keys that point into it. Equal input gives equal bytes.
    """
    with pikepdf.open(io.BytesIO(first)) as pdf:
        bookmarks = [pikepdf.OutlineItem(name, 0)] if name else []
        for bookmark, part in following:
            if bookmark:
                bookmarks.append(pikepdf.OutlineItem(bookmark, len(pdf.pages)))
            start = len(pdf.pages)
            pdf.pages.extend(part.pages)
            for page in pdf.pages[start:]:
                for key in ("/StructParents", "/Tabs"):
                    if key in page.obj:
                        del page.obj[key]
            part.close()
        with pdf.open_outline() as outline:
            outline.root.extend(bookmarks)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def joined_parts(parts: Iterator[tuple[str, pikepdf.Pdf]]) -> bytes:
    """Parts of one kind as one file. The first brings the properties; its date, which PDF/A wants while it is made,
    goes."""
    name, first = next(parts)
    if "/CreationDate" in first.docinfo:
        del first.docinfo["/CreationDate"]
    with first.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        for key in ("xmp:CreateDate", "xmp:ModifyDate"):
            if key in metadata:
                del metadata[key]
    out = io.BytesIO()
    first.save(out)
    return joined(out.getvalue(), parts, name=name)
