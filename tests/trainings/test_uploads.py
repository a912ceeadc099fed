"""Files of names from the page to the list: checked, kept, given again, taken away, refused."""

import io
import re
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from audit.models import Entry
from documents import jobs
from documents.models import Job
from tests.factories.plans import NOW
from tests.factories.sheets import BAD_KINDS, HEADS, a_bad_list, a_list, a_workbook
from tests.factories.trainings import (
    a_campaign,
    a_class,
    a_course,
    a_registrar,
    a_roster,
    a_share,
    an_organiser,
)
from trainings.actions.uploads import give_file, keep_rows
from trainings.enums import RosterState, UploadState
from trainings.models import Enrolment, Share, TrainingClass, Upload
from trainings.uploading import faults_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def roster(settings):
    settings.USE_TZ = True
    course = a_course(an_organiser())
    return a_roster(a_campaign(course, days=20_000), a_share(course, seats=20))


@pytest.fixture
def registrar(roster):
    return a_registrar(roster.share.area)


@pytest.fixture
def browser_of(client: Client):
    def signed_in(user) -> Client:
        client.force_login(user)
        return client

    return signed_in


def given(client: Client, roster, data: bytes, name: str = "ds.xlsx"):
    return client.post(reverse("registration:upload", args=[roster.pk]), {"file": SimpleUploadedFile(name, data)})


def test_every_fault_stands_at_its_cell_and_right_rows_are_kept_on_request(roster, registrar, browser_of):
    client = browser_of(registrar)
    response = given(client, roster, a_bad_list())
    upload = Upload.objects.get()
    assert response.url == reverse("registration:uploaded", args=[upload.pk])
    errors = {fault.row: fault.kind for fault in faults_of(upload) if fault.is_error}
    assert errors == BAD_KINDS
    assert (upload.state, upload.good, upload.bad, Enrolment.objects.count()) == (UploadState.CHECKED, 4, 13, 0)
    page = client.get(response.url).content.decode()
    cells = re.findall(r'data-label="Ô"><strong>(\w+)</strong>', page)
    assert set(cells) >= {"B6", "B7", "D8", "D9", "E10", "B11", "C12", "B13", "B14", "B15", "B16", "C17", "C18"}

    client.post(reverse("registration:upload_keep", args=[upload.pk]), {"de-nghi": "1"})
    names = list(Enrolment.objects.order_by("position").values_list("full_name", "post", "is_paid"))
    assert names == [
        ("Giàng A Páo", "Trưởng bản", False),
        ("Lý A Lan", "Trưởng bản", False),
        ("Vàng Thị Mai", "Trưởng bản", True),
        ("Chang A Lử", "Chủ tịch UBND", True),
    ]
    roster.refresh_from_db()
    assert (roster.state, Share.objects.get(pk=roster.share_id).taken) == (RosterState.DRAFT, 4)


def test_the_same_file_twice_and_a_button_pressed_twice_change_nothing(roster, registrar, browser_of):
    client, data = browser_of(registrar), a_list(12)
    for _ in range(2):
        given(client, roster, data)
        for _ in range(2):
            client.post(reverse("registration:upload_keep", args=[Upload.objects.get().pk]))
    assert (Enrolment.objects.count(), Share.objects.get(pk=roster.share_id).taken) == (12, 12)
    assert Upload.objects.get().result == {"new": 0, "changed": 0, "unchanged": 12, "queued": 0}
    assert Entry.objects.filter(act="ghi danh sách từ tệp").count() == 1


def test_bad_rows_come_back_mended(roster, registrar, browser_of):
    client = browser_of(registrar)
    given(client, roster, a_bad_list())
    upload = Upload.objects.get()
    client.post(reverse("registration:upload_keep", args=[upload.pk]))
    bad = client.post(reverse("registration:upload_bad_rows", args=[upload.pk]))
    book = load_workbook(io.BytesIO(bad.content))
    sheet = book.active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0] == [*HEADS, "Dòng trong tệp đã nộp", "Lỗi cần sửa"]
    assert [row[6] for row in rows[1:]] == sorted(BAD_KINDS)
    assert rows[10][1] == "=1+1"
    assert "f" not in {cell.data_type for row in sheet.iter_rows() for cell in row}
    for number in range(2, sheet.max_row + 1):
        sheet.cell(number, 2).value, sheet.cell(number, 3).value = f"Sùng A {'Tủa' * number}", "Trưởng bản"
        sheet.cell(number, 4).value, sheet.cell(number, 5).value = None, "X"
    out = io.BytesIO()
    book.save(out)
    given(client, roster, out.getvalue(), "sua.xlsx")
    mended = Upload.objects.get(name="sua.xlsx")
    assert (mended.good, mended.bad) == (13, 0)


def test_two_people_of_one_name_are_kept_when_somebody_says_so(roster, registrar, browser_of):
    client = browser_of(registrar)
    twins = [[1, "Giàng A Páo", "Trưởng bản", "", "X"], [2, "Giàng A Páo", "Bí thư Chi bộ", "", "X"]]
    given(client, roster, a_workbook([HEADS, *twins]))
    upload = Upload.objects.get()
    assert (upload.good, upload.bad) == (1, 1)
    client.post(reverse("registration:upload_keep", args=[upload.pk]), {"khac": "3"})
    assert list(Enrolment.objects.order_by("position").values_list("post", "is_another")) == [
        ("Trưởng bản", False),
        ("Bí thư Chi bộ", True),
    ]


