"""The files of an approved plan: shown while they are made, handed out whole, noted; the preview shows what counts."""

import json
from urllib.parse import unquote

import pytest
from django.core.cache import caches
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from audit.enums import EntryKind
from audit.models import Entry
from documents import store
from documents.content import PartialDate
from documents.enums import FileRole, JobState
from documents.examining import examined
from documents.freezing import HOUSE_ROLES, add_file, frozen_content, latest_file
from documents.models import Job
from documents.papers import paper as paper_of
from documents.printing import QUICK_LETTERS
from documents.works import FILES_GIVEN_UP
from plans.enums import PlanState
from plans.models import Plan
from plans.views.papers import ALTERED
from tests.factories.papers import a_number, approved
from tests.factories.plans import a_plan, a_user, an_outline

pytestmark = pytest.mark.django_db
HTMX = {"hx-request": "true"}


def _handed_out():
    return Entry.objects.filter(kind__in=[EntryKind.VIEW, EntryKind.DOWNLOAD])


@pytest.fixture(autouse=True)
def no_earlier_prints(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    caches["papers"].clear()


@pytest.fixture
def drafter(client):
    user = a_user()
    client.force_login(user)
    return user


@pytest.fixture
def draft(drafter) -> Plan:
    plan = a_plan(drafter, title="Thực hiện Dự án 5")
    an_outline(plan, drafter, "MỤC ĐÍCH", "TỔ CHỨC THỰC HIỆN")
    plan.sections.update(body="Đúng đối tượng.")
    return plan


@pytest.fixture
def waiting(draft, drafter) -> Plan:
    """Approved; the worker has not come yet."""
    return approved(draft, by=drafter)


@pytest.fixture
def ready(draft, drafter, django_capture_on_commit_callbacks) -> Plan:
    """Approved, with the files of the house."""
    with django_capture_on_commit_callbacks(execute=True):
        return approved(draft, by=drafter)


def at(name: str, plan: Plan, *more) -> str:
    return reverse(f"plans:{name}", args=[plan.pk, *more])


def name_of(response) -> str:
    return unquote(response["Content-Disposition"].split("UTF-8''")[1])


def test_a_draft_has_no_files(client, draft):
    assert client.get(at("files", draft)).status_code == 404
    assert client.post(at("make_files", draft)).status_code == 404
    assert at("files", draft) not in client.get(at("detail", draft)).content.decode()


def test_files_are_for_those_who_see_the_plan(client, ready):
    file = latest_file(ready.paper, FileRole.READY)
    client.force_login(a_user())
    assert [
        client.get(at("files", ready)).status_code,
        client.get(at("file", ready, file.pk)).status_code,
        client.post(at("make_files", ready)).status_code,
    ] == [404, 404, 404]
    assert _handed_out().count() == 0


def test_progress_is_asked_for_every_second_until_the_files_are_there(client, waiting):
    Job.objects.update(state=JobState.RUNNING, progress=40)
    page = client.get(at("files", waiting), headers=HTMX).content.decode()
    assert ('hx-trigger="every 1s"' in page, "đang làm, 40 %" in page) == (True, True)
    without_script = client.get(at("files", waiting)).content.decode()
    assert '<meta http-equiv="refresh" content="3">' in without_script


def test_every_file_stands_with_its_digest_and_is_handed_out_whole(client, ready):
    page = client.get(at("files", ready), headers=HTMX).content.decode()
    assert "every 1s" not in page
    assert ready.paper.files.count() == len(HOUSE_ROLES)
    for file in ready.paper.files.all():
        assert file.sha256 in page
        assert client.get(at("file", ready, file.pk)).content == store.get(file.sha256)


def test_a_file_of_another_plan_does_not_exist_here(client, ready, drafter, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        other = approved(a_plan(drafter, title="Khác"), by=drafter)
    file = latest_file(other.paper, FileRole.READY)
    assert client.get(at("file", ready, file.pk)).status_code == 404


@pytest.mark.parametrize(
    ("role", "ending"),
    [
        (FileRole.READY, " – trình ký.pdf"),
        (FileRole.WORD, ".docx"),
        (FileRole.SIGNED, " – đã ký.pdf"),
        (FileRole.SEALED, " – đã ký, đóng dấu.pdf"),
        (FileRole.SCAN, " – bản quét.pdf"),
    ],
)
def test_a_file_is_saved_under_a_vietnamese_name(client, waiting, drafter, role, ending):
    file = add_file(waiting.paper, role, b"data", by=drafter, at=timezone.now())
    assert name_of(client.get(at("file", waiting, file.pk))) == f"Kế hoạch 2024 – Thực hiện Dự án 5{ending}"
    a_number(waiting.paper)
    assert name_of(client.get(at("file", waiting, file.pk))) == f"Kế hoạch số 07-KH-BDT – Thực hiện Dự án 5{ending}"


def test_who_took_a_file_is_noted(client, ready, drafter):
    file = latest_file(ready.paper, FileRole.READY)
    client.get(at("file", ready, file.pk), REMOTE_ADDR="10.1.2.3")
    client.get(at("download", ready), REMOTE_ADDR="10.1.2.4")
    entries = _handed_out().order_by("pk")
    assert [(e.kind, e.act, e.actor_id, e.row_id, e.address, json.loads(e.details)) for e in entries] == [
        (EntryKind.DOWNLOAD, "tải bản PDF trình ký", drafter.pk, ready.pk, "10.1.2.3", {"sha256": file.sha256}),
        (EntryKind.DOWNLOAD, "tải bản PDF trình ký", drafter.pk, ready.pk, "10.1.2.4", {"sha256": file.sha256}),
    ]


def test_a_draft_is_taken_without_a_note(client, draft):
    client.get(at("download", draft))
    assert _handed_out().count() == 0


def test_looking_at_an_issued_plan_is_noted_once_in_ten_minutes(client, draft, drafter):
    issued = approved(draft, by=drafter, state=PlanState.ISSUED)
    client.get(at("pages", issued))
    client.get(at("pages", issued))
    reader = a_user(drafter.organisation)
    client.force_login(reader)
    client.get(at("pages", issued))
    assert [(e.kind, e.actor_id, e.row_id) for e in _handed_out().order_by("pk")] == [
        (EntryKind.VIEW, drafter.pk, issued.pk),
        (EntryKind.VIEW, reader.pk, issued.pk),
    ]


def test_looking_at_a_plan_on_its_way_is_not_noted(client, ready):
    client.get(at("pages", ready))
    assert _handed_out().count() == 0


def test_who_saw_and_took_it_is_told_on_the_page_to_those_concerned(client, draft, drafter):
    page = client.get(at("detail", draft)).content.decode()
    assert "Ai đã xem, tải" not in page
    issued = approved(draft, by=drafter, state=PlanState.ISSUED)
    assert "Chưa ai xem bản đã ban hành" in client.get(at("detail", issued)).content.decode()
    reader = a_user(drafter.organisation, full_name="Lò Thị Đọc", may=("view",))
    client.force_login(reader)
    client.get(at("pages", issued))
    assert "Ai đã xem, tải" not in client.get(at("detail", issued)).content.decode()
    client.force_login(drafter)
    page = client.get(at("detail", issued)).content.decode()
    assert "<strong>Lò Thị Đọc</strong> xem kế hoạch" in page
    assert "máy 127.0.0.1" in page


def test_a_file_altered_on_the_server_is_not_handed_out(client, ready):
    file = latest_file(ready.paper, FileRole.READY)
    store._path(file.sha256, store.PAPERS).write_bytes(b"%PDF-1.7 forged")
    response = client.get(at("file", ready, file.pk))
    assert (response.status_code, ALTERED in response.content.decode()) == (409, True)
    assert client.get(at("pages", ready)).status_code == 200
    assert _handed_out().count() == 0


def test_failed_files_say_what_to_do_and_are_asked_for_again(client, waiting, django_capture_on_commit_callbacks):
    Job.objects.update(state=JobState.FAILED, attempts=3, error=FILES_GIVEN_UP)
    page = client.get(at("files", waiting), headers=HTMX).content.decode()
    assert (escape(FILES_GIVEN_UP) in page, at("make_files", waiting) in page) == (True, True)
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(at("make_files", waiting)).url == at("files", waiting)
    assert waiting.paper.files.count() == len(HOUSE_ROLES)


def test_files_whose_job_was_tidied_away_can_be_asked_for(client, waiting, django_capture_on_commit_callbacks):
    Job.objects.all().delete()
    assert "Tạo tệp" in client.get(at("files", waiting), headers=HTMX).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(at("make_files", waiting))
    assert waiting.paper.files.count() == len(HOUSE_ROLES)


def test_the_preview_shows_the_file_that_counts(client, ready, drafter):
    """Ready to be signed, signed; with a number, not yet sealed: printed with it; sealed."""

    def shown():
        return client.get(at("pages", ready)).context["print"]

    def brought(role, text):
        data = store.get(latest_file(ready.paper, FileRole.READY).sha256) + text
        return add_file(ready.paper, role, data, by=drafter, at=timezone.now())

    assert shown().key == latest_file(ready.paper, FileRole.READY).sha256
    signed = brought(FileRole.SIGNED, b"\n%signed")
    assert shown().key == signed.sha256
    a_number(ready.paper)
    assert (shown().file, shown().content.head.number) == (None, 7)
    sealed = brought(FileRole.SEALED, b"\n%sealed")
    assert shown().key == sealed.sha256
    assert client.get(at("download", ready)).content == store.get(sealed.sha256)


def test_the_picture_of_a_file_that_came_back_is_in_colour(client, ready, drafter):
    data = store.get(latest_file(ready.paper, FileRole.READY).sha256) + b"\n%signed"
    signed = add_file(ready.paper, FileRole.SIGNED, data, by=drafter, at=timezone.now())
    response = client.get(reverse("plans:preview_page", args=[ready.pk, signed.sha256, 1, 900]))
    assert (response.status_code, response.content[12:16]) == (200, b"VP8 ")


def test_the_checklist_of_a_numbered_plan_examines_it_as_a_document_with_number(client, ready):
    a_number(ready.paper)
    response = client.get(at("checklist", ready), headers=HTMX)
    assert response.status_code == 200
    assert response.context["report"].readable


def test_the_checklist_of_an_approved_plan_examines_the_file_to_be_signed(client, ready):
    client.get(at("checklist", ready), headers=HTMX)
    report = examined(latest_file(ready.paper, FileRole.READY).sha256)
    assert (report.pages, report.errors) == (1, client.get(at("checklist", ready)).context["report"].errors)


def test_a_long_approved_plan_is_examined_by_the_worker_and_printed_anew_with_its_number(
    client, draft, drafter, django_capture_on_commit_callbacks
):
    draft.sections.update(body=("Tổ chức tập huấn cho cán bộ xã, thôn, bản.\n" * (QUICK_LETTERS // 40)).strip())
    with django_capture_on_commit_callbacks(execute=True):
        plan = approved(draft, by=drafter)
    ready = latest_file(plan.paper, FileRole.READY)
    assert examined(ready.sha256).pages == ready.pages
    a_number(plan.paper)
    add_file(plan.paper, FileRole.SEALED, store.get(ready.sha256) + b"\n%sealed", by=drafter, at=timezone.now())
    waiting = client.get(at("checklist", plan), headers=HTMX)
    assert (waiting.context["waiting"], f'hx-post="{at("print", plan)}"' in waiting.content.decode()) == (True, True)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(at("print", plan), headers=HTMX)
    assert client.get(at("checklist", plan), headers=HTMX).context["report"].readable


def test_paper_of_an_approved_plan_is_the_frozen_one(ready):
    source = paper_of("plan")
    Plan.objects.filter(pk=ready.pk).update(title="Sửa thẳng trong cơ sở dữ liệu", place="Nơi khác", dated_month=9)
    ready.sections.all().delete()
    assert source.content(source.find(ready.pk)) == frozen_content(ready.paper)
    a_number(ready.paper)
    numbered = source.content(source.find(ready.pk))
    assert (numbered.head.number, numbered.head.date) == (7, PartialDate(2026, 3, 4))
