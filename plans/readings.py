"""A reading as the page shows and changes it: parts with their words, the source lines of each, their doubts.

A part is what is saved by itself: the head, one legal basis, the opening, one section, the tail, one appendix.
"""

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from documents.content import Appendix, Content, Head, PartialDate, SignatureBlock
from documents.places import Part, Place
from documents.reading.result import Doubt, Money, Reading
from plans.body import parse_body, parse_paragraphs
from plans.content_rows import Heading, body_text, flat, nested

QUOTED = 200


@dataclass(frozen=True)
class Segment:
    """A part of a document as it is shown and saved: its words by field, the source lines of each, what is unsure."""

    key: str
    values: dict[str, Any]
    lines: dict[str, tuple[int, ...]]
    doubts: tuple[Doubt, ...] = ()

    @property
    def mark(self) -> str:
        """A short mark of its words, by which a save is known to follow what the person saw."""
        return mark_of(self.values)


def segments(reading: Reading) -> dict[str, Segment]:
    """All parts of `reading` by key, in the order of the document. Linear in its size."""
    lines: dict[tuple[str, str], set[int]] = {}
    for trace in reading.traces:
        lines.setdefault(where(trace.place), set()).update(trace.lines)
    by_key: dict[str, dict[str, tuple[int, ...]]] = {}
    for (key, name), numbers in lines.items():
        by_key.setdefault(key, {})[name] = tuple(sorted(numbers))
    doubts: dict[str, list[Doubt]] = {}
    for doubt in reading.doubts:
        doubts.setdefault(where(doubt.place)[0], []).append(doubt)
    found = {}
    for key, values in _values(reading):
        found[key] = Segment(key, values, by_key.get(key, {}), tuple(doubts.get(key, ())))
    return found


def where(place: Place) -> tuple[str, str]:
    """The key of the part in which `place` lies, and the field there."""
    names = {
        Part.HEAD: ("dau", place.field or "issuer"),
        Part.TITLE: ("dau", "title"),
        Part.BASES: (f"can-cu-{place.index or 0}", "text"),
        Part.OPENING: ("mo-dau", "text"),
        Part.SECTIONS: (f"muc-{place.index or 0}", "title" if place.block is None else "body"),
        Part.APPENDICES: (f"phu-luc-{place.index or 0}", "title" if place.block is None else "body"),
        Part.SIGNATURE: ("ket", "signature"),
    }
    return names.get(place.part, ("ket", str(place.part)))


def mark_of(values: dict[str, Any]) -> str:
    """A short mark of the words of a part."""
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()[:16]


def doubt_key(doubt: Doubt) -> str:
    """The name of a doubt on the page."""
    return hashlib.sha256(f"{doubt.place}|{doubt.sentence}".encode()).hexdigest()[:12]


def summary_of(reading: Reading) -> dict[str, Any]:
    """What a list tells of a reading: whether it is a plan, what it is, its title, how much is unsure."""
    told = {"is_plan": reading.is_plan, "what": reading.what, "title": reading.content.title}
    return told | {"doubts": len(reading.doubts)}


def quoted(content: Content, place: Place) -> str:
    """What stands at `place`, cut to a line or two; empty when nothing does."""
    text = _text_at(content, place)
    return text if len(text) <= QUOTED else text[:QUOTED].rsplit(" ", 1)[0] + " …"


def _text_at(content: Content, place: Place) -> str:
    rows = {
        Part.BASES: content.legal_bases,
        Part.RECIPIENTS: content.recipients,
        Part.APPENDICES: [" ".join(appendix.title) for appendix in content.appendices],
        Part.SECTIONS: [f"{section.label} {section.title}".strip() for section in content.walk_sections()],
    }
    if place.part in rows:
        found = rows[place.part]
        return found[place.index] if place.index is not None and place.index < len(found) else ""
    match place.part:
        case Part.TITLE:
            return content.title
        case Part.SIGNATURE:
            return " / ".join(filter(None, (*content.signature.lines, content.signature.name)))
        case Part.HEAD:
            value = getattr(content.head, place.field, "") if place.field != "date" else ""
            return " ".join(value) if isinstance(value, tuple) else str(value or "")
        case _:
            return ""


# ---- words of the parts ----------------------------------------------------------------------------------------------


def _values(reading: Reading) -> Iterable[tuple[str, dict[str, Any]]]:
    content = reading.content
    yield "dau", _head_values(content)
    for index, text in enumerate(content.legal_bases):
        yield f"can-cu-{index}", {"text": text}
    yield "mo-dau", {"text": body_text(content.opening)}
    for row in flat(content.sections):
        words = {"level": row.level, "label": row.label, "title": row.title, "body": body_text(row.blocks)}
        yield f"muc-{row.index}", words
    yield (
        "ket",
        {
            "closing": body_text(content.closing),
            "recipients": "\n".join(content.recipients),
            "archive": content.archive,
            "signature": "\n".join(content.signature.lines),
            "signer": content.signature.name,
        },
    )
    for index, appendix in enumerate(content.appendices):
        words = {"label": appendix.label, "title": "\n".join(appendix.title), "body": body_text(appendix.blocks)}
        yield f"phu-luc-{index}", words | {"landscape": appendix.landscape}
    yield "tien", {"amount": reading.money.amount, "words": reading.money.words or ""}


