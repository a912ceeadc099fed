"""What a check may be told besides the wording: the day, the plan's data, what registers and catalogues know."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from documents.places import Place


@dataclass(frozen=True)
class KnownDocument:
    """A document of the register of legal documents. `successor` is the reference of what replaced it."""

    kind: str
    reference: str
    issued_on: datetime.date | None
    issuer: str
    summary: str
    in_force_from: datetime.date | None = None
    in_force_to: datetime.date | None = None
    successor: str = ""


@dataclass(frozen=True)
class KnownArea:
    """A unit of the catalogue: «huyện», «Tủa Chùa», from when to when, what became of it."""

    kind: str
    name: str
    valid_from: datetime.date | None = None
    valid_to: datetime.date | None = None
    province: str = ""
    successors: tuple[str, ...] = ()  # «xã Tủa Chùa»


@dataclass(frozen=True)
class KnownOffice:
    """An office, with the name it has in running text and in a superior's line."""

    name: str
    short_name: str = ""
    symbol: str = ""
    valid_from: datetime.date | None = None
    valid_to: datetime.date | None = None
    successor: str = ""


@dataclass(frozen=True)
class PlannedActivity:
    """The numbers of an activity. `section` is its place in Content.walk_sections(), None when printed nowhere."""

    name: str
    kind: str  # plans.enums.ActivityKind
    section: int | None = None
    group_count: int | None = None
    group_size: int | None = None
    people: int | None = None
    days: int | None = None
    starts_on: datetime.date | None = None
    ends_on: datetime.date | None = None


@dataclass(frozen=True)
class Facts:
    """Everything unknown is empty, and what needs it is not checked.

    `issued_on` is the day of the document, for a draft the earliest day it can have (today). `printed` is for documents
    read from a file: what stands there at a place, with the end marks and «Lưu:» that the tree leaves out.
    """

    issued_on: datetime.date | None = None
    year_from: int | None = None
    year_to: int | None = None
    documents: tuple[KnownDocument, ...] = ()
    areas: tuple[KnownArea, ...] = ()
    offices: tuple[KnownOffice, ...] = ()
    programmes: tuple[str, ...] = ()
    activities: tuple[PlannedActivity, ...] = ()
    signature_lines: tuple[str, ...] = ()  # as the signer's post and mandate give them
    printed: Mapping[Place, str] = field(default_factory=dict)
    switched_off: frozenset[str] = field(default_factory=frozenset)  # keys of rules
