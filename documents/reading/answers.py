"""A reading as the flat answer that `read_document --json` prints: one key per question, text as printed."""

from __future__ import annotations

import json
from typing import Any

from documents.content import Content, PartialDate, to_json
from documents.reading.result import Reading
from documents.reading.tails import split_authority


def answer(reading: Reading) -> dict[str, Any]:
    """The keys number, symbol, agency, parent_agency, place, date, kind, title, legal_bases, sections,
    total_budget_vnd, amount_in_words, recipients, signer and tree; None or [] where nothing stands in the document.

    `date` is ISO and None while day or month is blank. Labels and titles of sections come without their end
    mark («I», «a», «Mục đích»).
    Levels begin with 1 («Phần I» and «Chương I»: 0) even where the outline begins with «1.» or «A.».
    Recipients include the «Lưu» line as printed.
    """
    content, head = reading.content, reading.content.head
    authority, position = split_authority(content.signature.lines)
    archive = reading.printed.archive or (f"Lưu: {content.archive}" if content.archive else "")
    number = reading.printed.number or (str(head.number) if head.number is not None else "")
    lift = _lift(content)
    return {
        "number": number or None,
        "symbol": head.symbol or None,
        "agency": " ".join(head.issuer) or None,
        "parent_agency": " ".join(head.superior) or None,
        "place": head.place or None,
        "date": _iso(head.date),
        "kind": reading.kind or None,
        "title": content.title or None,
        "legal_bases": [
            {
                "kind": citation.kind,
                "number": citation.number,
                "date": citation.issued_on.isoformat() if citation.issued_on else None,
                "issuer": citation.issuer,
                "summary": citation.summary or None,
            }
            for citation in reading.citations
        ],
        "sections": [
            {
                "label": section.label.strip(" .:()/-–") or None,
                "title": section.title.rstrip(" .:;"),
                "level": section.level - lift,
            }
            for section in content.walk_sections()
            if section.label or section.title
        ],
        "total_budget_vnd": reading.money.amount,
        "amount_in_words": reading.money.words,
        "recipients": [*content.recipients, *([archive] if archive else [])],
        "signer": {
            "authority": "\n".join(authority) or None,
            "position": "\n".join(position) or None,
            "name": content.signature.name or None,
        },
        "tree": json.loads(to_json(content))["content"],
    }


def _lift(content: Content) -> int:
    """How far the outline begins below level 1."""
    top = min(content.sections, key=lambda section: section.level, default=None)
    return 0 if top is None or top.label.lower().startswith(("phần", "chương")) else top.level - 1


def _iso(date: PartialDate | None) -> str | None:
    """«2021-12-24»; None for a date with blanks."""
    return f"{date.year:04}-{date.month:02}-{date.day:02}" if date and date.month and date.day else None
