"""Lists and forms as files: masked unless a reason is given, the taking noted, long ones printed by the worker."""

import io

import openpyxl
import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse

from audit.models import Entry
from documents import jobs, printing
from documents.models import Job
from documents.papers import paper
from tests.factories.trainings import (
    a_campaign,
    a_class,
    a_commune,
    a_course,
    a_registrar,
    a_roster,
    a_share,
    an_enrolment,
    an_organiser,
)
from trainings.enums import RosterField
from trainings.papers.forms import filled_form

pytestmark = pytest.mark.django_db

PRIVATE = {"id_number": "011085000123", "phone": "0912345678", "ethnic_group": "Mông"}
REASON = "Đối chiếu số định danh khi lập danh sách chi tiền"


@pytest.fixture
def by():
    return an_organiser()


@pytest.fixture
def roster(by):
    course = a_course(by)
    commune = a_commune("Sín Chải")
    training_class = a_class(course)
    asks = [RosterField.ID_NUMBER, RosterField.PHONE, RosterField.ETHNIC_GROUP]
    found = a_roster(a_campaign(course, asks=asks), a_share(course, commune, training_class=training_class))
    an_enrolment(found, full_name="Vừ A Hùng", training_class=training_class, private=PRIVATE)
    return found


def client_of(person):
    client = Client()
    client.force_login(person)
    return client


def text_of(response):
    document = pypdfium2.PdfDocument(response.content)
    found = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return found


def cells_of(response):
    sheet = openpyxl.load_workbook(io.BytesIO(response.content)).active
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]


def last_entry():
    return Entry.objects.order_by("-pk").first()


@pytest.mark.parametrize("name", ["form_pdf", "form_docx", "form_xlsx"])
def test_registrar_takes_the_form_masked_and_it_is_noted(roster, name):
    registrar = a_registrar(roster.share.area)
    response = client_of(registrar).get(reverse(f"registration:{name}", args=[roster.pk]))
    ending = name.removeprefix("form_")
    assert response.status_code == 200
    assert f"phu-luc-i-danh-sach-xa-sin-chai.{ending}" in response["Content-Disposition"]
    entry = last_entry()
    assert (entry.act, entry.details, entry.actor_id) == (
        f"tải danh sách đăng ký ({ending})", '{"full":false,"people":1}', registrar.pk,
    )  # fmt: skip
    assert b"011085000123" not in response.content


def test_masked_form_shows_three_digits(roster, by):
    cells = cells_of(client_of(by).get(reverse("registration:form_xlsx", args=[roster.pk])))
    assert [cell for cell in cells if "•" in cell] == ["•••", "•••••••••123", "•••••••678"]


def test_full_form_needs_a_reason_that_says_something(roster, by):
    address = reverse("registration:form_full", args=[roster.pk])
    before = Entry.objects.count()
    response = client_of(by).post(address, {"reason": "cần", "format": "xlsx"})
    assert (response.status_code, Entry.objects.count()) == (400, before)
    assert "Hãy ghi rõ lý do" in response.content.decode()
    assert 'value="cần"' in response.content.decode()


@pytest.mark.parametrize("format", ["pdf", "docx", "xlsx"])
def test_full_form_shows_what_was_hidden_and_notes_why_without_the_values(roster, format):
    person = a_registrar(roster.share.area)
    address = reverse("registration:form_full", args=[roster.pk])
    response = client_of(person).post(address, {"reason": REASON, "format": format})
    entry = last_entry()
    assert response.status_code == 200
    assert entry.act == f"tải danh sách đăng ký ({format}, đầy đủ)"
    assert entry.details == f'{{"full":true,"people":1,"reason":"{REASON}"}}'
    if format == "xlsx":
        assert {"011085000123", "0912345678", "Mông"} <= set(cells_of(response))
    if format == "pdf":
        assert "011085000123" in text_of(response).replace("\r\n", "")


def test_full_lists_are_never_kept_among_the_prints(roster, by):
    client_of(by).post(reverse("registration:form_full", args=[roster.pk]), {"reason": REASON, "format": "pdf"})
    source = paper("roster-form")
    row = source.find(roster.pk)
    assert printing.printed(printing.print_key(filled_form(row, reveal=True), source.layout(row))) is None


