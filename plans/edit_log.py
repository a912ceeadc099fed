"""Edits of a plan told for people: «Mục I. Mục đích: nội dung», before and after, for the audit trail."""

from types import SimpleNamespace
from typing import Any

from audit.changes import Change, field_changes, order_change
from lib.lettering import roman
from plans.enums import LineRole, SectionLevel
from plans.images import LINES, ROOMS, Image
from plans.models import Activity
from plans.outline import headings

_LONGEST_NAME = 80


def edits(old: Image, new: Image, *, room: str) -> list[Change]:
    """What differs between two images of `room`: field by field, rows added and removed, links, and the order."""
    model = ROOMS[room][0]
    called_before, called_now = row_names(old, room=room), row_names(new, room=room)
    names = called_before | called_now
    found = []
    for row_id in [*old.rows, *(key for key in new.rows if key not in old.rows)]:
        was, now = (_flat(image.rows.get(row_id)) for image in (old, new))
        if was != now:
            found += field_changes(model, was, now, of=names[row_id])
    for activity_id, section_id in old.links.items():
        if activity_id in new.links and new.links[activity_id] != section_id:
            was, now = ({"section_id": links[activity_id]} for links in (old.links, new.links))
            found += field_changes(Activity, was, now, of=f"Hoạt động mã {activity_id}")
    return found + order_change(called_before, called_now)


def row_names(image: Image, *, room: str) -> dict[int, str]:
    """What people call each row of the room, as it is printed: {id: «Mục I. Mục đích»}."""
    rows = image.rows
    match room:
        case "sections":
            printed = headings([SimpleNamespace(**row) for row in rows.values()])
            return {
                key: _short(
                    f"{'' if heading.level == SectionLevel.PART and heading.label else 'Mục '}{heading.label}",
                    row["title"],
                )
                for (key, row), heading in zip(rows.items(), printed, strict=True)
            }
        case "bases":
            return {key: f"Căn cứ thứ {number}" for number, key in enumerate(rows, start=1)}
        case "appendices":
            many = len(rows) > 1
            return {
                key: _short(f"Phụ lục {roman(number)}" if many else "Phụ lục", row["title"])
                for number, (key, row) in enumerate(rows.items(), start=1)
            }
        case "activities":
            return {key: _short("Hoạt động", row["name"]) for key, row in rows.items()}
        case _:
            return dict.fromkeys(rows, "Thể thức")


def _short(label: str, title: str) -> str:
    name = " ".join([*label.split(), *title.split()]).rstrip(" :;.")
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"


def _flat(row: dict[str, Any] | None) -> dict[str, Any] | None:
    """The row with each printed line of an activity as a field of its own."""
    if row is None or LINES not in row:
        return row
    lines = {
        f"dòng {number}": f"{LineRole(role).label}{f' «{label}»' if label else ''}: {text}"
        for number, (role, label, text) in enumerate(row[LINES], start=1)
    }
    return {name: value for name, value in row.items() if name != LINES} | lines
