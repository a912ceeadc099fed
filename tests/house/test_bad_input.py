"""What browsers, scripts and strangers may send: never a 500, never a word of a plan that one may not see."""

import datetime

import pytest
from django.contrib import admin
from django.db import transaction
from django.test import Client
from django.urls import reverse

from documents.models import RegisterEntry
from organisations.models import User
from plans.actions import add_basis, copy_plan
from plans.enums import PlanState
from plans.models import Activity, Plan
from tests.factories.plans import NOW, a_document, a_plan, a_user, an_outline
from tests.factories.rows import a_row
from tests.factories.steps import a_plan_in, a_team
from tests.house.test_addresses import ADDRESSES

pytestmark = pytest.mark.django_db

KEYS = ["", "abc", "-1", "0", "9223372036854775808", "9" * 5000, "a\x00b", "²"]
WORDS = ["a\x00b", "x" * 100_000, "a b c " * 20_000, "%_\\'\"", "{{ 7*7 }}<script>", "\u202e\u200f😀"]
SEARCHES = {"plans:list": "q", "plans:copy_candidates": "tim", "portal:search": "q"}
admin.autodiscover()
LISTS = sorted(f"admin:{m._meta.app_label}_{m._meta.model_name}_changelist" for m in admin.site._registry)


@pytest.fixture
def quiet():
    """A browser that gets the error page instead of the error."""
    return Client(raise_request_exception=False)


@pytest.fixture
def drafter(quiet) -> User:
    user = a_user(is_staff=True)
    quiet.force_login(user)
    return user


@pytest.fixture
def administrator(quiet) -> User:
    user = User.objects.create_superuser("quantri", reads_all_papers=True, password="x")
    quiet.force_login(user)
    return user


@pytest.fixture
def unseen() -> Plan:
    stranger = a_user()
    plan = a_plan(stranger, title="Kế hoạch tuyệt mật")
    an_outline(plan, stranger, "Mục tuyệt mật")
    return plan


# ---- numbers and words ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [*SEARCHES, *LISTS])
def test_any_words_may_be_searched_for(name, quiet, administrator):
    found = [quiet.get(reverse(name), {SEARCHES.get(name, "q"): words}).status_code for words in WORDS]
    assert set(found) <= {200, 302}


def test_any_words_may_be_searched_for_in_the_register_of_documents(quiet, drafter):
    address = reverse("plans:basis_search", args=[a_plan(drafter).pk])
    assert {quiet.get(address, {"tim": words}).status_code for words in WORDS} == {200}


@pytest.mark.parametrize("year", ["0", "99999", "-1", "abc", "9223372036854775808", "9" * 5000])
def test_lists_of_years_that_no_calendar_has_lead_back_to_the_list(year, quiet, administrator):
    a_row(Plan)
    response = quiet.get(reverse("admin:plans_plan_changelist"), {"updated_at__year": year})
    assert response.status_code in {200, 302}


@pytest.mark.parametrize("key", KEYS)
def test_a_document_that_cannot_be_is_not_added(key, quiet, drafter):
    plan = a_plan(drafter)
    response = quiet.post(reverse("plans:basis_add", args=[plan.pk]), {"document": key}, follow=True)
    assert (response.status_code, plan.bases.count()) == (200, 0)
    assert "không còn trong danh mục" in response.content.decode()