def test_blank_form_has_no_names_and_is_not_noted(roster, by):
    before = Entry.objects.count()
    for format in ("pdf", "docx", "xlsx"):
        response = client_of(by).get(reverse("registration:form_blank", args=[roster.pk]) + f"?dang={format}")
        assert response.status_code == 200
    assert "Vừ A Hùng" not in cells_of(response)
    assert Entry.objects.count() == before
    assert client_of(by).get(reverse("registration:form_blank", args=[roster.pk]) + "?dang=exe").status_code == 404


@pytest.mark.parametrize("kind", ["danh-sach", "phu-luc", "diem-danh", "nhan-tien", "thoi-khoa-bieu"])
@pytest.mark.parametrize("format", ["pdf", "docx", "xlsx"])
def test_organiser_takes_every_sheet_of_a_class(roster, by, kind, format):
    response = client_of(by).get(reverse("trainings:class_paper", args=[roster.share.training_class_id, kind, format]))
    assert response.status_code == 200
    assert response["Content-Disposition"].startswith("attachment; filename=")


def test_unknown_sheets_and_formats_do_not_exist(roster, by):
    for kind, format in (("la", "pdf"), ("danh-sach", "exe")):
        address = reverse("trainings:class_paper", args=[roster.share.training_class_id, kind, format])
        assert client_of(by).get(address).status_code == 404


def test_full_class_list_with_a_reason(roster, by):
    address = reverse("trainings:class_list_full", args=[roster.share.training_class_id])
    client = client_of(by)
    assert client.post(address, {"reason": "", "format": "pdf"}).status_code == 400
    assert "0912345678" in cells_of(client.post(address, {"reason": REASON, "format": "xlsx"}))


def test_page_of_the_class_offers_every_sheet_in_three_ways(roster, by):
    training_class = roster.share.training_class
    body = client_of(by).get(reverse("trainings:class_papers", args=[training_class.pk])).content.decode()
    addresses = [
        reverse("trainings:class_paper", args=[training_class.pk, kind, format])
        for kind in ("danh-sach", "phu-luc", "diem-danh", "nhan-tien", "thoi-khoa-bieu")
        for format in ("pdf", "docx", "xlsx")
    ]
    assert [address for address in addresses if f'href="{address}"' not in body] == []
    assert reverse("trainings:class_list_full", args=[training_class.pk]) in body


def test_page_of_the_list_offers_forms_filled_and_blank(roster, by):
    body = client_of(by).get(reverse("registration:form_papers", args=[roster.pk])).content.decode()
    for name in ("form_pdf", "form_docx", "form_xlsx", "form_blank", "form_full"):
        assert reverse(f"registration:{name}", args=[roster.pk]) in body


def test_long_list_is_printed_by_the_worker(roster, by, monkeypatch):
    monkeypatch.setattr(printing, "QUICK_LIST_ROWS", 0)
    client, address = client_of(by), reverse("registration:form_pdf", args=[roster.pk])
    assert client.get(address).status_code == 202
    asked = client.post(reverse("registration:form_print", args=[roster.pk]))
    assert (asked.status_code, asked["Location"]) == (302, address)
    job = Job.objects.get()
    assert (job.paper, job.row_id) == ("roster-form", roster.pk)
    assert client.get(address).status_code == 202
    jobs.work(job.pk)
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    assert "Vừ A Hùng" in text_of(response)


def test_full_pdf_that_takes_too_long_is_refused_with_what_to_do(roster, by, monkeypatch):
    monkeypatch.setattr(printing, "QUICK_LIST_ROWS", 0)
    address = reverse("registration:form_full", args=[roster.pk])
    response = client_of(by).post(address, {"reason": REASON, "format": "pdf"})
    assert response.status_code == 409
    assert "hãy tải bản Excel hoặc Word" in response.content.decode()


def test_addresses_of_lists_as_papers_are_known_to_those_who_may_open_them(roster, by):
    assert paper("roster-form").pages(by, [roster.pk]) == {
        roster.pk: reverse("registration:form_pdf", args=[roster.pk])
    }
    assert paper("roster-form").pages(an_organiser(), [roster.pk]) == {}
    row = roster.share.training_class
    address = reverse("trainings:class_paper", args=[row.pk, "danh-sach", "pdf"])
    assert paper("class-list").pages(by, [row.pk]) == {row.pk: address}
