"""Pages of registration: light, few questions however long the list, nothing lost, nothing private shown."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.factories.trainings import (
    a_campaign,
    a_class,
    a_commune,
    a_course,
    a_registrar,
    a_roster,
    a_share,
    an_organiser,
)
from trainings.actions.rows import Typed, save_rows
from trainings.enums import RosterState
from trainings.models import RosterList

pytestmark = pytest.mark.django_db
KB = 1024
FAMILIES = ("Vàng", "Lò", "Giàng", "Sùng", "Quàng", "Cà", "Mùa", "Thào", "Hạng", "Lường")
GIVEN = ("Páo", "Mai", "Dê", "Chứ", "Ín", "Hặc", "Tủa", "Sử")
NAMES = [f"{family} A {name}" for family in FAMILIES for name in GIVEN]
ID_NUMBER = "011080000123"


@pytest.fixture
def registrar():
    return a_registrar(a_commune("Mường Báng"))


@pytest.fixture
def organiser():
    return an_organiser()


@pytest.fixture
def roster(registrar, organiser):
    course = a_course(organiser)
    share = a_share(course, registrar.organisation.area, seats=100, training_class=a_class(course))
    campaign = a_campaign(course, on=timezone.localdate(), asks=["id_number"])
    return a_roster(campaign, share, state=RosterState.WAITING)


def add(roster, registrar, *names, **more):
    cells = {"post": "Trưởng thôn", "unpaid": "x", "id_number": ""}
    typed = [Typed(f"a{name.encode().hex()}"[:40], 0, cells | {"full_name": name} | more) for name in names]
    return save_rows(roster, typed, by=registrar, at=timezone.now())


@pytest.fixture
def typist(client, registrar):
    client.force_login(registrar)
    return client


def questions(client, url):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


def test_pages_ask_the_same_number_of_questions_for_long_lists(typist, roster, registrar, organiser, client):
    roster.campaign.asks = []
    roster.campaign.save()
    pages = [f"/dang-ky/{roster.pk}/", "/dang-ky/", f"/lop/khoa/{roster.campaign.course_id}/dang-ky/"]
    add(roster, registrar, NAMES[0])
    counts = []
    for who in (registrar, organiser):
        client.force_login(who)
        counts.append([questions(client, page) for page in pages if who == organiser or "lop" not in page])
    add(roster, registrar, *NAMES[1:])
    for _ in range(5):
        a_roster(roster.campaign)
    again = []
    for who in (registrar, organiser):
        client.force_login(who)
        again.append([questions(client, page) for page in pages if who == organiser or "lop" not in page])
    assert again == counts


def test_saving_a_row_asks_the_same_number_of_questions_in_long_lists(roster, registrar):
    roster.campaign.asks = []
    roster.campaign.save()
    add(roster, registrar, NAMES[0])
    counts = []
    for name, others in ((NAMES[1], NAMES[2:]), (NAMES[-1], ())):
        with CaptureQueriesContext(connection) as asked:
            add(roster, registrar, name)
        counts.append(len(asked))
        add(roster, registrar, *[other for other in others if other != NAMES[-1]])
    assert counts[0] == counts[1]


def test_the_page_of_a_full_grid_is_light(typist, roster, registrar):
    roster.campaign.asks = []
    roster.campaign.save()
    add(roster, registrar, *NAMES)
    page = typist.get(f"/dang-ky/{roster.pk}/")
    assert len(page.content) < 160 * KB
    assert b"htmx" not in page.content.replace(b"htmx-config", b"")
    assert page.content.count(b"data-row=") == 50


def test_private_data_are_masked_on_every_page(typist, roster, registrar, organiser):
    (saved,) = add(roster, registrar, NAMES[0], id_number=ID_NUMBER)
    bad = Typed("n2", 0, {"full_name": NAMES[1], "id_number": "01108000012"})
    save_rows(roster, [bad], by=registrar, at=timezone.now())
    answers = [typist.get(f"/dang-ky/{roster.pk}/")]
    sent = {"r": f"{saved.key}:1", f"{saved.key}-full_name": NAMES[0], f"{saved.key}-id_number": "•••••••••123"}
    answers.append(typist.post(f"/dang-ky/{roster.pk}/ghi/", sent, headers={"accept": "application/json"}))
    typist.force_login(organiser)
    answers.append(typist.get(f"/dang-ky/{roster.pk}/"))
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    for answer in answers:
        assert ID_NUMBER not in answer.content.decode()
        assert "01108000012" not in answer.content.decode()


def test_without_javascript_a_conflict_shows_both_texts_and_sends_the_own_one_again(typist, roster, registrar):
    (saved,) = add(roster, registrar, NAMES[0], id_number=ID_NUMBER)
    add_url = f"/dang-ky/{roster.pk}/ghi/"
    cells = {"full_name": NAMES[0], "unpaid": "x", "id_number": "•••••••••123"}
    theirs = {f"{saved.key}-{name}": cell for name, cell in (cells | {"post": "Bí thư chi bộ"}).items()}
    assert typist.post(add_url, {"r": f"{saved.key}:1"} | theirs).status_code == 302
    mine = {f"{saved.key}-{name}": cell for name, cell in (cells | {"post": "Trưởng bản"}).items()}
    answer = typist.post(add_url, {"r": f"{saved.key}:1"} | mine)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Bí thư chi bộ" in page
    assert f'name="r" value="{saved.key}:2"' in page
    assert f'name="{saved.key}-post" value="Trưởng bản"' in page
    assert typist.post(add_url, {"r": f"{saved.key}:2"} | mine).status_code == 302
    person = roster.enrolments.get()
    assert (person.post, person.private["id_number"]) == ("Trưởng bản", ID_NUMBER)


def test_what_is_refused_says_why_and_keeps_what_was_pasted(typist, roster):
    RosterList.objects.update(state=RosterState.SUBMITTED)
    answer = typist.post(f"/dang-ky/{roster.pk}/dan/", {"khoi": "Lò Thị Mai\tTrưởng bản"})
    assert (answer.status_code, "đã gửi" in answer.content.decode()) == (409, True)
    answer = typist.post(f"/dang-ky/{roster.pk}/ghi/", {}, headers={"accept": "application/json"})
    assert (answer.status_code, "đã gửi" in answer.json()["refusal"]) == (409, True)


def test_hostile_forms_are_answered(typist, roster):
    url = f"/dang-ky/{roster.pk}/ghi/"
    for sent in (
        {"r": ["", ":", "e:1", "e9999999999999999999:1", "n<script>:x", "e1:99999999999", "n1:-1"]},
        {"r": "n1:0", "n1-full_name": "x" * 5000, "n1-birth_year": "\x00"},
        {"xoa": ["e", "e0", "exx", "n" * 500]},
    ):
        assert typist.post(url, sent).status_code in (302, 409)
    assert typist.post(f"/dang-ky/{roster.pk}/ban-quet/", {}).status_code == 409
    assert typist.get(f"/dang-ky/{roster.pk}/?trang=abc").status_code == 200


def test_rows_are_not_deleted_when_those_sent_with_them_are_refused(typist, roster, registrar, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
    add(roster, registrar, "Lò Thị Mai", id_number=ID_NUMBER)
    key = f"e{roster.enrolments.get().pk}"
    answer = typist.post(f"/dang-ky/{roster.pk}/ghi/", {"xoa": key, "r": [f"n{n}:0" for n in range(1001)]})
    assert (answer.status_code, "1000 dòng" in answer.content.decode()) == (409, True)
    assert roster.enrolments.count() == 1


def test_a_registrar_of_another_commune_finds_nothing(client, roster):
    client.force_login(a_registrar(a_commune()))
    base = f"/dang-ky/{roster.pk}/"
    assert client.get(base).status_code == 404
    for act in ("ghi", "dan", "gui", "rut-lai", "ban-quet", "tiep-nhan", "tra-lai", "gui-muon", "co-quan"):
        assert client.post(f"{base}{act}/").status_code == 404
    assert client.get(f"{base}ban-quet/xem/").status_code == 404
    assert str(roster.share) not in client.get("/dang-ky/").content.decode()