def test_columns_of_other_names_are_chosen_by_the_person(roster, registrar, browser_of):
    client = browser_of(registrar)
    given(
        client,
        roster,
        a_workbook([["Họ và tên", "Làm gì", "Trả", "Không trả"], ["Giàng A Páo", "Trưởng bản", "", "x"]]),
    )
    upload = Upload.objects.get()
    assert (upload.good, upload.columns["missing"]) == (0, ["paid", "post"])
    client.post(
        reverse("registration:upload_columns", args=[upload.pk]), {"cot-1": "post", "cot-2": "paid", "cot-3": "unpaid"}
    )
    upload.refresh_from_db()
    assert (upload.good, upload.columns["missing"]) == (1, [])


def test_what_is_no_list_is_refused_in_words_and_nothing_is_kept(roster, registrar, browser_of):
    response = given(browser_of(registrar), roster, b"%PDF-1.7", "ds.xlsx")
    assert (response.status_code, Upload.objects.count()) == (400, 0)
    assert "Chỉ nhận danh sách ở tệp Excel" in response.content.decode()


def test_a_list_that_was_sent_takes_no_file(roster, registrar, browser_of):
    type(roster).objects.update(state=RosterState.SUBMITTED)
    response = given(browser_of(registrar), roster, a_list(2))
    assert (response.status_code, Upload.objects.count()) == (400, 0)


def test_numbers_of_cards_stand_readable_nowhere(roster, registrar, browser_of):
    roster.campaign.asks = ["id_number", "phone", "ethnic_group"]
    roster.campaign.save()
    client = browser_of(registrar)
    heads = [*HEADS, "Số CCCD", "Số điện thoại", "Dân tộc"]
    rows = [
        [1, "Giàng A Páo", "Trưởng bản", "", "X", "", "11085001234", "912345678", "H'Mông"],
        [2, "Lò Văn Sình", "Trưởng bản", "", "X", "", "011085001299", "0912345678", "Xyz"],
    ]
    given(client, roster, a_workbook([heads, *rows]))
    upload = Upload.objects.get()
    page = client.get(reverse("registration:uploaded", args=[upload.pk])).content.decode()
    client.post(reverse("registration:upload_keep", args=[upload.pk]))
    assert client.post(reverse("registration:upload_bad_rows", args=[upload.pk])).status_code == 302
    reason = {"ly-do": "Gửi lại xã để sửa"}
    assert client.post(reverse("registration:upload_bad_rows", args=[upload.pk]), reason).status_code == 200
    person = Enrolment.objects.get()
    assert person.private == {"id_number": "011085001234", "phone": "0912345678", "ethnic_group": "Mông"}
    stored = str(list(Upload.objects.values("choices", "columns", "result", "name", "error")))
    trail = str(list(Entry.objects.values_list("act", "details")))
    for secret in ("1085001234", "912345678", "H'Mông", "Xyz"):
        assert [secret in text for text in (page, stored, trail)] == [False, False, False], secret
    assert "Gửi lại xã để sửa" in trail


def test_a_large_file_is_read_and_stored_by_the_worker(roster, registrar):
    share = roster.share
    Share.objects.filter(pk=share.pk).update(seats=5000)
    data = a_list(1600)
    upload = give_file(roster, name="ds.xlsx", data=data, by=registrar, at=NOW)
    assert upload.state == UploadState.READING
    assert give_file(roster, name="ds.xlsx", data=data, by=registrar, at=NOW).pk == upload.pk
    jobs.work(Job.objects.get().pk)
    upload.refresh_from_db()
    assert (upload.state, upload.good, upload.bad, upload.data) == (UploadState.CHECKED, 1600, 0, None)
    for _ in range(2):
        upload = keep_rows(upload, by=registrar, at=NOW)
    assert upload.state == UploadState.STORING
    for job in Job.objects.all():
        jobs.work(job.pk)
        jobs.work(job.pk)
    upload.refresh_from_db()
    assert (upload.state, upload.result["new"], Enrolment.objects.count()) == (UploadState.STORED, 1600, 1600)


def test_the_command_says_the_same_as_the_page(browser_of, tmp_path):
    organiser = an_organiser()
    training_class = a_class(a_course(organiser))
    path = tmp_path / "ds.xlsx"
    path.write_bytes(a_bad_list())
    client = browser_of(organiser)
    client.post(reverse("trainings:class_upload", args=[training_class.pk]), {"file": path.open("rb")})
    upload = Upload.objects.get()
    page = client.get(reverse("registration:uploaded", args=[upload.pk])).content.decode()
    out = StringIO()
    options = {"training_class": training_class.pk, "stdout": out}
    call_command("import_roster", str(path), dry_run=True, **options)
    printed = out.getvalue()
    assert Enrolment.objects.count() == 0
    faults = faults_of(upload)
    assert len(faults) > len(BAD_KINDS)
    for fault in faults:
        assert f"Ô {fault.column}{fault.row} ({fault.heading})" in printed
        assert fault.sentence in printed
        assert fault.sentence in page
    assert len(re.findall("^Ô ", printed, re.MULTILINE)) == len(faults)
    call_command("import_roster", str(path), by=organiser.username, **options)
    assert TrainingClass.objects.get().enrolled == 4
    assert Enrolment.objects.filter(person=None).count() == 0


def test_708_rows_are_answered_while_the_person_waits(roster, registrar, browser_of):
    given(browser_of(registrar), roster, a_list(708))
    assert (Upload.objects.get().state, Upload.objects.get().good) == (UploadState.CHECKED, 708)
