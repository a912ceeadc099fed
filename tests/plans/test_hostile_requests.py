"""What may be sent to the pages of readings, findings, comparisons and templates: never a 500, never half a save."""

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from documents.content import Paragraph, Section
from documents.enums import JobState
from documents.reading.source import Format, Line, Source
from plans.models import Plan, PlanConfirmation, PlanReading
from tests.factories.contents import plan as a_content
from tests.factories.plans import a_plan, a_user, an_outline
from tests.factories.readings import a_reading

pytestmark = pytest.mark.django_db
HOSTILE = [
    "a\x00b",
    "x" * 100_000,
    "\u202e\u200f😀",
    "9" * 5000,
    "٣",
    "-1",
    "9223372036854775808",
    "\x01\x0b\ufffe",
    "²",
]
FIELDS = [
    "text", "was", "superior", "issuer", "number", "symbol", "place", "day", "month", "year", "title", "line",
    "organisation", "becomes", "dated_year", "year_from", "year_to", "programme", "signer", "offered", "takes",
    "enters", "links", "settled", "label", "level", "body", "recipients", "archive", "signature", "amount", "words",
    "mark", "suggestion", "reason", "cu", "moi", "tim", "ban", "source", "start", "note", "opening", "closing",
]  # fmt: skip
SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'{{ 7*7 }}"


@pytest.fixture
def drafter():
    return a_user()


@pytest.fixture
def quiet(drafter):
    client = Client(raise_request_exception=False)
    client.force_login(drafter)
    return client


def reading_addresses(row):
    keys = (
        "dau",
        "can-cu-0",
        "mo-dau-0",
        "muc-0",
        "ket-0",
        "phu-luc-0",
        "tien-0",
        "lua-chon",
        "x",
        "muc-" + "9" * 5000,
    )
    pages = ("reading", "reading_offers", "reading_create", "reading_again")
    names = [reverse(f"plans:{name}", args=[row.pk]) for name in pages]
    names += [reverse("plans:reading_save", args=[row.pk, key]) for key in keys]
    names += [
        reverse("plans:reading_change", args=[row.pk, key, act])
        for key in ("can-cu-0", "muc-0", "muc-99999999999999999999", "muc-" + "9" * 5000, "phu-luc-7", "x")
        for act in ("bo", "them", "gop", "tach", "la")
    ]
    return [*names, reverse("plans:reading_discard", args=[row.pk])]


def unread(row, state):
    PlanReading.objects.filter(pk=row.pk).update(state=state, source="", reading="", summary={}, batch="lo")


STATES = {
    "done": lambda row: None,
    "queued": lambda row: unread(row, JobState.QUEUED),
    "running": lambda row: unread(row, JobState.RUNNING),
    "failed": lambda row: unread(row, JobState.FAILED),
    "made": lambda row: PlanReading.objects.filter(pk=row.pk).update(plan=a_plan(row.by)),
    "gone": lambda row: row.delete(),
}


@pytest.mark.parametrize("state", STATES)
def test_no_page_of_a_reading_fails_in_any_state(state, quiet, drafter):
    row = a_reading(drafter)
    pk = row.pk
    STATES[state](row)
    row.pk = pk
    bad = []
    for address in reading_addresses(row):
        for words in (None, *(HOSTILE if state == "done" else HOSTILE[:1])):
            for method in ("get", "post"):
                with transaction.atomic():
                    sent = dict.fromkeys(FIELDS, words) if words else {}
                    status = getattr(quiet, method)(address, sent).status_code
                    if status >= 500:
                        bad.append((method, address[:60], words and words[:12]))
                    transaction.set_rollback(True)
    assert bad == []


def test_no_page_of_findings_fails(quiet, drafter):
    plan = a_plan(drafter)
    an_outline(plan, drafter, "Mục đích")
    confirmation = PlanConfirmation.objects.create(plan=plan, kind="read", sentence="Xem lại.")
    names = {"findings": [], "finding_fix": [], "finding_set_aside": [], "finding_take_up": [1], "comparison": [],
             "comparison_pdf": [], "make_template": [], "confirm": [confirmation.pk]}  # fmt: skip
    addresses = [reverse(f"plans:{name}", args=[plan.pk, *args]) for name, args in names.items()]
    bad = []
    for address in [*addresses, reverse("plans:give_reading"), reverse("plans:new")]:
        for words in HOSTILE:
            for method in ("get", "post"):
                with transaction.atomic():
                    status = getattr(quiet, method)(address, dict.fromkeys(FIELDS, words)).status_code
                    if status >= 500:
                        bad.append((method, address, words[:12]))
                    transaction.set_rollback(True)
    assert bad == []


def test_ticks_are_kept_without_what_no_database_keeps(quiet, drafter):
    row = a_reading(drafter)
    quiet.post(reverse("plans:reading_save", args=[row.pk, "lua-chon"]), {"takes": ["a\x00b", "x" * 5000, "muc-1"]})
    assert PlanReading.objects.get().choices["takes"] == ["muc-1"]


def test_words_that_look_like_a_page_are_shown_as_words(quiet, drafter):
    content = a_content(
        title=SCRIPT, legal_bases=(f"Căn cứ {SCRIPT}",), recipients=(SCRIPT,), archive=SCRIPT,
        sections=(Section(1, "I.", SCRIPT, (Paragraph(f"{SCRIPT} ( thiếu ngày 31/02/2026"),)),),
    )  # fmt: skip
    row = a_reading(drafter, content, source=Source(Format.TEXT, (Line(SCRIPT),), remarks=(SCRIPT,)), remarks=(SCRIPT,))
    PlanReading.objects.filter(pk=row.pk).update(name=f"{SCRIPT}.docx", batch="lo")
    pages = [quiet.get(reverse("plans:reading", args=[row.pk])), quiet.get(reverse("plans:give_reading"))]
    asked = {"organisation": drafter.organisation_id, "becomes": "draft", "dated_year": 2026, "year_from": 2026}
    made = quiet.post(reverse("plans:reading_create", args=[row.pk]), asked)
    plan = Plan.objects.get()
    assert made.url == reverse("plans:detail", args=[plan.pk])
    names = ("detail", "findings", "comparison", "sections", "bases")
    pages += [quiet.get(reverse(f"plans:{name}", args=[plan.pk])) for name in names]
    assert [page.status_code for page in pages] == [200] * 7
    assert [("<script>alert" in page.content.decode(), "<img src=x" in page.content.decode()) for page in pages] == [
        (False, False)
    ] * 7


@pytest.mark.parametrize("count", [1, 30])
def test_lists_of_readings_ask_the_same_for_one_row_and_for_thirty(count, quiet, drafter, django_assert_num_queries):
    for _ in range(count):
        unread(a_reading(drafter), JobState.QUEUED)
    for name, args, queries in (("give_reading", [], 5), ("reading_batch", ["lo"], 6)):
        with django_assert_num_queries(queries):
            assert quiet.get(reverse(f"plans:{name}", args=args)).status_code == 200
