"""From a reading to a plan: its rows print the words that were read."""

from dataclasses import replace

import pytest
from django.core.management import call_command
from django.utils import timezone

from documents.content import Content
from documents.papers import paper
from plans.actions import create_plan_from_reading
from plans.models import Plan, PlanReading
from plans.proposing import proposals
from portal.examples import load_examples
from tests.factories.plans import NOW, a_user
from tests.factories.readings import a_reading

pytestmark = pytest.mark.django_db


def made(reading: PlanReading, by, **choices) -> Plan:
    """The plan of the reading, in the office of `by`, for 2026."""
    years = {"year_from": 2026, "year_to": 2026, "dated_year": 2026}
    fields = {"organisation": by.organisation} | years | choices
    return create_plan_from_reading(reading, by=by, at=NOW, **fields)


def content_of(plan: Plan) -> Content:
    sheet = paper("plan")
    return sheet.content(sheet.find(plan.pk))


@pytest.fixture(scope="module")
def examples(django_db_setup, django_db_blocker):
    """The contents of the example plans."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        call_command("setup_roles", verbosity=0)
        load_examples(at=timezone.now())
        found = {plan.title: content_of(plan) for plan in Plan.objects.all()}
        transaction.set_rollback(True)
    return found


@pytest.mark.parametrize("takes_proposals", [False, True])
def test_the_example_plans_come_back_as_they_are(examples, takes_proposals):
    by = a_user()
    assert len(examples) == 4
    for content in examples.values():
        takes = [p.key for p in proposals(content)] if takes_proposals else []
        plan = made(a_reading(by, content), by, takes=takes)
        again = content_of(plan)
        assert again == replace(
            content, head=again.head, signature=again.signature, archive=content.archive or again.archive
        )
