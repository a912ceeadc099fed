"""What was added to a PDF after a signature, told by the objects that the later revisions replace.

The signing library has a finer analysis, but its time grows with the square of the pages: 28 s for 71 tagged pages, of
which this needs none. What a change looks like on the page is compared elsewhere (`likeness`).
"""

from __future__ import annotations

import io

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader

NOTHING, FIELDS, OTHER = "", "fields", "other"

_ROOT_KEYS = {"/AcroForm", "/DSS", "/Extensions", "/Metadata", "/Version", "/MarkInfo"}
_FORM_KEYS = {"/Fields", "/DR", "/DA", "/NeedAppearances", "/SigFlags", "/Q"}
_FIELD_KEYS = {"/V", "/AP", "/AS", "/F", "/Ff", "/DA", "/Q", "/Type"}


def changes_since(reader: PdfFileReader, revision: int) -> str:
    """NOTHING (proofs of signatures at most), FIELDS (fields filled, signatures added) or OTHER, after `revision`."""
    found = NOTHING
    for later in range(revision + 1, reader.xrefs.total_revisions):
        old, new = reader.get_historical_resolver(later - 1), reader.get_historical_resolver(later)
        form = new.root.get("/AcroForm")
        root, form_reference = reader.root_ref, _reference(new.root, "/AcroForm")
        for reference in reader.xrefs.explicit_refs_in_revision(later):
            if reader.xrefs.get_historical_ref(reference, later - 1) is None:
                continue  # new: it shows only where a replaced object leads to it
            before, after = old(reference), new(reference)
            if _written(before) == _written(after):
                continue
            if reference == root:
                kind = _only(before, after, _ROOT_KEYS)
                if kind == NOTHING and form_reference is None:
                    kind = _form_change(old.root.get("/AcroForm"), form)
            elif reference == form_reference:
                kind = _form_change(before, after)
            else:
                kind = _change(before, after)
            if kind == OTHER:
                return OTHER
            found = kind or found
    return found


def _change(before: generic.PdfObject, after: generic.PdfObject) -> str:
    """What became of a page, a list of annotations, a field or anything else."""
    if isinstance(before, generic.StreamObject) or isinstance(after, generic.StreamObject):
        return NOTHING if before.get("/Type") == after.get("/Type") == "/Metadata" else OTHER
    if isinstance(before, generic.ArrayObject) and isinstance(after, generic.ArrayObject):
        return _appended(before, after)
    if not isinstance(before, generic.DictionaryObject) or not isinstance(after, generic.DictionaryObject):
        return OTHER
    if before.get("/Type") == "/Page" and _only(before, after, {"/Annots"}) == NOTHING:
        return _appended(before.get("/Annots", generic.ArrayObject()), after.get("/Annots", generic.ArrayObject()))
    is_open = before.get("/FT") == "/Tx" or (before.get("/FT") == "/Sig" and "/V" not in before)
    return FIELDS if is_open and _only(before, after, _FIELD_KEYS) == NOTHING else OTHER


def _form_change(before: generic.PdfObject | None, after: generic.PdfObject | None) -> str:
    if before is None:
        return FIELDS
    if after is None or _only(before, after, _FORM_KEYS) == OTHER:
        return OTHER
    return _appended(before.get("/Fields", generic.ArrayObject()), after.get("/Fields", generic.ArrayObject()))


def _appended(before: generic.ArrayObject, after: generic.ArrayObject) -> str:
    """Whether nothing but signature fields was added at the end of a list of fields or annotations."""
    count = len(before)
    if [_written(before.raw_get(n)) for n in range(count)] != [
        _written(after.raw_get(n)) for n in range(min(count, len(after)))
    ]:
        return OTHER
    added = [after[n] for n in range(count, len(after))]
    if not all(isinstance(one, generic.DictionaryObject) and one.get("/FT") == "/Sig" for one in added):
        return OTHER
    return FIELDS if added else NOTHING


def _only(before: generic.DictionaryObject, after: generic.DictionaryObject, allowed: set[str]) -> str:
    """NOTHING when no other keys than `allowed` differ."""
    keys = (set(before) | set(after)) - allowed
    for key in keys:
        if key not in before or key not in after or _written(before.raw_get(key)) != _written(after.raw_get(key)):
            return OTHER
    return NOTHING


def _reference(dictionary: generic.DictionaryObject, key: str) -> generic.Reference | None:
    value = dictionary.raw_get(key) if key in dictionary else None
    return value.reference if isinstance(value, generic.IndirectObject) else None


def _written(thing: generic.PdfObject) -> bytes:
    out = io.BytesIO()
    thing.write_to_stream(out, None)
    return out.getvalue()
