"""The printed pages of a plan, the PDF, and plans that are too long to wait for."""

from io import BytesIO

import pypdfium2
import pytest
from django.urls import reverse
from django.utils.html import escape
from PIL import Image

from documents.conformity import RULES
from documents.models import Job
from documents.printing import QUICK_LETTERS
from lib.downloads import ascii_name
from plans.file_names import file_name
from plans.models import Plan
from tests.factories.plans import a_plan, a_user, an_outline

pytestmark = pytest.mark.django_db
HTMX = {"hx-request": "true"}


@pytest.fixture
def drafter(client):
    user = a_user()
    client.force_login(user)
    return user


@pytest.fixture
def plan(drafter) -> Plan:
    plan = a_plan(drafter, title="Thực hiện Dự án 5: «Nâng cao» năng lực")
    an_outline(plan, drafter, "MỤC ĐÍCH", ".Yêu cầu")
    plan.sections.update(body="Đúng đối tượng.")
    return plan


@pytest.fixture
def long_plan(plan) -> Plan:
    plan.sections.update(body=("Tổ chức tập huấn cho cán bộ xã, thôn, bản.\n" * (QUICK_LETTERS // 40)).strip())
    return plan


def at(name: str, plan: Plan) -> str:
    return reverse(f"plans:{name}", args=[plan.pk])


def picture_at(plan, key, page=1, width=900) -> str:
    return reverse("plans:preview_page", args=[plan.pk, key, page, width])


def test_pages_are_pictures_of_the_print(client, plan):
    response = client.get(at("pages", plan))
    key = response.context["print"].key
    picture = client.get(picture_at(plan, key))
    assert (picture.status_code, picture["Content-Type"]) == (200, "image/webp")
    assert picture["Cache-Control"] == "private, max-age=604800, immutable"
    assert Image.open(BytesIO(picture.content)).size == (900, 1273)
    assert picture_at(plan, key) in response.content.decode()


def test_every_section_knows_its_printed_place(client, plan):
    sheets = client.get(at("pages", plan)).context["sheets"]
    places = [(place["section"], place["page"]) for _, places in sheets for place in places]
    assert places == [(section.pk, 1) for section in plan.sections.all()]


@pytest.mark.parametrize(
    ("page", "width", "key"), [(0, 900, None), (2, 900, None), (1, 901, None), (1, 900, "0" * 64), (1, 900, "a-b")]
)
def test_pages_that_were_never_printed_do_not_exist(client, plan, page, width, key):
    own = client.get(at("pages", plan)).context["print"].key
    assert client.get(picture_at(plan, key or own, page, width)).status_code == 404


def test_pictures_are_for_those_who_see_the_plan(client, plan):
    key = client.get(at("pages", plan)).context["print"].key
    client.force_login(a_user())
    assert client.get(picture_at(plan, key)).status_code == 404


def test_the_pdf_is_downloaded_under_its_name_and_once_only(client, plan):
    response = client.get(at("download", plan))
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == (
        'attachment; filename="ke-hoach-2024-thuc-hien-du-an-5-nang-cao-nang-luc.pdf"; filename*=UTF-8'
        "''K%E1%BA%BF%20ho%E1%BA%A1ch%202024%20%E2%80%93%20Th%E1%BB%B1c%20hi%E1%BB%87n%20D%E1%BB%B1%20%C3%A1n%205%20"
        "%C2%ABN%C3%A2ng%20cao%C2%BB%20n%C4%83ng%20l%E1%BB%B1c.pdf"
    )
    assert len(pypdfium2.PdfDocument(response.content)) == 1
    assert client.get(at("download", plan), headers={"if-none-match": response["ETag"]}).status_code == 304
    plan.sections.update(body="Khác")
    assert client.get(at("download", plan), headers={"if-none-match": response["ETag"]}).status_code == 200


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("a/b\\c: d?\n*e", "Kế hoạch 2024 – a b c d e.pdf"),
        ("x" * 500, f"Kế hoạch 2024 – {'x' * 90}.pdf"),
        ("mô hình " * 20, f"Kế hoạch 2024 – {'mô hình ' * 11}mô.pdf"),
        ('"; rm -rf .', "Kế hoạch 2024 – ; rm -rf.pdf"),
    ],
)
def test_file_names_are_safe(title, name):
    plan = Plan(title=title, year_from=2024, year_to=2024)
    assert file_name(plan) == name
    assert ascii_name(name).isascii()
    assert not set('"\\/;\n') & set(ascii_name(name))


def test_looking_at_a_long_plan_asks_for_nothing(client, long_plan):
    response = client.get(at("pages", long_plan))
    assert (response.context["print"].pdf, Job.objects.count()) == (None, 0)
    assert at("print", long_plan) in response.content.decode()


def test_a_long_plan_is_printed_by_the_worker_and_waited_for(
    client, long_plan, drafter, django_capture_on_commit_callbacks
):
    waiting = client.get(at("download", long_plan))
    assert waiting.status_code == 202
    with django_capture_on_commit_callbacks():
        response = client.post(at("print", long_plan), {"den": "tai-pdf"})
    assert (response.url, Job.objects.get().requested_by) == (at("download", long_plan), drafter)
    progress = client.get(at("download", long_plan), headers=HTMX)
    assert 'hx-trigger="every 1s"' in progress.content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(at("print", long_plan))
    ready = client.get(at("download", long_plan), headers=HTMX)
    assert ready["HX-Trigger"] == f'{{"plan:printed": {{"url": "{at("download", long_plan)}"}}}}'
    assert client.get(at("download", long_plan))["Content-Type"] == "application/pdf"
    assert len(client.get(at("pages", long_plan)).context["sheets"]) > 20


def test_a_print_that_failed_says_why_and_offers_to_try_again(client, long_plan, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks():
        client.post(at("print", long_plan))
    Job.objects.update(state="failed", error="Máy chủ hết bộ nhớ.")
    page = client.get(at("pages", long_plan)).content.decode()
    assert "Máy chủ hết bộ nhớ." in page
    assert "every 1s" not in page


def test_pages_are_asked_for_by_get_and_prints_by_post(client, plan):
    assert client.post(at("pages", plan)).status_code == 405
    assert client.get(at("print", plan)).status_code == 405


# ---- the checklist ------------------------------------------------------------------------------------------------


def test_the_checklist_names_every_rule_and_where_it_is_broken(client, plan):
    response = client.get(at("checklist", plan))
    ticks = [tick for _, ticks in response.context["groups"] for tick in ticks]
    assert [tick.rule.number for tick in ticks] == sorted(RULES)
    page = response.content.decode()
    for finding in response.context["findings"]:
        assert escape(finding["sentence"]) in page


def test_the_checklist_of_a_draft_without_signer_says_so(client, plan):
    findings = client.get(at("checklist", plan)).context["findings"]
    assert any("người ký" in finding["sentence"] for finding in findings)


def test_the_checklist_of_a_long_plan_waits_for_its_print(client, long_plan):
    page = client.get(at("checklist", long_plan)).content.decode()
    assert "data-check-again" in page


def test_the_checklist_is_for_those_who_see_the_plan(client, plan):
    client.force_login(a_user())
    assert client.get(at("checklist", plan)).status_code == 404
