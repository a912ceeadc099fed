"""Frozen papers for tests, made through the acts that plans use."""

import datetime

from django.utils import timezone

from documents.actions import freeze_paper, give_number
from documents.layout import Layout
from documents.models import FrozenPaper, RegisterEntry
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
    return give_number(
        organisation=paper.organisation,
        kind=paper.kind,
        symbol=paper.symbol,
        dated_on=dated_on,
        title=paper.title,
        signer="Vừ A Hùng",
        recipients=(),
        paper=paper,
        number=number,
        manual_reason="Số của bản thử",
        by=paper.frozen_by,
        at=timezone.now(),
    )
