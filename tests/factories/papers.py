"""Frozen papers for tests, made through the acts that plans use."""

import datetime

from django.utils import timezone

from documents.actions import freeze_paper
from documents.layout import Layout
from documents.models import FrozenPaper, Register, RegisterEntry
from documents.papers import paper as paper_of
from organisations.models import User
from plans.enums import PlanState
from plans.models import Plan
from tests.factories.contents import plan
from tests.factories.plans import a_user, an_organisation


def a_frozen_paper(*, row_id: int = 1, content=None, layout=None, organisation=None, by=None, at=None) -> FrozenPaper:
    """An approved paper without files yet: the worker is told of them when the transaction ends."""
    organisation = organisation or an_organisation()
    return freeze_paper(
        source="plan",
        row_id=row_id,
        organisation=organisation,
        content=content or plan(appendices=()),
        layout=layout or Layout(),
        by=by or a_user(organisation),
        at=at or timezone.now(),
    )


def approved(plan: Plan, *, by: User, state: PlanState = PlanState.APPROVED) -> Plan:
    """`plan` as it stands after its approval, read again; with another `state` as it stands later."""
    source = paper_of("plan")
    row = source.find(plan.pk)
    frozen = freeze_paper(
        source="plan",
        row_id=row.pk,
        organisation=row.organisation,
        content=source.content(row),
        layout=source.layout(row),
        by=by,
        at=timezone.now(),
    )
    Plan.objects.filter(pk=plan.pk).update(state=state, paper=frozen)
    return Plan.objects.get(pk=plan.pk)


def a_number(paper: FrozenPaper, *, number: int = 7, dated_on=datetime.date(2026, 3, 4)) -> RegisterEntry:
    """The line of the register that gives `paper` its number."""
    register = Register.objects.create(organisation=paper.organisation, year=dated_on.year, last_number=number)
    return RegisterEntry.objects.create(
        register=register,
        number=number,
        symbol=paper.symbol,
        dated_on=dated_on,
        kind="Kế hoạch",
        title=paper.title,
        signer="Vừ A Hùng",
        paper=paper,
        given_at=timezone.now(),
        given_by=paper.frozen_by,
    )
