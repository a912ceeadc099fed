"""Numbers of identity cards, phones and ethnic groups stand nowhere but where somebody asked for them with a reason.

Values that nothing else can be mistaken for are registered in every way there is; then everybody opens every page, file
and table of the site and sends every form that the pages offer.
"""

import io
import logging
import re
import zipfile

import pypdfium2
import pytest
from django.conf import settings as site
from django.contrib import admin
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.log import AdminEmailHandler

from audit.models import Entry
from documents.models import Job
from people.models import Person
from tests.house import test_addresses, test_training_matrix
from tests.house.matrix.trainings import Who
from tests.house.test_training_matrix import World
from trainings.enums import RosterField
from trainings.models import Campaign, Enrolment, RosterList, Share, Upload

CARD, PHONE, GROUP = "001234567890", "0987654321", "Si La"
NAMES = ("Giàng A Kín", "Sùng A Kín", "Lò Thị Kín", "Vừ A Kín")
SECRET = re.compile(r"001234567890|001[ .]?234[ .]?567[ .]?890|0?987[ .]?654[ .]?321|\bsi[ ]la\b", re.IGNORECASE)
KNOWN = re.compile("A Kín|Thị Kín")
SUGGESTIONS = re.compile(r"<datalist id=\"ethnic-groups\">.*?</datalist>", re.DOTALL)
"""All ethnic groups, to choose from."""
REASON = "Đối chiếu số định danh khi lập danh sách chi tiền"
OUTSIDERS = (Who.OTHER_REGISTRAR, Who.FOREIGN, Who.FOREIGN_LEADER, Who.NO_ROLE, Who.BLIND_SUPERUSER)
LEAVES = ("/dang-xuat/",)
admin.autodiscover()


class Planted(World):
    """The world around a course, with people who told everything: registered, unfinished, in a file, with a record."""

    def __init__(self):
        super().__init__()
        today = timezone.localdate()
        Campaign.objects.update(
            opens_on=today, deadline=today, opened_at=timezone.now(), asks=[field.value for field in RosterField]
        )
        self.registrar = self.clients[Who.REGISTRAR]
        roster = self.rows["roster_id"]
        Enrolment.objects.all().delete()
        Share.objects.update(taken=0)
        self._type(roster, "n1", NAMES[0], card=CARD, phone=PHONE, group=GROUP)  # registered
        self._type(
            roster, "n2", NAMES[1], card=CARD, phone=f"{PHONE}12345", group=GROUP.upper()
        )  # unfinished, of the same card
        heads = "Họ và tên;Chức vụ;Hưởng lương;Không hưởng lương;Năm sinh;Giới tính;Thôn;Dân tộc;Số CCCD;Điện thoại"
        lines = [
            f"{NAMES[2]};Trưởng thôn;;x;1980;Nữ;Bản A;{GROUP};001234567890;+84 987 654 321",
            f"{NAMES[3]};Trưởng thôn;x;x;1980;Nam;Bản A;si-la;001 234 567 890 1;{PHONE}x",
        ]
        file = SimpleUploadedFile("danh-sach.csv", "\n".join([heads, *lines]).encode("utf-8-sig"))
        given = self.registrar.post(reverse("registration:upload", args=[roster.pk]), {"file": file})
        assert given.status_code == 302, given.content.decode()
        self.rows["upload_id"] = Upload.objects.latest("pk")
        self.rows["enrolment_id"] = person = Enrolment.objects.get(full_name=NAMES[0])
        self._send_and_accept(roster)
        person.refresh_from_db()
        self.rows["person_id"] = person.person

    def _type(self, roster, key, name, *, card, phone, group):
        cells = {
            "full_name": name, "post": "Trưởng thôn", "unpaid": "x", "sex": "Nam", "birth_year": "1980",
            "village": "Bản A", "workplace": "Ủy ban", "ethnic_group": group, "id_number": card, "phone": phone,
        }  # fmt: skip
        said = {"r": f"{key}:0"} | {f"{key}-{field}": text for field, text in cells.items()}
        assert self.registrar.post(reverse("registration:save", args=[roster.pk]), said).status_code == 302

    def _send_and_accept(self, roster):
        """The unfinished row stays behind in the list while what was registered goes its way."""
        from trainings.actions.lists import accept_list, submit_list

        left = RosterList.objects.get(pk=roster.pk).unfinished
        RosterList.objects.filter(pk=roster.pk).update(unfinished={})
        row = RosterList.objects.get(pk=roster.pk)
        submit_list(row, by=self.people[Who.REGISTRAR], at=timezone.now())
        accept_list(RosterList.objects.get(pk=roster.pk), by=self.people[Who.DRAFTER], at=timezone.now())
        RosterList.objects.filter(pk=roster.pk).update(unfinished=left)


@pytest.fixture
def planted(db, settings, tmp_path, caplog, django_capture_on_commit_callbacks):
    settings.MEDIA_ROOT = tmp_path
    caplog.set_level(logging.DEBUG)
    with django_capture_on_commit_callbacks(execute=True):
        return Planted()


def _text(response) -> str:
    """Everything that a response says: its heads, cookies, and what stands in its file."""
    data = b"".join(response.streaming_content) if response.streaming else response.content
    heads = f"{response.headers!r} {response.cookies!r}"
    if data.startswith(b"%PDF") and len(data) > 1_000:  # the scan of this world is none
        pages = pypdfium2.PdfDocument(data)
        return heads + " ".join(page.get_textpage().get_text_range().replace("\r\n", "") for page in pages)
    if data.startswith(b"PK"):
        file = zipfile.ZipFile(io.BytesIO(data))
        return heads + " ".join(file.read(name).decode("utf-8", "replace") for name in file.namelist())
    return heads + SUGGESTIONS.sub("", data.decode("utf-8", "replace"))