def test_a_request_that_is_too_large_is_said_to_be_so(quiet, drafter, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    plan = a_plan(drafter)
    response = quiet.post(reverse("plans:head_save", args=[plan.pk]), {"title": "x" * 2000})
    assert response.status_code == 413
    assert "quá dài" in response.content.decode()


@pytest.mark.parametrize("key", KEYS)
def test_a_plan_that_cannot_be_is_not_copied(key, quiet, drafter):
    asked = {"title": "Bản sao", "year_from": 2026, "year_to": 2026, "start": "copy", "source": key}
    address = reverse("plans:new")
    response = quiet.post(address, asked | {"organisation": drafter.organisation_id})
    assert (response.status_code, Plan.objects.count()) == (400, 0)
    assert "Bản sao" in response.content.decode()
    assert quiet.get(address, {"sao-chep": key}).status_code == 200


@pytest.mark.parametrize("key", KEYS)
def test_a_row_that_cannot_be_is_refused_beside_its_field_in_the_admin(key, quiet, administrator):
    asked = {"kind": "Luật", "summary": "Luật Thử nghiệm", "replaced_by": key}
    response = quiet.post(reverse("admin:plans_legaldocument_add"), asked)
    assert response.status_code == (200 if key else 302)


def test_rows_numbered_without_end_are_left_out_in_the_admin(quiet, administrator):
    plan = a_row(Plan)
    address = reverse("admin:plans_plan_change", args=[plan.pk])
    forms = {}
    for room in ("bases", "sections", "appendices"):
        forms |= {f"{room}-TOTAL_FORMS": "1", f"{room}-INITIAL_FORMS": "1", f"{room}-0-id": "987654"}
    assert quiet.post(address, forms | {f"sections-{'9' * 5000}-title": "x"}).status_code < 500


def test_activities_at_the_end_of_the_calendar_can_be_copied():
    drafter = a_user()
    plan = a_plan(drafter)
    last = datetime.date(9999, 12, 31)
    Activity.objects.create(plan=plan, kind="class", name="Lớp", starts_on=last, ends_on=last)
    assert copy_plan(plan, year=2025, by=drafter, at=NOW).activities.get().ends_on is None


# ---- acts, register, keys, trail --------------------------------------------------------------------------------

HOSTILE = [
    "a\x00b",
    "x" * 100_000,
    "\u202e\u200f😀",
    "9" * 5000,
    "٣",
    "9999-12-31",
    "2024-02-30T00:00",
    "\x01\x0b\ufffe",
]
ASKED = [
    "note", "reason", "letter", "text", "section", "luc", "tu", "number", "dated_on", "title", "symbol", "kind",
    "signer", "recipients", "archive", "copies", "pages", "version", "sent_on", "received_by", "manual_reason",
    "organisation", "key", "secret", "whose", "token_label", "password", "pin", "file", "files", "picture", "q",
    "nguoi", "loai", "den", "tai_khoan", "bang", "dong", "truoc", "sau", "co_quan", "so", "nam", "trang", "code",
    "next", "state",
]  # fmt: skip
NEW = ("plans:step_", "plans:comment", "plans:sign", "plans:seal", "plans:number", "plans:upload", "plans:desk")
NEW_SPACES = (
    "documents:",
    "keys:",
    "audit:",
    "portal:sign_in",
    "portal:provider",
    "portal:two_step",
    "portal:recovery",
)


def _acts():
    return [name for name, _ in ADDRESSES if name.startswith((*NEW, *NEW_SPACES, "plans:file", "plans:make_files"))]


@pytest.fixture
def numbered(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    team = a_team()
    return a_plan_in(PlanState.NUMBERED, team), team


def _row_address(name: str, plan: Plan) -> str:
    rows = {"plan_id": plan.pk, "entry_id": RegisterEntry.objects.get().pk, "kind": "csv"}
    converters = dict(ADDRESSES)[name].pattern.converters
    return reverse(name, kwargs={key: rows.get(key, 1) for key in converters})


@pytest.mark.parametrize("name", _acts())
def test_no_act_fails_whatever_is_typed(name, quiet, numbered):
    """The clerk and the leader, who may most, send everything in every field; only what is refused may come back."""
    plan, team = numbered
    address = _row_address(name, plan)
    for person in (team.clerk, team.leader):
        for words in HOSTILE:
            for method in ("get", "post"):
                with transaction.atomic():
                    quiet.force_login(person)
                    status = getattr(quiet, method)(address, dict.fromkeys(ASKED, words)).status_code
                    assert (status < 500, words[:20], method) == (True, words[:20], method)
                    transaction.set_rollback(True)
    odd = [getattr(quiet, method)(address).status_code for method in ("head", "options", "put", "delete")]
    assert max(odd) < 500


# ---- plans that one may not see ----------------------------------------------------------------------------------


def test_the_admin_offers_no_sections_of_an_unseen_plan(quiet, drafter, unseen):
    address = reverse("admin:plans_activity_add")
    shown = quiet.get(address, {"plan": unseen.pk})
    sent = quiet.post(address, {"plan": unseen.pk, "kind": "class", "name": "Lớp"})
    assert (shown.status_code, sent.status_code) == (200, 200)
    assert ["tuyệt mật" in page.content.decode() for page in (shown, sent)] == [False, False]


def test_deleting_a_document_quotes_no_unseen_plan_that_cites_it(quiet, administrator, unseen):
    document = a_document()
    add_basis(unseen, document=document, wording="Căn cứ tuyệt mật", by=unseen.drafter, at=NOW)
    page = quiet.get(reverse("admin:plans_legaldocument_delete", args=[document.pk])).content.decode()
    assert ("tuyệt mật" in page, "1 kế hoạch đang dẫn làm căn cứ" in page) == (False, True)


def test_pictures_of_an_unseen_plan_are_not_shown_under_ones_own(quiet, drafter, unseen):
    client = Client()
    client.force_login(unseen.drafter)
    key = client.get(reverse("plans:pages", args=[unseen.pk])).context["print"].key
    assert client.get(reverse("plans:preview_page", args=[unseen.pk, key, 1, 900])).status_code == 200
    own = a_plan(drafter)
    quiet.get(reverse("plans:pages", args=[own.pk]))
    assert quiet.get(reverse("plans:preview_page", args=[own.pk, key, 1, 900])).status_code == 404
