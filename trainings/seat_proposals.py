"""Rules of seats as the plan's own words say them: «Mỗi xã, thị trấn 09 đại biểu», «Cấp huyện: 12 người»."""

import re
from collections.abc import Iterator

from documents.content import Paragraph
from documents.quantities import PEOPLE, Quantity, quantities_in
from plans.activity_text import printed_lines
from plans.body import parse_body
from trainings.enums import SeatBasis
from trainings.models import Course
from trainings.seat_units import RuleLine
from trainings.territory import communes_of

_COMMUNES = {"xã", "phường", "thị", "đặc"}
_VILLAGES = {"thôn", "bản", "tổ", "ấp", "buôn", "làng", "xóm", "khu"}
_LEVEL = re.compile(r"^\W*cấp\s+(xã|tỉnh|huyện)\s*:", re.IGNORECASE)
_LONGEST_WHO = 500


def proposed_rules(course: Course) -> list[RuleLine]:
    """Rules that the printed lines of the plan's activity say, for a person to confirm; none when they say none.

    «Cấp xã: 36 người» for 12 communes is 3 for each; what a higher level sends goes to the office of the plan.
    """
    found: dict[tuple[str, tuple[str, ...]], RuleLine] = {}
    for text in _told(course):
        for quantity in quantities_in(text):
            rule = _rule(course, text, quantity)
            if rule is not None:
                found.setdefault((rule.basis, rule.places), rule)
    return list(found.values())


def _told(course: Course) -> Iterator[str]:
    """Every paragraph printed of the activity, then those of the course's own text about whom it is for."""
    activity = course.activity
    for _, blocks in printed_lines(activity, activity.lines.all()):
        yield from (block.text for block in blocks if isinstance(block, Paragraph))
    yield from (block.text for block in parse_body(course.audience) if isinstance(block, Paragraph))


def _rule(course: Course, text: str, quantity: Quantity) -> RuleLine | None:
    if quantity.group != PEOPLE or quantity.value.denominator != 1 or not 1 <= quantity.value <= 10_000:
        return None
    seats, each, who = int(quantity.value), quantity.per.split(" ")[0], _who(text, quantity)
    if each in _COMMUNES:
        return RuleLine(SeatBasis.PER_COMMUNE, seats, who, ())
    if each in _VILLAGES:
        return RuleLine(SeatBasis.PER_VILLAGE, seats, who, ())
    return _of_a_level(course, text, quantity, who)


def _of_a_level(course: Course, text: str, quantity: Quantity, who: str) -> RuleLine | None:
    level = _LEVEL.match(text)
    if not level or quantity.per or text[level.end() : quantity.start].strip():
        return None
    seats = int(quantity.value)
    if level[1].lower() != "xã":
        return RuleLine(SeatBasis.FIXED, seats, who, (course.activity.plan.organisation.name,))
    communes = len(communes_of(course))
    is_even = communes and seats % communes == 0
    return RuleLine(SeatBasis.PER_COMMUNE, seats // communes, who, ()) if is_even else None


def _who(text: str, quantity: Quantity) -> str:
    """Who they are: what follows after «gồm», or stands in brackets, up to the end of the sentence."""
    rest = text[quantity.end :].strip(" ,:;")
    bracket = re.match(r"\((?P<inside>[^()]*)\)", rest)
    listed = re.match(r"(?:[^.;:()]{0,60}\s)?gồm(?:\s+có)?\s*:?\s*(?P<inside>[^();]*(?:;[^();]*)*)", rest)
    inside = bracket["inside"] if bracket else listed["inside"] if listed else ""
    return inside.strip(" .,;")[:_LONGEST_WHO]