def _addresses(world: World) -> list[str]:
    """Every address of the site for the rows of `world`, every table of the admin with each of its rows."""
    found = []
    for name, pattern in test_addresses.ADDRESSES:
        if name.partition(":")[0] == "admin" or any(slug in name for slug in ("sign_out", "signout")):
            continue
        try:
            found.append(
                world.address(name, pattern)
                if name in test_training_matrix.ADDRESSES
                else test_addresses._address(name, pattern, world.rows["plan_id"].pk)
            )
        except NoReverseMatch:
            continue
    for kind in ("danh-sach", "diem-danh", "nhan-tien", "thoi-khoa-bieu"):
        for format in ("pdf", "docx", "xlsx"):
            found.append(reverse("trainings:class_paper", args=[world.rows["class_id"].pk, kind, format]))
    for model in admin.site._registry:
        base = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        found.append(reverse(f"{base}_changelist"))
        for key in model.objects.values_list("pk", flat=True)[:3]:
            found += [reverse(f"{base}_{page}", args=[key]) for page in ("change", "history", "delete")]
    return [address for address in found if not address.startswith(LEAVES)]


def _tables() -> str:
    """Everything that the database holds, as text."""
    with connection.cursor() as cursor:
        said = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            said += [f"{table}: {row!r}" for row in cursor.fetchall()]
    return "\n".join(said)


def _quoted(text: str, what: re.Pattern = SECRET) -> list[str]:
    return [text[max(0, m.start() - 80) : m.end() + 20] for m in what.finditer(text)]


def test_what_was_planted_is_there(planted):
    private = Enrolment.objects.get(full_name=NAMES[0]).private
    assert private == {"id_number": CARD, "phone": PHONE, "ethnic_group": GROUP}
    assert Person.objects.get(full_name=NAMES[0]).private == private
    assert CARD in str(RosterList.objects.get(pk=planted.rows["roster_id"].pk).unfinished)
    assert PHONE in str(planted.rows["upload_id"].rows)


def _shown(world: World, who: Who, pattern: re.Pattern) -> dict[str, list[str]]:
    """What of `pattern` stands in the answers to `who`, by person and address."""
    found = {}
    for address in _addresses(world):
        with transaction.atomic():
            if quoted := _quoted(_text(world.clients[who].get(address)), pattern):
                found[f"{who}: {address}"] = quoted[:2]
            transaction.set_rollback(True)
    return found


def test_outsiders_do_not_even_read_the_names(planted):
    pattern = re.compile(f"{SECRET.pattern}|{KNOWN.pattern}", re.IGNORECASE)
    shown = {}
    for who in OUTSIDERS:
        shown |= _shown(planted, who, pattern)
    assert shown == {}
    assert _shown(planted, Who.REGISTRAR, KNOWN) != {}


def test_the_database_trail_jobs_mails_and_session_hold_no_value(planted, caplog):
    sessions = [dict(client.session.items()) for client in planted.clients.values()]
    assert _quoted(_tables()) == []
    assert _quoted(str(list(Entry.objects.values())) + str(list(Job.objects.values())) + str(sessions)) == []
    assert _quoted(caplog.text + str(mail.outbox)) == []
    kept = b"".join(path.read_bytes() for path in site.MEDIA_ROOT.rglob("*") if path.is_file())
    assert _quoted(kept.decode("utf-8", "replace")) == []


def test_who_asks_with_a_reason_reads_it_and_the_trail_tells_so_without_it(planted):
    client = planted.clients[Who.DRAFTER]
    address = reverse("registration:form_full", args=[planted.rows["roster_id"].pk])
    before = Entry.objects.count()
    refused = client.post(address, {"reason": "", "format": "xlsx"})
    assert (refused.status_code, _quoted(_text(refused)), Entry.objects.count()) == (400, [], before)
    given = client.post(address, {"reason": REASON, "format": "xlsx"})
    assert {GROUP, CARD} <= {found.replace(" ", "").replace("SiLa", GROUP) for found in SECRET.findall(_text(given))}
    entry = Entry.objects.latest("pk")
    assert (Entry.objects.count(), entry.actor_id) == (before + 1, planted.people[Who.DRAFTER].pk)
    assert (REASON in entry.details, _quoted(_tables())) == (True, [])


def test_error_pages_and_reports_hold_no_value(planted, caplog, settings):
    """A page that breaks while somebody types names neither form nor variables."""
    settings.ADMINS = [("Quản trị", "quantri@example.vn")]
    said = {"q": CARD, "n1-id_number": CARD, "n1-phone": PHONE, "n1-ethnic_group": GROUP, "r": "n1:0"}
    handler = AdminEmailHandler(include_html=True)
    logging.getLogger("django.request").addHandler(handler)
    try:
        with connection.cursor() as cursor:
            cursor.execute('ALTER TABLE "trainings_rosterlist" RENAME TO "trainings_gone"')
        before = transaction.savepoint()
        try:
            broken = planted.registrar.post(reverse("registration:save", args=[planted.rows["roster_id"].pk]), said)
        finally:
            transaction.savepoint_rollback(before)  # PostgreSQL does nothing more in a transaction that broke
            with connection.cursor() as cursor:
                cursor.execute('ALTER TABLE "trainings_gone" RENAME TO "trainings_rosterlist"')
    finally:
        logging.getLogger("django.request").removeHandler(handler)
    reports = [str(message.body) + str(message.alternatives) for message in mail.outbox]
    assert (broken.status_code, len(reports) > 0) == (500, True)
    assert _quoted(_text(broken) + str(reports) + caplog.text) == []
