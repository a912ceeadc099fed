"""Every passage of a document that is set in words, recipients and the «Lưu» line after the rest."""

from __future__ import annotations

from collections.abc import Iterator

from documents.checking.subject import Passage, Subject
from documents.places import Part, Place


def printed(subject: Subject) -> Iterator[Passage]:
    """All passages, then the recipients."""
    yield from subject.passages
    for index, recipient in enumerate(subject.content.recipients):
        yield Passage(Place(Part.RECIPIENTS, index), "Nơi nhận", recipient)
    if subject.content.archive:
        yield Passage(Place(Part.ARCHIVE), "Nơi nhận", subject.content.archive)
