"""Documents on their way to a plan: given, read, corrected, made a plan; who may, and what is said when it fails."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from documents import store
from documents.places import Part, Place
from documents.reading.result import Doubt
from lib.refusals import Refused
from lib.secrecy import REFUSAL
from organisations.models import User
from plans.actions import give_files
from plans.models import Plan, PlanReading
from plans.readings import segments
from plans.works import clear_old_readings
from tests.factories.plans import NOW, a_plan, a_user
from tests.factories.readings import a_reading, seed
from tests.house.matrix.addresses import READINGS

pytestmark = pytest.mark.django_db

YEARS = {"dated_year": "2026", "year_from": "2026", "year_to": "", "becomes": "draft"}
POSTS = {"reading_save", "reading_change", "reading_create", "reading_again", "reading_discard"}


@pytest.fixture
def drafter() -> User:
    return a_user()


@pytest.fixture
def browser_of():
    def of(user: User) -> Client:
        client = Client(raise_request_exception=False)
        client.force_login(user)
        return client

    return of


@pytest.fixture
def page(drafter, browser_of) -> Client:
    return browser_of(drafter)


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def address(name: str, row: PlanReading, **more) -> str:
    known = {"reading_save": {"key": "dau"}, "reading_change": {"key": "muc-0", "act": "them"}}
    keywords = {"batch": row.batch} if name == "reading_batch" else {"reading_id": row.pk}
    return reverse(f"plans:{name}", kwargs=keywords | known.get(name, {}) | more)


# ---- who may --------------------------------------------------------------------------------------------------------


def test_documents_are_for_the_drafters_of_the_office_alone(drafter, browser_of):
    row, _ = a_reading(drafter), a_reading(drafter)
    PlanReading.objects.update(batch="lo-1")
    row.batch = "lo-1"
    people = {
        "own": drafter,
        "colleague": a_user(drafter.organisation),
        "reader": a_user(drafter.organisation, may=("view",)),
        "stranger": a_user(),
        "superuser": User.objects.create_superuser("quantri", password="x", reads_all_papers=True),
    }
    seen = {}
    for who, person in people.items():
        for name in READINGS:
            if name in ("give_reading", *POSTS):
                continue
            seen.setdefault(who, set()).add(browser_of(person).get(address(name, row)).status_code)
    assert seen == {"own": {200}, "colleague": {200}, "reader": {404}, "stranger": {404}, "superuser": {404}}


@pytest.mark.parametrize("name", sorted(POSTS))
def test_nobody_else_changes_a_document(name, drafter, browser_of):
    row = a_reading(drafter)
    for person in (a_user(drafter.organisation, may=("view",)), a_user()):
        assert browser_of(person).post(address(name, row), {}).status_code == 404
    assert PlanReading.objects.get().reading == row.reading
    assert not Plan.objects.exists()


def test_who_writes_no_plans_gives_no_documents(browser_of, drafter):
    reader = browser_of(a_user(drafter.organisation, may=("view",)))
    assert reader.get(reverse("plans:give_reading")).status_code == 403
    assert reader.post(reverse("plans:give_reading"), {"text": "KẾ HOẠCH"}).status_code == 403


# ---- giving ---------------------------------------------------------------------------------------------------------


def test_a_pasted_plan_is_read_and_shown_beside_its_source(page):
    response = page.post(reverse("plans:give_reading"), {"text": seed("quang_tri_2020")})
    row = PlanReading.objects.get()
    assert response.url == address("reading", row)
    shown = page.get(response.url)
    assert shown.context["read"].content.title.startswith("Thực hiện Tiểu dự án 3")
    assert [item["proposal"].kind for item in shown.context["activities"]] == ["class", "class", "class", "study_tour"]
    assert [item["is_taken"] for item in shown.context["activities"]] == [True] * 4


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("", "Chưa có văn bản nào"), (" \n ", "Chưa có văn bản nào"), ("a" * 1_000_001, "chỉ nhận đến 1.000.000")],
)
def test_what_cannot_be_read_is_said_and_nothing_is_kept(text, sentence, page):
    response = page.post(reverse("plans:give_reading"), {"text": text})
    assert (response.status_code, PlanReading.objects.count()) == (400, 0)
    assert sentence in response.content.decode()


def test_a_secret_document_is_refused_and_not_kept(page):
    text = "UBND TỈNH LẠNG SƠN\nMẬT\n\n" + seed("quang_tri_2020")
    response = page.post(reverse("plans:give_reading"), {"text": text})
    assert (response.status_code, PlanReading.objects.count()) == (400, 0)
    assert REFUSAL[:40] in response.content.decode()
    assert "Nâng cao năng lực quản lý" in response.content.decode()  # what was pasted is still there


def test_words_about_secrets_are_no_mark(page):
    text = seed("quang_tri_2020").replace("1. Mục đích:", "1. Mục đích:\n\nBảo vệ bí\nmật.\n\nMật ong là sản vật.")
    assert page.post(reverse("plans:give_reading"), {"text": text}).status_code == 302


def test_files_are_read_one_by_one_and_each_says_how_it_went(page, media, django_capture_on_commit_callbacks):
    files = [
        SimpleUploadedFile("ke-hoach.txt", seed("quang_tri_2020").encode()),
        SimpleUploadedFile("anh.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 50),
        SimpleUploadedFile("rong.docx", b""),
        SimpleUploadedFile("mat.txt", ("TUYỆT MẬT\n" + seed("quang_tri_2020")).encode()),
    ]
    with django_capture_on_commit_callbacks(execute=True):
        response = page.post(reverse("plans:give_reading"), {"text": "", "files": files})
    rows = {row.name: row for row in PlanReading.objects.order_by("pk")}
    assert {name: row.state for name, row in rows.items()} == {
        "ke-hoach.txt": "done", "anh.png": "failed", "rong.docx": "failed", "mat.txt": "failed"
    }  # fmt: skip
    assert (rows["mat.txt"].source, rows["mat.txt"].sha256, rows["mat.txt"].error) == ("", "", REFUSAL)
    shown = page.get(response.url)
    assert [line["waits"] for line in shown.context["lines"]] == [False] * 4
    assert "0 byte" in rows["rong.docx"].error


def test_one_file_leads_straight_to_its_reading(page, media, django_capture_on_commit_callbacks):
    file = SimpleUploadedFile("ke-hoach.txt", seed("quang_tri_2020").encode())
    with django_capture_on_commit_callbacks(execute=True):
        waited = page.post(reverse("plans:give_reading"), {"files": [file]}).url
    there = address("reading", PlanReading.objects.get())
    assert page.get(waited).url == there
    assert page.get(waited, headers={"HX-Request": "true"}).headers["HX-Redirect"] == there


def test_a_document_that_is_no_plan_is_named_and_leads_on(page, drafter):
    row = a_reading(drafter, is_plan=False, kind="QUYẾT ĐỊNH", what="một quyết định")
    shown = page.get(address("reading", row)).content.decode()
    assert "Đây là một quyết định, không phải kế hoạch" in shown
    response = page.post(address("reading_create", row), YEARS | {"organisation": drafter.organisation_id})
    assert (response.status_code, Plan.objects.count()) == (400, 0)


# ---- correcting -----------------------------------------------------------------------------------------------------


def typed(row: PlanReading, key: str, **changes) -> dict:
    """What the form of a part sends when some fields were changed."""
    segment = segments(row.read)[key]
    values = {name: "" if value in (None, False) else value for name, value in segment.values.items()}
    return values | {"was": segment.mark} | changes


def test_a_part_is_saved_and_its_doubts_are_settled(page, drafter):
    doubt = Doubt(Place(Part.TITLE), "Trích yếu có thể bị cắt.")
    row = a_reading(drafter, doubts=(doubt, Doubt(Place(Part.SECTIONS, 0), "Đề mục?")))
    response = page.post(address("reading_save", row), typed(row, "dau", title="Thực hiện Dự án 7 năm 2026"))
    now = PlanReading.objects.get()
    assert (response.status_code, now.read.content.title) == (302, "Thực hiện Dự án 7 năm 2026")
    assert [doubt.place.part for doubt in now.read.doubts] == [Part.SECTIONS]
    assert (now.version, now.updated_by) == (2, drafter)


def test_nothing_changes_when_nothing_was_changed(page, drafter):
    row = a_reading(drafter)
    for key in segments(row.read):
        assert page.post(address("reading_save", row, key=key), typed(row, key)).status_code == 302
    assert PlanReading.objects.get().read == row.read


def test_two_people_at_one_part_see_both_texts(page, drafter, browser_of):
    row = a_reading(drafter)
    mine, theirs = typed(row, "dau", title="Bản của Hằng"), typed(row, "dau", title="Bản của Nam")
    assert browser_of(a_user(drafter.organisation)).post(address("reading_save", row), theirs).status_code == 302
    response = page.post(address("reading_save", row), mine)
    shown = response.content.decode()
    assert (response.status_code, "Bản của Hằng" in shown, "Bản của Nam" in shown) == (409, True, True)
    assert PlanReading.objects.get().read.content.title == "Bản của Nam"


@pytest.mark.parametrize(
    ("key", "wrong", "sentence"),
    [
        ("dau", {"day": "31", "month": "2", "year": "2026"}, "tháng 2 năm 2026 có 28 ngày"),
        ("dau", {"day": "5", "month": "2", "year": ""}, "thì phải có năm"),
        ("dau", {"number": "abc"}, "bằng chữ số"),
        ("muc-0", {"title": " "}, "Đề mục đang trống"),
        ("can-cu-0", {"text": ""}, "Căn cứ đang trống"),
        ("tien", {"amount": "1,5"}, "đồng"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_nothing_is_lost(key, wrong, sentence, page, drafter):
    row = a_reading(drafter)
    response = page.post(address("reading_save", row, key=key), typed(row, key, **wrong))
    assert (response.status_code, PlanReading.objects.get().version) == (400, 1)
    assert sentence in response.content.decode()


@pytest.mark.parametrize(
    ("key", "act", "titles"),
    [
        ("muc-1", "bo", ["Mục đích, yêu cầu", "Yêu cầu", "NỘI DUNG THỰC HIỆN"]),
        ("muc-1", "gop", ["Mục đích, yêu cầu", "Yêu cầu", "NỘI DUNG THỰC HIỆN"]),
        ("muc-0", "them", ["Mục đích, yêu cầu", "Đề mục mới", "Mục đích"]),
        ("muc-1", "tach", ["Mục đích, yêu cầu", "Mục đích", "Tổ chức tuyên truyền"]),
    ],
)
def test_the_outline_is_reshaped(key, act, titles, page, drafter):
    row = a_reading(drafter)
    assert page.post(address("reading_change", row, key=key, act=act), {"line": "1"}).status_code == 302
    found = [section.title for section in PlanReading.objects.get().read.content.walk_sections()][:3]
    assert [title[: len(wanted)] for title, wanted in zip(found, titles, strict=True)] == titles


def test_a_part_that_is_not_there_is_said(page, drafter):
    row = a_reading(drafter)
    assert page.post(address("reading_change", row, key="muc-99", act="bo"), follow=True).status_code == 200
    assert page.post(address("reading_change", row, key="muc-0", act="khong"), {}).status_code == 404
    assert page.post(address("reading_save", row, key="muc-99"), {"title": "Đã gõ"}).status_code == 409
    assert PlanReading.objects.get().version == 1


def test_any_words_may_be_sent(page, drafter):
    row = a_reading(drafter)
    hostile = ["a\x00b", "x" * 100_000, "\u202e😀", "9" * 5000, "٣", "-1", "\x01"]
    names = {name for segment in segments(row.read).values() for name in segment.values} | {"was", "line", *YEARS}
    names |= {"organisation", "programme", "signer", "takes", "enters", "settled", "offered", "text"}
    keys = [*segments(row.read), "lua-chon", "khong-co", "muc-", "9" * 300]
    for words in hostile:
        sent = dict.fromkeys(names, words)
        targets = [address("reading_save", row, key=key) for key in keys]
        targets += [address("reading_change", row, key=k, act=a) for k in keys[:9] for a in ("gop", "tach", "them")]
        targets += [address("reading_create", row), reverse("plans:give_reading")]
        assert max(page.post(target, sent).status_code for target in targets) < 500


# ---- making the plan ------------------------------------------------------------------------------------------------


def test_the_plan_is_made_and_opened(page, drafter):
    row = a_reading(drafter)
    response = page.post(address("reading_create", row), YEARS | {"organisation": drafter.organisation_id})
    plan = Plan.objects.get()
    assert response.url == reverse("plans:detail", args=[plan.pk])
    assert (plan.year_from, plan.year_to, plan.read_from) == (2026, 2026, row)
    assert page.get(address("reading", row)).url == response.url


def test_what_was_chosen_stays_when_something_is_wrong(page, drafter):
    row = a_reading(drafter)
    chosen = YEARS | {"organisation": drafter.organisation_id, "year_to": "2025", "settled": ["abc"]}
    response = page.post(address("reading_create", row), chosen)
    assert (response.status_code, Plan.objects.count()) == (400, 0)
    assert "Năm kết thúc phải từ năm bắt đầu" in response.content.decode()
    kept = PlanReading.objects.get().choices
    assert (kept["year_from"], kept["settled"]) == (2026, ["abc"])


def test_no_plan_is_made_for_another_office(page, drafter):
    row = a_reading(drafter)
    other = a_user().organisation
    assert page.post(address("reading_create", row), YEARS | {"organisation": other.pk}).status_code == 400
    assert not Plan.objects.exists()


def test_proposals_are_renewed_after_a_change_only(page, drafter):
    row = a_reading(drafter)
    address_ = address("reading_offers", row)
    assert page.get(address_, {"ban": "1"}).status_code == 204
    assert page.get(address_, {"ban": "0"}).status_code == 200


# ---- giving up, forgetting ------------------------------------------------------------------------------------------


def test_a_document_is_given_up_with_its_file(page, drafter, media, django_capture_on_commit_callbacks):
    row = a_reading(drafter)
    digest = store.put(b"x", room=store.READINGS)
    PlanReading.objects.filter(pk=row.pk).update(sha256=digest)
    with django_capture_on_commit_callbacks(execute=True):
        page.post(address("reading_discard", row))
    assert (PlanReading.objects.count(), store.is_whole(digest, room=store.READINGS)) == (0, False)


def test_old_documents_are_forgotten_unless_a_plan_was_made(drafter, media):
    old, made, young = a_reading(drafter), a_reading(drafter), a_reading(drafter)
    digest = store.put(b"x", room=store.READINGS)
    PlanReading.objects.update(sha256=digest, at=NOW - timedelta(days=31))
    PlanReading.objects.filter(pk=made.pk).update(plan=a_plan(drafter))
    PlanReading.objects.filter(pk=young.pk).update(at=NOW - timedelta(days=29), sha256="")
    clear_old_readings(NOW)
    assert set(PlanReading.objects.values_list("pk", "sha256")) == {(made.pk, ""), (young.pk, "")}
    assert not store.is_whole(digest, room=store.READINGS)
    assert not PlanReading.objects.filter(pk=old.pk).exists()


def test_too_many_files_and_too_heavy_ones_are_refused_in_words(drafter, media):
    small = [SimpleUploadedFile(f"{n}.txt", b"x") for n in range(61)]
    heavy = [SimpleUploadedFile("to.pdf", b"%PDF-1.7") for _ in range(6)]
    for file in heavy:
        file.size = 29 * 1024**2
    for files, sentence in ((small, "tối đa 60 tệp"), (heavy, "tối đa 150 MB")):
        with pytest.raises(Refused, match=sentence):
            give_files(files, by=drafter, at=NOW)
    alone = SimpleUploadedFile("to.pdf", b"%PDF-1.7")
    alone.size = 31 * 1024**2
    (row,) = give_files([alone], by=drafter, at=NOW)
    assert (row.state, row.sha256, "31 MB" in row.error) == ("failed", "", True)
