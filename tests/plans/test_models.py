"""Each named constraint refuses what it names, in the database itself."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.db.models import CheckConstraint, UniqueConstraint

from documents.models import FrozenPaper
from plans.enums import PlanAct, PlanState
from plans.models import Activity, LegalDocument, Plan, PlanLegalBasis, PlanTransition, Programme
from tests.factories.plans import NOW, a_document, a_plan, a_user
from tests.factories.rows import a_row

pytestmark = pytest.mark.django_db
DAY = datetime.date(2024, 3, 5)
DAY_BEFORE = datetime.date(2024, 3, 4)


def refuses(name, write):
    """Whether the database refuses `write` by the constraint `name`; SQLite names columns of unique ones only."""
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        write()
    return name in str(refusal.value) or "UNIQUE constraint failed" in str(refusal.value)


def test_programme_years_are_in_order():
    Programme.objects.create(name="A", level=1, year_from=2021, year_to=2021)
    assert refuses(
        "programme_years_are_in_order",
        lambda: Programme.objects.create(name="A", level=1, year_from=2022, year_to=2021),
    )


def test_programme_ends_after_it_begins():
    Programme.objects.create(name="A", level=1, valid_from=DAY, valid_to=DAY)
    assert refuses(
        "programme_ends_after_it_begins",
        lambda: Programme.objects.create(name="A", level=1, valid_from=DAY, valid_to=DAY_BEFORE),
    )


def test_legal_document_is_entered_once():
    a_document(reference="90/QĐ-TTg", issuer="Thủ tướng Chính phủ")
    a_document(reference="90/QĐ-TTg", issuer="Bộ Tài chính")
    assert refuses(
        "legal_document_is_entered_once",
        lambda: a_document(reference="90/qđ-TTg", issuer="Thủ  tướng chính phủ", summary="khác"),
    )


def test_blanks_and_dashes_do_not_make_another_document():
    a_document(reference="90/QĐ-TTg", issuer="Thủ tướng Chính phủ")
    for reference in ("90 / QĐ - TTg", "90/QĐ–TTg"):
        assert refuses(
            "legal_document_is_entered_once",
            lambda: a_document(reference=reference, issuer="Thủ tướng Chính phủ"),  # noqa: B023 (called at once)
        )


def test_a_law_is_entered_once_by_its_name():
    law = {"kind": "Luật", "reference": "", "issuer": ""}
    a_document(**law, summary="Đất đai")
    a_document(**law, summary="Nhà ở")
    assert refuses("legal_document_is_entered_once", lambda: a_document(**law, summary="đất đai"))


def test_legal_document_has_a_number():
    for kind in ("Hiến pháp", "Bộ luật", "Luật", "Pháp lệnh"):
        a_document(kind=kind, reference="")
    assert refuses("legal_document_has_a_number", lambda: a_document(kind="Quyết định", reference=""))


def test_legal_document_force_ends_after_it_begins():
    a_document(in_force_from=DAY, in_force_to=DAY)
    assert refuses(
        "legal_document_force_ends_after_it_begins", lambda: a_document(in_force_from=DAY, in_force_to=DAY_BEFORE)
    )


def changed(**fields):
    plan = a_plan(a_user())
    return lambda: Plan.objects.filter(pk=plan.pk).update(**fields)


def test_plan_years_are_in_order():
    changed(year_from=2024, year_to=2024)()
    assert refuses("plan_years_are_in_order", changed(year_from=2025, year_to=2024))


def test_plan_number_only_on_a_transcript():
    changed(number=5, is_transcript=True)()
    assert refuses("plan_number_only_on_a_transcript", changed(number=5))


def test_plan_day_needs_a_month():
    changed(dated_month=3)()
    assert refuses("plan_day_needs_a_month", changed(dated_day=5))


def test_plan_has_a_frozen_paper_from_approval_on():
    frozen = {"paper": a_row(FrozenPaper)}
    for state in PlanState:
        has_paper = state not in PlanState.editable() | PlanState.in_review()
        changed(state=state, paper=a_row(FrozenPaper) if has_paper else None)()
        wrong = {"paper": None} if has_paper else frozen
        assert refuses("plan_has_a_frozen_paper_from_approval_on", changed(state=state, **wrong))


def test_plan_transcript_is_not_put_through_the_steps():
    changed(is_transcript=True)()
    for state in (PlanState.RETURNED, PlanState.SUBMITTED, PlanState.PASSED, PlanState.CHECKED):
        assert refuses("plan_transcript_is_not_put_through_the_steps", changed(is_transcript=True, state=state))


def test_plan_template_is_not_put_through_the_steps():
    changed(is_template=True)()
    assert refuses("plan_template_is_not_put_through_the_steps", changed(is_template=True, is_transcript=True))
    for state in (PlanState.RETURNED, PlanState.SUBMITTED, PlanState.PASSED, PlanState.CHECKED):
        assert refuses("plan_template_is_not_put_through_the_steps", changed(is_template=True, state=state))


def test_plan_transition_that_stops_a_plan_says_why():
    by = a_user()
    row = {"plan": a_plan(by), "from_state": "checked", "to_state": "returned", "by": by, "at": NOW}
    PlanTransition.objects.create(act=PlanAct.APPROVE, **row)
    for act in (PlanAct.RETURN, PlanAct.TAKE_BACK_NUMBER, PlanAct.RECALL, PlanAct.CORRECT):
        PlanTransition.objects.create(act=act, reason="Thiếu số liệu", **row)
        assert refuses(
            "plan_transition_that_stops_a_plan_says_why",
            lambda act=act: PlanTransition.objects.create(act=act, **row),
        )


def test_legal_basis_says_something():
    plan = a_plan(a_user())
    PlanLegalBasis.objects.create(plan=plan, wording="Căn cứ")
    assert refuses("legal_basis_says_something", lambda: PlanLegalBasis.objects.create(plan=plan))


def test_activity_ends_after_it_starts():
    plan = a_plan(a_user())
    Activity.objects.create(plan=plan, kind="class", name="Lớp", starts_on=DAY, ends_on=DAY)
    assert refuses(
        "activity_ends_after_it_starts",
        lambda: Activity.objects.create(plan=plan, kind="class", name="Lớp", starts_on=DAY, ends_on=DAY_BEFORE),
    )


def test_every_constraint_has_a_test_of_its_name_and_a_sentence():
    constraints = [
        c
        for model in (Programme, LegalDocument, Plan, PlanLegalBasis, PlanTransition, Activity)
        for c in model._meta.constraints
    ]
    assert {c.name for c in constraints} == {
        name.removeprefix("test_") for name in globals() if name.startswith("test_") and name.split("_")[1] in
        ("programme", "legal", "plan", "activity")
    }  # fmt: skip
    default = (CheckConstraint, UniqueConstraint)[0].default_violation_error_message
    assert [c.name for c in constraints if c.violation_error_message == default] == []


def test_expected_people():
    assert Activity(people=22, group_count=2, group_size=5).expected_people == 22
    assert Activity(group_count=2, group_size=84).expected_people == 168
    assert Activity(group_count=2).expected_people is None


def test_in_force_on_knows_days_and_heirs():
    day = datetime.date(2024, 6, 1)
    free = a_document()
    running = a_document(in_force_from=day, in_force_to=datetime.date(2024, 6, 2))
    a_document(in_force_from=datetime.date(2024, 6, 2))
    a_document(in_force_to=day)
    a_document(replaced_by=free)
    assert set(LegalDocument.objects.in_force_on(day)) == {free, running}


def test_a_law_is_called_by_its_name_once():
    assert str(LegalDocument(kind="Luật", summary="Đất đai")) == "Luật Đất đai"
    assert str(LegalDocument(kind="Luật", summary="Luật Đất đai")) == "Luật Đất đai"
    assert str(LegalDocument(kind="Quyết định", reference="90/QĐ-TTg", summary="phê duyệt")) == "Quyết định 90/QĐ-TTg"
