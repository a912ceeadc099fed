"""Frozen papers for tests, made through the acts that plans use."""

from django.utils import timezone

from documents.actions import freeze_paper
from documents.layout import Layout
from documents.models import FrozenPaper
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
