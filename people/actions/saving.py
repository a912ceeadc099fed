"""Writing down people by hand, and putting right what is written of them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from audit.changes import Change, field_changes, row_picture
from audit.enums import EntryKind
from audit.recording import record
from lib.refusals import Refused
from organisations.models import Organisation
from people.candidates import note_candidates
from people.enums import PrivateField
from people.models import Person
from people.permissions import can_add, can_change
from people.private import id_index, kept

CHANGED_MEANWHILE = (
    "Người khác vừa sửa hồ sơ này. Những gì bạn gõ vẫn còn đây: "
    "hãy mở hồ sơ ở thẻ khác để xem bản hiện nay, rồi lưu lần nữa."
)


@transaction.atomic
def add_person(values: Mapping[str, Any], *, private: Mapping[str, str], by, at: datetime, address: str = "") -> Person:
    """Write down a person for the office of `by`. `values`: fields of the form, `private`: by PrivateField.

    Raises PermissionDenied, or Refused when the card's number stands at somebody else.
    """
    if not can_add(by):
        raise PermissionDenied("Bạn không lập hồ sơ người tham gia.")
    _hold(by.organisation_id)
    person = Person(keeper_id=by.organisation_id, created_at=at, **values)
    return _store(person, private, "lập hồ sơ người tham gia", {}, by=by, at=at, address=address)


@transaction.atomic
def change_person(
    person: Person, values: Mapping[str, Any], *, private: Mapping[str, str], version: int, by, at: datetime,
    address: str = "",
) -> Person:  # fmt: skip
    """Write `values` of `person` anew; of `private` only what is named there, an empty text takes a value away.

    `version` is the one that the person had before the eyes. Raises PermissionDenied, or Refused when the row changed
    or gave way meanwhile, or when the card's number stands at somebody else.
    """
    keeper_id = Person.objects.values_list("keeper", flat=True).get(pk=person.pk)
    _hold(keeper_id)
    row = Person.objects.select_for_update(of=("self",)).select_related("keeper").get(pk=person.pk)
    if not can_change(by, row):
        raise PermissionDenied("Bạn không giữ hồ sơ này.")
    if row.merged_into_id is not None or row.anonymised_at is not None:
        raise Refused("Hồ sơ này đã gộp vào hồ sơ khác hoặc đã ẩn danh, không sửa được nữa.")
    if row.version != version:
        raise Refused(CHANGED_MEANWHILE)
    before = row_picture(row)
    for name, value in values.items():
        setattr(row, name, value)
    return _store(row, private, "sửa hồ sơ người tham gia", before, by=by, at=at, address=address)


def _store(
    person: Person, private: Mapping[str, str], act: str, before: Mapping[str, Any], *, by, at, address
) -> Person:
    was = dict(person.private)
    person.private = kept(**(was | dict(private)))
    person.id_index = id_index(person.private)
    changes = _changes(person, before, was)
    if not changes:
        return person
    others = Person.objects.standing().filter(keeper=person.keeper_id, id_index=person.id_index).exclude(pk=person.pk)
    if person.id_index and (other := others.first()):
        raise Refused(
            f"Số định danh này đã có ở hồ sơ của {other}. Nếu là một người, hãy mở hồ sơ đó, hoặc gộp hai hồ sơ; nếu "
            "không, hãy kiểm tra lại số."
        )
    person.updated_at, person.version = at, person.version + 1 if person.pk else 1
    person.save()
    keepers = [person.keeper_id, *person.keeper.predecessors.values_list("pk", flat=True)]
    note_candidates([person], keepers=keepers, at=at)
    record(
        EntryKind.CHANGE, act=act, row=person, organisation_id=person.keeper_id, details={"changes": changes},
        by=by, at=at, address=address,
    )  # fmt: skip
    return person


def _changes(person: Person, before: Mapping[str, Any], was: Mapping[str, str]) -> list[Change]:
    """What the trail tells: fields before and after, of personal data only that they changed."""
    found = field_changes(Person, before, row_picture(person))
    secrets = [name for name in PrivateField.values if was.get(name, "") != person.private.get(name, "")]
    return found + [{"of": "", "field": PrivateField(name).label, "secret": True} for name in secrets]


def _hold(keeper_id: int) -> None:
    """Nobody matches lists of this office meanwhile: two at once would both find a number free."""
    list(Organisation.objects.select_for_update(no_key=True).filter(pk=keeper_id).values("pk"))
