"""Merging two rows of one person, taking that back, and saying that two namesakes are two people."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q

from audit.enums import EntryKind
from audit.recording import record
from lib.refusals import Refused
from organisations.models import Organisation
from people import merging, ties
from people.candidates import note_candidates
from people.likeness import ids_differ
from people.models import Candidate, Merge, Person
from people.permissions import can_merge

GONE = "Một trong hai hồ sơ đã được gộp. Mở lại danh sách để xem hồ sơ hiện nay."


@transaction.atomic
def merge_people(
    kept: Person,
    away: Person,
    *,
    choices: Mapping[str, str] | None = None,
    versions: Mapping[int, int] | None = None,
    confirms_cards: bool = False,
    by,
    at: datetime,
    address: str = "",
) -> Merge:
    """Let `away` give way to `kept`: its classes become those of `kept`, which takes from it what `choices` names
    (field → «kept» or «away») and what it had not known itself.

    `versions`: the versions of both rows that the person had before the eyes. Raises Refused when one of them changed
    or gave way meanwhile, when both have a part in one course, or when their card numbers differ and the person does
    not say (`confirms_cards`) that the papers were looked at. Locks the offices, then both rows.
    """
    kept, away = _locked(kept.pk, away.pk)
    for person in (kept, away):
        _may(by, person)
        if person.merged_into_id is not None or person.anonymised_at is not None:
            raise Refused(GONE)
        if versions is not None and versions.get(person.pk) != person.version:
            raise Refused(f"Hồ sơ của {person} vừa được người khác sửa. Hãy xem lại hai hồ sơ rồi gộp.")
    if kept.pk == away.pk:
        raise Refused("Không gộp một hồ sơ vào chính nó. Hãy chọn một hồ sơ khác.")
    if ids_differ(kept.private, away.private) and not confirms_cards:
        raise Refused(
            "Hai hồ sơ có hai số định danh khác nhau, thường là hai người. Nếu đã đối chiếu giấy tờ và một số ghi sai, "
            "hãy đánh dấu ô xác nhận rồi gộp."
        )
    was = merging.picture(kept)
    now = merging.merged(was, merging.picture(away), choices or {})
    before = {
        "changed": merging.changes(was, now),
        "moved": {key: tie.move(away=away.pk, kept=kept.pk) for key, tie in ties.ties().items()},
        "followers": list(Person.objects.filter(merged_into=away).order_by("pk").values_list("pk", flat=True)),
    }
    away.merged_into = kept
    _save(away, at)
    Person.objects.filter(merged_into=away).update(merged_into=kept)
    merging.write(kept, now)
    _save(kept, at)
    merge = Merge.objects.create(kept=kept, away=away, before=before, at=at, by=by)
    _look_again(kept, away, at=at)
    _note("gộp hồ sơ trùng", merge, before, by=by, at=at, address=address)
    return merge


@transaction.atomic
def undo_merge(merge: Merge, *, by, at: datetime, address: str = "") -> Person:
    """Take `merge` back and return the row that had given way: it stands again with its classes of that time.

    `kept` gets back what stood there before, except in fields that were changed since. The last merge of a row is taken
    back first. Raises Refused when that has happened already or when it can no longer be.
    """
    _locked(merge.kept_id, merge.away_id)
    merge = (
        Merge.objects.select_for_update(of=("self",)).select_related("kept__keeper", "away__keeper").get(pk=merge.pk)
    )
    kept, away = merge.kept, merge.away
    for person in (kept, away):
        _may(by, person)
    _can_be_undone(merge)
    before, now = merge.before, merging.picture(kept)
    back = {name: old for name, (old, new) in before["changed"].items() if now[name] == new}
    merging.write(kept, back)
    if kept.id_index and kept.id_index == away.id_index:
        raise Refused("Hai hồ sơ đang có cùng số định danh nên là một người. Hãy sửa số của một hồ sơ trước.")
    _has_its_number_alone(away, besides=kept)
    _save(kept, at)
    away.merged_into = None
    _save(away, at)
    Person.objects.filter(pk__in=before["followers"], merged_into=kept).update(merged_into=away)
    for key, rows in before["moved"].items():
        if tie := ties.ties().get(key):
            tie.move_back(rows, kept=kept.pk, away=away.pk)
    merge.undone_at, merge.undone_by = at, by
    merge.save(update_fields=["undone_at", "undone_by"])
    _note("hoàn tác gộp hồ sơ", merge, before, by=by, at=at, address=address)
    return away


@transaction.atomic
def set_apart(candidate: Candidate, *, by, at: datetime, address: str = "") -> None:
    """Say that the two namesakes are two people; said once more, nothing changes."""
    row = (
        Candidate.objects.select_for_update(of=("self",))
        .select_related("person__keeper", "other__keeper")
        .get(pk=candidate.pk)
    )
    _may(by, row.person)
    if row.set_apart_at is not None:
        return
    row.set_apart_at, row.set_apart_by = at, by
    row.save(update_fields=["set_apart_at", "set_apart_by"])
    details = {"other_person": row.other_id}
    record(
        EntryKind.CHANGE, act="xác định hai người trùng tên là hai người", row=row.person, details=details,
        organisation_id=row.person.keeper_id, by=by, at=at, address=address,
    )  # fmt: skip


def _locked(*keys: int) -> list[Person]:
    """The rows, in the order of `keys`, locked with the offices that keep them: nobody matches lists meanwhile."""
    offices = Organisation.objects.filter(people__in=keys)
    wanted = Organisation.objects.filter(Q(pk__in=offices) | Q(pk__in=offices.values("successor"))).order_by("pk")
    list(wanted.select_for_update(no_key=True).values("pk"))
    rows = Person.objects.select_for_update(of=("self",)).select_related("keeper", "area")
    found = {row.pk: row for row in rows.filter(pk__in=keys).order_by("pk")}
    return [found[key] for key in keys]


def _may(by, person: Person) -> None:
    if not can_merge(by, person):
        raise PermissionDenied("Bạn không giữ hồ sơ này.")


def _save(person: Person, at: datetime) -> None:
    person.updated_at, person.version = at, person.version + 1
    person.save()


def _can_be_undone(merge: Merge) -> None:
    if merge.undone_at is not None:
        raise Refused("Lần gộp này đã được hoàn tác.")
    if merge.kept.anonymised_at is not None or merge.away.anonymised_at is not None:
        raise Refused("Hồ sơ đã được ẩn danh nên không hoàn tác được nữa.")
    if merge.kept.merged_into_id is not None:
        raise Refused("Hồ sơ giữ lại sau đó đã gộp vào hồ sơ khác. Hãy hoàn tác lần gộp sau trước.")
    if Merge.objects.filter(kept=merge.kept, undone_at=None, pk__gt=merge.pk).exists():
        raise Refused("Sau lần này còn gộp thêm hồ sơ khác vào. Hãy hoàn tác lần gộp sau cùng trước.")


def _has_its_number_alone(away: Person, *, besides: Person) -> None:
    others = Person.objects.standing().filter(keeper=away.keeper_id, id_index=away.id_index).exclude(pk=besides.pk)
    if away.id_index and (other := others.first()):
        raise Refused(f"Số định danh của {away} nay đứng ở một hồ sơ khác ({other}). Hãy sửa hồ sơ đó trước.")


def _look_again(kept: Person, away: Person, *, at: datetime) -> None:
    """Whoever might have been `away` might be `kept`, unless somebody has said otherwise."""
    pairs = Candidate.objects.filter(Q(person=away) | Q(other=away)).exclude(set_apart_at=None)
    apart = {key for pair in pairs.values_list("person", "other") for key in pair}
    keepers = [kept.keeper_id, away.keeper_id]
    note_candidates([kept], keepers=keepers, at=at, apart_from=apart)


def _note(act: str, merge: Merge, before: Mapping[str, Any], *, by, at: datetime, address: str) -> None:
    fields: Iterable[str] = before["changed"]
    moved = sum(len(rows) for rows in before["moved"].values())
    details = {"other_person": merge.away_id, "fields": [merging.FIELDS[name] for name in fields], "rows": moved}
    record(
        EntryKind.CHANGE, act=act, row=merge.kept, organisation_id=merge.kept.keeper_id, details=details,
        by=by, at=at, address=address,
    )  # fmt: skip
