"""What is written into the trail, and that nobody changes it afterwards."""

import datetime
import json

import pytest
from django.contrib import admin
from django.db import DatabaseError, connection, transaction

from audit import append_only
from audit.enums import EntryKind
from audit.models import START, ChainHead, Entry
from audit.recording import Happening, record, record_all, record_view
from audit.sealing import digest_of
from lib.text import fold
from tests.factories.plans import NOW, a_user, an_organisation

pytestmark = pytest.mark.django_db


def test_entry_says_who_did_what_to_which_row_and_when():
    by = a_user()
    row = an_organisation()
    entry = record(EntryKind.CHANGE, act="sửa", by=by, at=NOW, row=row, details={"ô": "tên"}, address="10.0.0.7")
    stored = Entry.objects.get()
    assert stored == entry
    assert (stored.at, stored.kind, stored.act, stored.address) == (NOW, EntryKind.CHANGE, "sửa", "10.0.0.7")
    assert (stored.actor_id, stored.actor_name, stored.organisation_id) == (by.pk, str(by), by.organisation_id)
    assert (stored.table, stored.row_id, stored.row_name) == ("organisations.organisation", row.pk, row.name)
    assert json.loads(stored.details) == {"ô": "tên"}
    assert stored.search_key == f"nguyen thi so {str(by).split()[-1]} sua"
    assert stored.name_key == fold(row.name)


def test_row_says_whose_trail_it_is_before_the_person_does():
    by, other = a_user(), a_user()
    assert record(EntryKind.CHANGE, act="sửa", by=by, at=NOW, row=other).organisation_id == other.organisation_id
    assert record(EntryKind.CHANGE, act="sửa", by=by, at=NOW, row=other, organisation_id=77).organisation_id == 77
    assert record(EntryKind.SIGN_IN, act="sai mật khẩu", by=None, at=NOW).organisation_id is None


def test_every_entry_is_sealed_with_the_one_before():
    by = a_user()
    first, second = (record(EntryKind.VIEW, act=act, by=by, at=NOW) for act in ("xem", "tải"))
    assert (first.previous, second.previous) == (START, first.digest)
    for entry in Entry.objects.all():
        assert entry.digest == digest_of(entry)
    head = ChainHead.objects.get()
    assert (head.last_id, head.digest, head.count) == (second.pk, second.digest, 2)


def test_seal_is_the_same_whatever_the_time_zone_of_the_moment():
    entry = record(EntryKind.VIEW, act="xem", by=None, at=NOW)
    entry.at = NOW.astimezone(datetime.UTC)
    assert entry.digest == digest_of(entry)


def test_many_things_at_once_are_one_chain_in_order():
    by = a_user()
    record_all(EntryKind.CHANGE, [Happening(f"nhập {number}") for number in range(1200)], by=by, at=NOW)
    entries = list(Entry.objects.order_by("pk"))
    assert [entry.act for entry in entries] == [f"nhập {number}" for number in range(1200)]
    assert [entry.previous for entry in entries] == [START, *(entry.digest for entry in entries[:-1])]
    assert ChainHead.objects.get().count == 1200


def test_entry_costs_three_queries(django_assert_num_queries):
    by = a_user()
    record(EntryKind.VIEW, act="xem", by=by, at=NOW)
    with django_assert_num_queries(3):
        record(EntryKind.VIEW, act="xem", by=by, at=NOW)


def test_long_texts_are_shortened_to_their_columns():
    entry = record(EntryKind.VIEW, act="x" * 200, by=None, at=NOW, address="y" * 99)
    assert (len(entry.act), len(entry.address)) == (120, 45)


def test_entry_of_an_act_that_failed_is_not_kept():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        record(EntryKind.CHANGE, act="sửa", by=None, at=NOW)
        raise ZeroDivisionError
    record(EntryKind.CHANGE, act="sửa lại", by=None, at=NOW)
    assert [(entry.act, entry.previous) for entry in Entry.objects.all()] == [("sửa lại", START)]


# ---- looking


def test_looking_again_within_ten_minutes_is_one_look():
    by, row = a_user(), an_organisation()
    minutes = [0, 1, 9, 10, 12, 21]
    looks = [record_view(row, by=by, at=NOW + datetime.timedelta(minutes=minute)) for minute in minutes]
    assert [look is not None for look in looks] == [True, False, False, True, False, True]


def test_every_person_and_every_paper_is_looked_at_by_itself():
    one, two, row, other = a_user(), a_user(), an_organisation(), an_organisation()
    assert all(record_view(paper, by=by, at=NOW) for by in (one, two) for paper in (row, other))


def test_download_is_no_look():
    by, row = a_user(), an_organisation()
    record(EntryKind.DOWNLOAD, act="tải", by=by, at=NOW, row=row)
    assert record_view(row, by=by, at=NOW) is not None


# ---- nobody changes it


def test_model_and_querysets_refuse():
    entry = record(EntryKind.VIEW, act="xem", by=None, at=NOW)
    entry.act = "không xem"
    for attempt in (
        entry.save,
        lambda: entry.save(update_fields=["act"]),
        entry.delete,
        lambda: Entry.objects.update(act=""),
        lambda: Entry.objects.all().delete(),
        lambda: Entry.objects.bulk_update([entry], ["act"]),
        lambda: Entry.objects.filter(pk=entry.pk).exclude(act="x").update(act=""),
        lambda: Entry._base_manager.all().delete(),
    ):
        with pytest.raises(TypeError, match="audit trail"), transaction.atomic():
            attempt()
    assert Entry.objects.get().act == "xem"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET act = ''",
        "UPDATE audit_entry SET digest = previous WHERE id > 0",
        "DELETE FROM audit_entry",
        "DELETE FROM audit_chainhead",
        "UPDATE audit_chainhead SET count = count - 1",
        "UPDATE audit_chainhead SET digest = ''",
        "UPDATE audit_chainhead SET last_id = 0, count = 0",
        "UPDATE audit_chainhead SET id = 2, count = count + 1, last_id = last_id + 1",
    ],
)
def test_database_refuses(statement):
    record(EntryKind.VIEW, act="xem", by=None, at=NOW)
    with pytest.raises(DatabaseError, match="chỉ được ghi thêm"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Entry.objects.get().act == "xem"


@pytest.mark.parametrize("table", ["audit_entry", "audit_chainhead"])
def test_database_refuses_to_empty_the_tables(table):
    record(EntryKind.VIEW, act="xem", by=None, at=NOW)
    word = {"postgresql": "TRUNCATE", "sqlite": "DELETE FROM"}[connection.vendor]  # SQLite knows no TRUNCATE
    with pytest.raises(DatabaseError, match="chỉ được ghi thêm"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"{word} {table}")


def test_triggers_stand_after_all_migrations_and_can_be_taken_back():
    assert append_only.missing(connection) == set()
    append_only.remove(connection)
    assert len(append_only.missing(connection)) == (5 if connection.vendor == "postgresql" else 4)
    append_only.install(connection)
    assert append_only.missing(connection) == set()


def test_admin_knows_nothing_of_the_trail():
    assert [model for model in admin.site._registry if model._meta.app_label == "audit"] == []
