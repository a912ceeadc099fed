"""Sources and readings as JSON: what a job leaves for the page that shows it."""

from __future__ import annotations

import datetime
import json
from enum import Enum
from typing import Any

from documents import content
from documents.citing import Citation
from documents.places import Part, Place
from documents.reading.result import AsPrinted, Doubt, Money, Reading, Trace
from documents.reading.source import Format, Grid, Line, Source

FORMAT = 1
_TYPES = {
    kind.__name__: kind
    for kind in (
        *(Source, Line, Grid, Reading, Trace, Doubt, Money, AsPrinted, Citation, Place),
        *(content.PartialDate, content.Head, content.Paragraph, content.Table, content.FormSignatures),
        *(content.Section, content.SignatureBlock, content.Appendix, content.Content),
    )
}
_WORDS = {kind.__name__: kind for kind in (Format, Part)}


def to_json(thing: Source | Reading) -> str:
    """Write a source or a reading as JSON text; equal ones give equal text. What is at its default is left out."""
    return json.dumps(
        {"format": FORMAT, "value": _tagged(thing)}, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )


def from_json(text: str) -> Any:
    """Read what `to_json` wrote. Raises ValueError on another format."""
    tree = json.loads(text)
    if tree.get("format") != FORMAT:
        raise ValueError(f"Unknown format of a reading: {tree.get('format')!r}")
    return _untagged(tree["value"])


def _tagged(value: Any) -> Any:
    name = type(value).__name__
    if name in _TYPES:
        fields = type(value).__dataclass_fields__.values()
        given = ((field, getattr(value, field.name)) for field in fields)
        return {"_": name} | {field.name: _tagged(item) for field, item in given if item != field.default}
    if isinstance(value, tuple):
        return [_tagged(item) for item in value]
    if isinstance(value, Enum):
        return {"_": name, "value": value.value}
    if isinstance(value, datetime.date):
        return {"_": "date", "value": value.isoformat()}
    return value


def _untagged(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_untagged(item) for item in value)
    if not isinstance(value, dict):
        return value
    name = value["_"]
    if name == "date":
        return datetime.date.fromisoformat(value["value"])
    if name in _WORDS:
        return _WORDS[name](value["value"])
    return _TYPES[name](**{key: _untagged(item) for key, item in value.items() if key != "_"})
