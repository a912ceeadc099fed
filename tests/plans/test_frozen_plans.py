"""Nothing that changes later in any row changes an approved plan: every field of every row is tried."""

import datetime

import pytest
from django.apps import apps
from django.core.cache import caches
from django.db import DatabaseError, models, transaction
from django.utils import timezone

from documents import jobs, store
from documents.content import Content
from documents.enums import FileRole, JobKind
from documents.freezing import frozen_content, frozen_layout, latest_file
from documents.layout import Layout
from documents.models import FrozenPaper, Job, PageLayout, PaperFile, RegisterEntry
from documents.papers import paper as paper_of
from documents.rendering import render_pdf
from organisations.enums import SignedReady
from organisations.models import User
from plans.models import Plan
from plans.views import prints
from portal.examples import load_examples
from tests.factories.papers import a_number, approved

pytestmark = pytest.mark.django_db
KEPT = (FrozenPaper, PaperFile, RegisterEntry)
"""What an approved paper is read from; no act changes a line of these."""


@pytest.fixture
def plans(settings, tmp_path) -> list[Plan]:
    """Two plans of the examples, with activities, bases and appendices, and a page layout of its own for their office;
    approved, numbered, and their files not made yet."""
    settings.MEDIA_ROOT = tmp_path
    load_examples(at=timezone.now())
    Plan.objects.update(is_transcript=False, number=None, dated_month=None, dated_day=None)
    leader, found = User.objects.first(), []
    for plan in Plan.objects.filter(dated_year__in=(2020, 2024)):
        PageLayout.objects.get_or_create(organisation=plan.organisation, defaults={"body_pt": 13})
        found.append(approved(plan, by=leader))
        a_number(found[-1].paper, dated_on=datetime.date(plan.dated_year, 3, 4))
    return [Plan.objects.get(pk=plan.pk) for plan in found]


def paper(plan: Plan) -> tuple[Content, Layout, str]:
    source = paper_of("plan")
    row = source.find(plan.pk)
    return source.content(row), source.layout(row), prints.shown(plan).key


def change_everything() -> int:
    """Give every field of every row another value, where the database allows it; returns how many were changed."""
    changed = 0
    for label in ("organisations", "documents", "plans"):
        for model in apps.get_app_config(label).get_models():
            if model in KEPT:
                continue
            for row in model._base_manager.all():
                changed += sum(_changed(row, field) for field in model._meta.concrete_fields)
    return changed


def _changed(row: models.Model, field: models.Field) -> bool:
    value = _another(field, getattr(row, field.attname), row.pk)
    if value is None or field.primary_key or (isinstance(row, Plan) and field.name in {"state", "paper"}):
        return False
    try:
        with transaction.atomic():
            return bool(type(row)._base_manager.filter(pk=row.pk).update(**{field.attname: value}))
    except DatabaseError:
        return False


def _another(field: models.Field, value, number: int):
    """A value for `field` that differs from `value`; None when there is none."""
    if isinstance(field, models.ForeignKey):
        return field.related_model._base_manager.exclude(pk=value).values_list("pk", flat=True).first()
    if field.choices:
        return next((choice for choice, _ in field.flatchoices if choice != value), None)
    kinds = {
        models.BooleanField: lambda: not value,
        models.DateTimeField: lambda: timezone.now() + datetime.timedelta(days=400),
        models.DateField: lambda: datetime.date(2019, 1, 1 + number % 28),
        models.DecimalField: lambda: (value or 1) + 1,
        models.FloatField: lambda: (value or 1) + 1,
        models.IntegerField: lambda: (value or 1) + 1,
        models.CharField: lambda: f"KHÁC {number} {value}"[: field.max_length],
        models.TextField: lambda: f"KHÁC {number} {value}",
    }
    return next((make() for kind, make in kinds.items() if isinstance(field, kind)), None)


def test_no_later_change_of_any_row_changes_an_approved_plan(plans):
    before = [paper(plan) for plan in plans]
    pdf = [render_pdf(*kept[:2]) for kept in before]
    assert [kept[1].body_pt for kept in before] == [13, 13]
    assert change_everything() > 500
    for rows in ("bases", "activities", "sections", "appendices"):
        for plan in plans:
            getattr(plan, rows).all().delete()
    caches["papers"].clear()
    plans = [Plan.objects.get(pk=plan.pk) for plan in plans]
    assert [paper(plan) for plan in plans] == before
    assert [render_pdf(*kept[:2]) for kept in before] == pdf


def test_files_made_late_say_what_was_approved(plans):
    """The worker comes only after everything else was changed."""
    wanted = [
        render_pdf(
            frozen_content(plan.paper), frozen_layout(plan.paper), signed_ready=SignedReady(plan.paper.signed_ready)
        )
        for plan in plans
    ]
    asked = list(Job.objects.filter(kind=JobKind.FREEZE).order_by("row_id").values())
    change_everything()
    for job in asked:
        Job.objects.filter(pk=job["id"]).update(**job)
        jobs.work(job["id"])
    assert [store.get(latest_file(plan.paper, FileRole.READY).sha256) for plan in plans] == wanted
