"""What changed, before and after: short values as they were and are, long texts as the part that changed.

Changes are plain JSON, one mapping per field:

    {"of": "Mục I. Mục đích", "field": "đánh số", "was": false, "now": true}
    {"of": "Mục I. Mục đích", "field": "nội dung",
     "at": 120, "removed": "…", "inserted": "…", "before": "…", "after": "…"}
    {"of": "", "field": "mật khẩu", "secret": true}

A row that was added or removed says so (`"row": "added" | "removed"`) in each of its mappings. Nothing is lost: from
the text before and the change follows the text after, and the other way round.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models

from lib.fields import SearchKeyField

LONG = 80
"""Texts up to this length are kept whole, before and after."""
CONTEXT = 40
"""Letters kept on either side of the changed part of a long text, for people to find the place."""
LONGEST_WORD = 20
"""A change inside a word is told as the whole word, unless the word is longer than any Vietnamese one."""
SECRET = frozenset({"password"})
"""Fields of which only is said that they changed. Binary fields (keys, certificates) are secret as well."""
UNSAID = frozenset({"version", "last_login", "position"})
"""Fields that say nothing by themselves: counters, and the order of rows, which is told as a whole."""

Change = dict[str, Any]


def text_change(old: str, new: str) -> Change:
    """How `old` became `new`: {"was", "now"} when both are short, else where it differs and what stood there."""
    if max(len(old), len(new)) <= LONG:
        return {"was": old, "now": new}
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    start, end = _word_start(old, start), len(old) - _word_end(old, len(old) - end)
    return {
        "at": start,
        "removed": old[start : len(old) - end],
        "inserted": new[start : len(new) - end],
        "before": old[max(0, start - CONTEXT) : start],
        "after": old[len(old) - end : len(old) - end + CONTEXT],
    }


def text_after(old: str, change: Mapping[str, Any]) -> str:
    """The text that `change` made of `old`."""
    if "at" not in change:
        return change["now"]
    return old[: change["at"]] + change["inserted"] + old[change["at"] + len(change["removed"]) :]


def text_before(new: str, change: Mapping[str, Any]) -> str:
    """The text of which `change` made `new`."""
    if "at" not in change:
        return change["was"]
    return new[: change["at"]] + change["removed"] + new[change["at"] + len(change["inserted"]) :]


def _word_start(text: str, at: int) -> int:
    """The start of the word that ends or stands at `at`, so that people read whole words; `at` itself in a long one."""
    found = next((place for place in range(at, max(at - LONGEST_WORD, 0), -1) if text[place - 1].isspace()), None)
    return (0 if at < LONGEST_WORD else at) if found is None else found


def _word_end(text: str, at: int) -> int:
    """The end of the word that begins or stands at `at`."""
    last = min(at + LONGEST_WORD, len(text))
    found = next((place for place in range(at, last) if text[place].isspace()), None)
    return (len(text) if len(text) - at < LONGEST_WORD else at) if found is None else found


def _common(one: str, other: str) -> int:
    """How many letters are the same from the start."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def field_changes(
    model: type[models.Model],
    old: Mapping[str, Any] | None,
    new: Mapping[str, Any] | None,
    *,
    of: str = "",
    known: Mapping[tuple[type[models.Model], Any], str] | None = None,
) -> list[Change]:
    """What differs between two pictures of one row of `model`, each {name of a field or its column: value}.

    `old` None: the row was added; `new` None: it was removed; then empty fields are left out. `of` names the row for
    people. Names that are no field of the model are told as they are. One query for each relation that changed, unless
    `known` (see `known_names`) tells its rows.
    """
    how = {"row": "added"} if old is None else {"row": "removed"} if new is None else {}
    found: list[Change] = []
    for name in {**(old or {}), **(new or {})}:
        was, now = (picture.get(name) if picture else None for picture in (old, new))
        field = _field(model, name)
        if (
            was == now
            or (how and was in _EMPTY and now in _EMPTY)
            or name in UNSAID
            or isinstance(field, SearchKeyField)
        ):
            continue
        told = {"of": of, "field": str(field.verbose_name) if field else name} | how
        if name in SECRET or isinstance(field, models.BinaryField):
            found.append(told | {"secret": True})
        elif not how and isinstance(was, str) and isinstance(now, str) and not _is_choice(field):
            found.append(told | text_change(was, now))
        else:
            found.append(told | {"was": shown(field, was, known), "now": shown(field, now, known)})
    return found or ([{"of": of} | how] if how else [])


_EMPTY = (None, "", [], False)


def _field(model: type[models.Model], name: str) -> models.Field | None:
    return next(
        (f for f in (*model._meta.concrete_fields, *model._meta.many_to_many) if name in (f.name, f.attname)), None
    )


def _is_choice(field: models.Field | None) -> bool:
    return field is not None and bool(field.choices)


def shown(
    field: models.Field | None, value: Any, known: Mapping[tuple[type[models.Model], Any], str] | None = None
) -> Any:
    """`value` of `field` as people read it and JSON can hold it: labels of choices, names of rows with their key."""
    if value is None or field is None:
        return value
    if field.is_relation:
        keys = value if field.many_to_many else [value]
        rows = field.related_model
        found = known if known is not None else _names(rows, keys)
        names = [f"{found[rows, key]} (mã {key})" if (rows, key) in found else f"(mã {key})" for key in keys]
        return names if field.many_to_many else names[0]
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return value if isinstance(value, bool | int | float | str) else str(value)


def known_names(
    model: type[models.Model], pictures: Iterable[Mapping[str, Any]]
) -> dict[tuple[type[models.Model], Any], str]:
    """Names of all rows that `pictures` of rows of `model` point to: one query for each relation."""
    pictures, known = list(pictures), {}
    for field in model._meta.concrete_fields:
        if field.is_relation:
            known |= _names(field.related_model, {picture.get(field.attname) for picture in pictures} - {None})
    return known


def _names(model: type[models.Model], keys: Iterable[Any]) -> dict[tuple[type[models.Model], Any], str]:
    return {(model, key): str(row) for key, row in model._base_manager.in_bulk(list(keys)).items()}


def order_change(old: Mapping[int, str], new: Mapping[int, str]) -> list[Change]:
    """How the order of rows changed that stand in both, each {id: name} in order; only the part that changed."""
    was, now = [key for key in old if key in new], [key for key in new if key in old]
    if was == now:
        return []
    start = next(place for place, keys in enumerate(zip(was, now, strict=True)) if keys[0] != keys[1])
    end = next(place for place, keys in enumerate(zip(was[::-1], now[::-1], strict=True)) if keys[0] != keys[1])
    part = slice(start, len(was) - end)
    return [
        {"of": "", "field": "thứ tự", "was": [old[key] for key in was[part]], "now": [new[key] for key in now[part]]}
    ]


def row_picture(row: models.Model, *, with_many: bool = False) -> dict[str, Any]:
    """What stands in the fields of `row` that people fill in: {column: value}; `with_many`: many-to-many keys too."""
    picture = {
        field.attname: _plain(field.value_from_object(row))
        for field in row._meta.concrete_fields
        if (field.editable or field.name in SECRET) and not field.primary_key
    }
    if with_many:
        for field in row._meta.many_to_many:
            if field.editable and field.remote_field.through._meta.auto_created:
                picture[field.name] = sorted(getattr(row, field.name).values_list("pk", flat=True))
    return picture


def _plain(value: Any) -> Any:
    if isinstance(value, bool | int | float | str | None):
        return value
    return bytes(value).hex() if isinstance(value, bytes | memoryview) else str(value)
