"""`manage.py verify_audit` finds whatever was done to the trail behind our back."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from audit import append_only
from audit.enums import EntryKind
from audit.models import START, Entry
from audit.recording import record
from audit.sealing import digest_of
from audit.verifying import Chain, Fault, walk
from tests.factories.plans import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def trail():
    """Ten entries; whoever takes this owns the database and has taken the triggers away."""
    entries = [record(EntryKind.CHANGE, act=f"sửa lần {number}", by=None, at=NOW) for number in range(10)]
    append_only.remove(connection)
    return entries


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def faults(expected=""):
    chain = walk(expected)
    return chain.fault, chain.faulty_id, chain.count


def a_copy(entry, **changes):
    """Write a forged entry; sealed properly unless `digest` is given."""
    names = [field.name for field in Entry._meta.concrete_fields if not field.primary_key]
    forged = Entry(**({name: getattr(entry, name) for name in names} | {"digest": ""} | changes))
    forged.digest = forged.digest or digest_of(forged)
    forged.save(force_insert=True)
    return forged


def test_whole_trail(trail):
    assert walk() == Chain(count=10, last_id=trail[-1].pk, digest=trail[-1].digest, has_expected=True)


def test_empty_trail_is_whole():
    assert walk() == Chain(has_expected=True)
    assert walk(START) == Chain(has_expected=True)


@pytest.mark.parametrize(
    ("column", "value"),
    [("act", "khác"), ("actor_name", "khác"), ("row_id", 5), ("details", "{}x"), ("at", "2020-01-01 00:00:00+00:00"),
     ("address", "1.2.3.4"), ("digest", "0" * 63 + "1"), ("organisation_id", 9), ("kind", "view")],
)  # fmt: skip
def test_altered_entry(trail, column, value):
    sql(f"UPDATE audit_entry SET {column} = %s WHERE id = %s", value, trail[4].pk)
    assert faults() == (Fault.ALTERED, trail[4].pk, 4)


def test_altered_last_entry(trail):
    sql("UPDATE audit_entry SET act = 'khác' WHERE id = %s", trail[-1].pk)
    assert faults() == (Fault.ALTERED, trail[-1].pk, 9)


@pytest.mark.parametrize("place", [0, 4])
def test_entry_altered_and_sealed_again(trail, place):
    trail[place].act = "khác"
    sql("UPDATE audit_entry SET act = 'khác', digest = %s WHERE id = %s", digest_of(trail[place]), trail[place].pk)
    assert faults() == (Fault.RESEALED, trail[place].pk, place + 1)


def test_last_entry_altered_and_sealed_again(trail):
    trail[-1].act = "khác"
    sql("UPDATE audit_entry SET act = 'khác', digest = %s WHERE id = %s", digest_of(trail[-1]), trail[-1].pk)
    assert faults() == (Fault.RESEALED, trail[-1].pk, 10)


@pytest.mark.parametrize(("first", "last"), [(0, 0), (0, 2), (4, 4), (3, 7)])
def test_removed_in_the_middle(trail, first, last):
    sql("DELETE FROM audit_entry WHERE id BETWEEN %s AND %s", trail[first].pk, trail[last].pk)
    assert faults() == (Fault.REMOVED, trail[last + 1].pk, first)


@pytest.mark.parametrize("kept", [1, 9])
def test_cut_off_at_the_end(trail, kept):
    sql("DELETE FROM audit_entry WHERE id > %s", trail[kept - 1].pk)
    assert faults() == (Fault.CUT_OFF, trail[kept - 1].pk, kept)


def test_all_removed(trail):
    sql("DELETE FROM audit_entry")
    assert faults() == (Fault.CUT_OFF, None, 0)


def test_removed_together_with_the_remembered_end(trail):
    """Who owns the database can cut the end off without a trace in it: the seal on paper tells."""
    last = trail[5]
    sql("DELETE FROM audit_entry WHERE id > %s", last.pk)
    sql("UPDATE audit_chainhead SET last_id = %s, digest = %s, count = 6", last.pk, last.digest)
    assert faults() == (None, None, 6)
    assert faults(trail[3].digest) == (None, None, 6)
    assert faults(trail[8].digest) == (Fault.NOT_FOUND, last.pk, 6)


def test_remembered_end_altered(trail):
    sql("UPDATE audit_chainhead SET count = 9")
    assert faults() == (Fault.HEAD, trail[-1].pk, 10)


def test_remembered_end_removed(trail):
    sql("DELETE FROM audit_chainhead")
    assert faults() == (Fault.HEAD, trail[-1].pk, 10)


def test_inserted_at_the_end(trail):
    forged = a_copy(trail[-1], previous=trail[-1].digest)
    assert faults() == (Fault.INSERTED, forged.pk, 11)


@pytest.mark.parametrize("previous", ["f" * 64, "known"])
def test_inserted_in_the_middle(trail, previous):
    """With a seal of its own, before an entry that goes on behind the true one."""
    sql("UPDATE audit_entry SET id = id + 100 WHERE id > %s", trail[4].pk)
    sql("UPDATE audit_chainhead SET last_id = last_id + 100")
    if previous == "known":  # impossible while the unique constraint stands: it goes first
        sql("CREATE TABLE audit_unbound AS SELECT * FROM audit_entry")
        sql("DROP TABLE audit_entry")
        sql("ALTER TABLE audit_unbound RENAME TO audit_entry")
        previous = trail[4].digest
    forged = a_copy(trail[4], pk=trail[4].pk + 1, previous=previous)
    assert faults()[:2] == (Fault.INSERTED, forged.pk)


def test_command_prints_count_and_last_seal(trail):
    append_only.install(connection)
    out = io.StringIO()
    call_command("verify_audit", expect=trail[2].digest.upper(), stdout=out)
    assert out.getvalue() == f"Nhật ký nguyên vẹn: 10 dòng. Mã niêm cuối: {trail[-1].digest}\n"


def test_command_fails_with_the_first_broken_entry(trail):
    sql("UPDATE audit_entry SET act = 'khác' WHERE id = %s", trail[4].pk)
    append_only.install(connection)
    with pytest.raises(CommandError) as failure:
        call_command("verify_audit")
    assert failure.value.returncode == 1
    assert str(failure.value) == (
        f"NHẬT KÝ KHÔNG CÒN NGUYÊN VẸN. Dòng {trail[4].pk} đã bị sửa sau khi ghi. "
        f"Trước đó 4 dòng còn nguyên (đến dòng {trail[3].pk}, mã niêm {trail[3].digest})."
    )


def test_command_fails_when_the_triggers_are_gone(trail):
    with pytest.raises(CommandError, match="audit_entry_is_not_changed"):
        call_command("verify_audit")
