"""Two people press a button at the same moment: exactly one is heard, the other is told so. On both databases."""

import threading
from contextlib import contextmanager

import pytest
from django.db import OperationalError, connection, connections

from audit.models import ChainHead, Entry
from documents.enums import FileRole
from documents.models import FrozenPaper, RegisterEntry
from lib.refusals import Refused
from organisations.enums import Role
from plans.actions import (
    StaleEdit,
    approve_plan,
    mark_signed,
    number_plan,
    pass_on_plan,
    return_plan,
    save_head,
    save_section,
    stepping,
    submit_plan,
    withdraw_plan,
)
from plans.enums import PlanAct, PlanState
from plans.models import Plan, PlanSection
from tests.factories.plans import NOW, a_plan, a_user, an_outline
from tests.factories.steps import a_file, a_plan_in, a_ready_plan, a_team, someone

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = range(5)
"""A race is lost by chance: it is run several times."""


def at_the_same_time(*acts):
    """Run the acts in threads that begin together; return what each one gave: «done», the refusal, or what the
    database said."""
    start = threading.Barrier(len(acts))
    outcomes = [None] * len(acts)

    def run(number, act):
        try:
            start.wait()
            act()
            outcomes[number] = "done"
        except (Refused, OperationalError) as refusal:
            outcomes[number] = refusal
        finally:
            connections["default"].close()

    threads = [threading.Thread(target=run, args=(number, act)) for number, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def test_one_of_two_texts_of_the_same_version_is_saved():
    one = a_user()
    two = a_user(one.organisation)
    (section,) = an_outline(a_plan(one), one, "MỘT")
    outcomes = at_the_same_time(
        lambda: save_section(section, title="MỘT", body="Của người thứ nhất", version=1, by=one, at=NOW),
        lambda: save_section(section, title="MỘT", body="Của người thứ hai", version=1, by=two, at=NOW),
    )
    saved, refusal = sorted(outcomes, key=lambda outcome: outcome != "done")
    assert saved == "done"
    assert isinstance(refusal, StaleEdit)
    assert refusal.current.version == 2
    section.refresh_from_db()
    assert refusal.current.body == section.body
    assert section.body == ("Của người thứ nhất", "Của người thứ hai")[outcomes.index("done")]
    assert isinstance(refusal.current, PlanSection)


def test_one_of_many_heads_of_the_same_version_is_saved():
    by = a_user()
    plan = a_plan(by)
    outcomes = at_the_same_time(
        *(
            lambda number=number: save_head(plan, {"title": f"Bản {number}"}, version=1, by=by, at=NOW)
            for number in range(6)
        ),
    )
    assert outcomes.count("done") == 1
    titles = {outcome.current.title for outcome in outcomes if outcome != "done"}
    assert titles == {f"Bản {outcomes.index('done')}"}
    assert all(isinstance(outcome.current, Plan) for outcome in outcomes if outcome != "done")


@pytest.mark.parametrize("_", ROUNDS)
def test_of_two_leaders_who_approve_and_return_at_once_one_is_heard(_):
    team = a_team()
    other = someone(Role.LEADER, team.office)
    plan = a_plan_in(PlanState.CHECKED, team)
    outcomes = at_the_same_time(
        lambda: approve_plan(_read(plan), by=team.leader, at=NOW),
        lambda: return_plan(_read(plan), reason="Thiếu số liệu", by=other, at=NOW),
    )
    plan.refresh_from_db()
    last = plan.transitions.last()
    assert (plan.transitions.count(), outcomes.count("done")) == (4, 1)
    assert (last.by, plan.state) == (
        (team.leader, PlanState.APPROVED) if outcomes[0] == "done" else (other, PlanState.RETURNED)
    )
    late, act = (outcomes[1], "trả lại") if outcomes[0] == "done" else (outcomes[0], "phê duyệt")
    assert late.sentence.startswith(f"Không {act} được: {last.by} đã {last.get_act_display()} lúc 08:30")
    assert FrozenPaper.objects.count() == (1 if outcomes[0] == "done" else 0)
    assert Entry.objects.filter(row_id=plan.pk, table="plans.plan", kind="transition").count() == 4


def test_without_the_lock_both_leaders_would_be_heard(monkeypatch):
    """The race exists. SQLite has no row locks: there the whole transaction is the lock, and is taken out here."""
    team = a_team()
    other = someone(Role.LEADER, team.office)
    plan = a_plan_in(PlanState.CHECKED, team)
    both_have_read = threading.Barrier(2)

    def unlocked(plan):
        row = Plan.objects.select_related("organisation", "signer").get(pk=plan.pk)
        both_have_read.wait()
        return row

    monkeypatch.setattr(stepping, "locked_row", unlocked)
    with _deferred_transactions():
        outcomes = at_the_same_time(
            lambda: return_plan(_read(plan), reason="Thiếu số liệu", by=team.leader, at=NOW),
            lambda: return_plan(_read(plan), reason="Sai thể thức", by=other, at=NOW),
        )
    transitions = plan.transitions.filter(act=PlanAct.RETURN, from_state=PlanState.CHECKED).count()
    if connection.vendor == "sqlite":
        assert (outcomes.count("done"), transitions) == (1, 1)
        assert [str(outcome) for outcome in outcomes if outcome != "done"] == ["database is locked"]
    else:
        assert (outcomes, transitions) == (["done", "done"], 2)


@pytest.mark.parametrize("_", ROUNDS)
def test_the_head_passes_on_or_the_drafter_withdraws(_):
    team = a_team()
    plan = a_plan_in(PlanState.SUBMITTED, team)
    outcomes = at_the_same_time(
        lambda: pass_on_plan(_read(plan), by=team.head, at=NOW),
        lambda: withdraw_plan(_read(plan), by=team.drafter, at=NOW),
    )
    plan.refresh_from_db()
    assert outcomes.count("done") == 1
    assert plan.state == (PlanState.PASSED if outcomes[0] == "done" else PlanState.DRAFT)


@pytest.mark.parametrize("_", ROUNDS)
def test_what_is_submitted_is_what_the_drafter_last_saved(_):
    """Somebody types while another submits: the text is in the submitted content, or it is refused."""
    team = a_team()
    plan = a_ready_plan(team)
    section = plan.sections.get()
    outcomes = at_the_same_time(
        lambda: submit_plan(_read(plan), by=team.drafter, at=NOW),
        lambda: save_section(section, title="MỤC ĐÍCH", body="Viết sau cùng", version=1, by=team.head, at=NOW),
    )
    content = plan.transitions.get().content
    assert outcomes[0] == "done"
    assert ("Viết sau cùng" in content) == (outcomes[1] == "done")


def test_one_of_many_clerks_gives_the_number():
    team = a_team()
    plan = a_plan_in(PlanState.SIGNED, team)
    clerks = [someone(Role.CLERK, team.office) for _ in range(4)]
    outcomes = at_the_same_time(*(lambda clerk=clerk: number_plan(_read(plan), by=clerk, at=NOW) for clerk in clerks))
    assert outcomes.count("done") == 1
    entry = RegisterEntry.objects.get()
    assert (entry.paper_id, entry.given_by) == (plan.paper_id, clerks[outcomes.index("done")])


def test_one_of_two_signatures_counts():
    team = a_team()
    plan = a_plan_in(PlanState.APPROVED, team)
    files = [a_file(plan, FileRole.SIGNED, by=by) for by in (team.leader, team.clerk)]
    outcomes = at_the_same_time(
        *(lambda file=file: mark_signed(_read(plan), file=file, by=file.made_by, at=NOW) for file in files)
    )
    assert outcomes.count("done") == 1
    assert plan.transitions.get(act=PlanAct.SIGN).by == files[outcomes.index("done")].made_by


def test_the_audit_trail_stays_one_chain():
    team = a_team()
    plans = [a_plan_in(PlanState.SUBMITTED, team) for _ in range(6)]
    outcomes = at_the_same_time(*(lambda plan=plan: pass_on_plan(_read(plan), by=team.head, at=NOW) for plan in plans))
    assert outcomes == ["done"] * 6
    entries = list(Entry.objects.order_by("pk"))
    assert [entry.previous for entry in entries[1:]] == [entry.digest for entry in entries[:-1]]
    assert ChainHead.objects.get().digest == entries[-1].digest


def _read(plan: Plan) -> Plan:
    """The plan as a page showed it before anybody acted: each thread gets a copy of its own."""
    copy = Plan(pk=plan.pk, state=plan.state, state_since=plan.state_since)
    copy._state.adding = False
    return copy


@contextmanager
def _deferred_transactions():
    """On SQLite transactions that lock only when they write."""
    if connection.vendor != "sqlite":
        yield
        return
    options = connections.settings["default"]["OPTIONS"]
    before = options["transaction_mode"]
    options["transaction_mode"] = "DEFERRED"
    try:
        yield
    finally:
        options["transaction_mode"] = before