def _head_values(content: Content) -> dict[str, Any]:
    head, date = content.head, content.head.date
    return {
        "superior": "\n".join(head.superior),
        "issuer": "\n".join(head.issuer),
        "number": head.number,
        "symbol": head.symbol,
        "place": head.place,
        "day": date.day if date else None,
        "month": date.month if date else None,
        "year": date.year if date else None,
        "title": content.title,
    }


# ---- changing --------------------------------------------------------------------------------------------------------


def with_values(reading: Reading, key: str, values: dict[str, Any]) -> Reading:
    """`reading` with other words in the part `key`; doubts about what was changed are settled by that. Raises KeyError
    when there is no such part."""
    before = segments(reading)[key].values
    changed = {name for name in before if values.get(name) != before[name]}
    if not changed:
        return reading
    kind, _, number = key.rpartition("-") if key[-1].isdigit() else (key, "", "")
    writer = _WRITERS[kind]
    new = writer(reading, int(number) if number else 0, values, changed)
    kept = tuple(doubt for doubt in new.doubts if not _is_settled(doubt, key, changed))
    return replace(new, doubts=kept)


def _is_settled(doubt: Doubt, key: str, changed: set[str]) -> bool:
    its_key, field = where(doubt.place)
    names = {"day", "month", "year"} if field == "date" else {field, "signer"} if field == "signature" else {field}
    return its_key == key and bool(names & changed)


def _with_head(reading: Reading, _: int, values: dict[str, Any], changed: set[str]) -> Reading:
    year = values["year"]
    head = Head(
        superior=_lines(values["superior"]),
        issuer=_lines(values["issuer"]),
        issuer_name=reading.content.head.issuer_name if "issuer" not in changed else "",
        symbol=values["symbol"],
        place=values["place"],
        date=PartialDate(year, values["month"], values["day"]) if year else None,
        number=values["number"],
    )
    return _with(reading, head=head, title=" ".join(values["title"].split()))


def _with_basis(reading: Reading, index: int, values: dict[str, Any], _: set[str]) -> Reading:
    bases = list(reading.content.legal_bases)
    bases[index] = " ".join(values["text"].split())
    return _with(reading, legal_bases=tuple(bases))


def _with_opening(reading: Reading, _: int, values: dict[str, Any], __: set[str]) -> Reading:
    return _with(reading, opening=parse_paragraphs(values["text"]))


def _with_section(reading: Reading, index: int, values: dict[str, Any], changed: set[str]) -> Reading:
    rows = flat(reading.content.sections)
    blocks = parse_body(values["body"]) if "body" in changed else rows[index].blocks
    title = " ".join(values["title"].split())
    rows[index] = Heading(index, int(values["level"]), values["label"].strip(), title, blocks)
    return _with(reading, sections=nested(rows))


def _with_tail(reading: Reading, _: int, values: dict[str, Any], __: set[str]) -> Reading:
    return _with(
        reading,
        closing=parse_paragraphs(values["closing"]),
        recipients=_lines(values["recipients"]),
        archive=values["archive"].strip(),
        signature=SignatureBlock(_lines(values["signature"]), " ".join(values["signer"].split())),
    )


def _with_appendix(reading: Reading, index: int, values: dict[str, Any], changed: set[str]) -> Reading:
    rows = list(reading.content.appendices)
    blocks = parse_body(values["body"]) if "body" in changed else rows[index].blocks
    rows[index] = Appendix(values["label"].strip(), _lines(values["title"]), blocks, bool(values["landscape"]))
    return _with(reading, appendices=tuple(rows))


def _with_money(reading: Reading, _: int, values: dict[str, Any], __: set[str]) -> Reading:
    return replace(reading, money=Money(values["amount"], values["words"] or None))


_WRITERS: dict[str, Callable[[Reading, int, dict[str, Any], set[str]], Reading]] = {
    "dau": _with_head,
    "can-cu": _with_basis,
    "mo-dau": _with_opening,
    "muc": _with_section,
    "ket": _with_tail,
    "phu-luc": _with_appendix,
    "tien": _with_money,
}


def _with(reading: Reading, **parts: Any) -> Reading:
    return replace(reading, content=replace(reading.content, **parts))


def _lines(text: str) -> tuple[str, ...]:
    return tuple(filter(None, (" ".join(line.split()) for line in text.split("\n"))))
