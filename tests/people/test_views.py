import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from audit.models import Entry
from organisations.enums import Role
from people.models import Candidate, Merge, Person
from tests.factories.people import a_person
from tests.factories.plans import NOW, an_organisation
from tests.factories.trainings import a_class, a_commune, a_course, a_person_of, an_enrolment, an_organiser
from trainings.enums import EnrolmentState

pytestmark = pytest.mark.django_db
CARD, PHONE = "011085001234", "0912345678"
REASON = "Đối chiếu khi lập danh sách chi tiền"


@pytest.fixture
def organiser():
    return an_organiser()


@pytest.fixture
def office(organiser):
    return organiser.organisation


@pytest.fixture
def browser_of(client, organiser):
    client.force_login(organiser)
    return client


@pytest.fixture
def hoa(office):
    return a_person(
        office, "Lò Thị Hoa", id_number=CARD, phone=PHONE, ethnic_group="Khơ Mú", birth_year=1985, area=a_commune()
    )


def page(client, name, *args, **query):
    return client.get(reverse(f"people:{name}", args=args), query)


def post(client, name, *args, **data):
    return client.post(reverse(f"people:{name}", args=args), data)


def shown(response) -> list[str]:
    return [person.full_name for person, _, _ in response.context["rows"]]


def test_the_list_masks_and_narrows(browser_of, office, hoa):
    a_person(office, "Vàng A An")
    response = page(browser_of, "list")
    assert shown(response) == ["Vàng A An", "Lò Thị Hoa"]
    text = response.content.decode()
    assert ("•••••••••234" in text, CARD in text, PHONE in text, "Khơ Mú" in text) == (True, False, False, False)
    assert shown(page(browser_of, "list", q="hoa lo")) == ["Lò Thị Hoa"]
    area = a_commune()
    assert shown(page(browser_of, "list", xa=area.pk)) == ["Vàng A An", "Lò Thị Hoa"]  # not of the office's territory


def test_the_list_asks_as_much_for_many_as_for_few(browser_of, office, django_assert_max_num_queries):
    for number in range(60):
        a_person(office, f"Lò Văn Số {number}", id_number=f"{number:012}", area=a_commune())
    with django_assert_max_num_queries(20):
        assert len(shown(page(browser_of, "list"))) == 50
    last = page(browser_of, "list").context["page"].after
    assert len(shown(page(browser_of, "list", sau=last))) == 10


def test_searching_leads_to_an_address_without_numbers(browser_of, hoa):
    assert post(browser_of, "search", q=" hoà ").url == "/nguoi-tham-gia/?q=ho%C3%A0"
    assert post(browser_of, "search", q="").url == "/nguoi-tham-gia/"
    assert post(browser_of, "search", q="011 085 001 234").url == f"/nguoi-tham-gia/{hoa.pk}/"
    for typed in ("011085009999", "0912345678", "0110", "Hoa 011085001"):
        response = post(browser_of, "search", q=typed)
        assert (response.status_code, "Không có hồ sơ nào với số này" in response.content.decode()) == (200, True)
        assert typed not in response.content.decode()


def test_a_card_leads_to_the_row_that_was_kept_and_not_to_other_offices(browser_of, office):
    kept = a_person(office)
    a_person(office, id_number=CARD, merged_into=kept)
    a_person(an_organisation(), id_number="011085005555")
    assert post(browser_of, "search", q=CARD).url == f"/nguoi-tham-gia/{kept.pk}/"
    assert post(browser_of, "search", q="011085005555").status_code == 200


def test_the_page_of_a_person_shows_classes_over_the_years(browser_of, organiser, hoa):
    course = a_course(organiser, name="Tập huấn giảm nghèo")
    held = a_class(course, starts_on=NOW.date(), ends_on=NOW.date())
    an_enrolment(course=course, person=hoa, training_class=held, state=EnrolmentState.COMPLETED, post="Trưởng bản")
    stranger = an_organiser()
    an_enrolment(course=a_course(stranger, name="Lớp của cơ quan khác"), person=hoa)
    response = page(browser_of, "person", hoa.pk)
    (row,) = response.context["participations"]
    assert (row.title, row.part, row.post, row.outcome) == (
        "Tập huấn giảm nghèo", "Lớp thứ nhất", "Trưởng bản", "Hoàn thành",
    )  # fmt: skip
    text = response.content.decode()
    assert [secret for secret in (CARD, PHONE, "Khơ Mú") if secret in text] == []


def test_data_in_full_need_a_reason_which_goes_into_the_trail(browser_of, organiser, hoa):
    refused = post(browser_of, "show_private", hoa.pk, ly_do="cần")
    assert (refused.status_code, CARD in refused.content.decode(), Entry.objects.count()) == (400, False, 0)
    response = post(browser_of, "show_private", hoa.pk, ly_do=f"{REASON} {CARD}")
    text = response.content.decode()
    assert [CARD in text, PHONE in text, "Khơ Mú" in text] == [True, True, True]
    assert "no-store" in response["Cache-Control"]
    entry = Entry.objects.get()
    assert (entry.row_id, entry.actor_id, entry.organisation_id) == (hoa.pk, organiser.pk, organiser.organisation_id)
    assert REASON in entry.details
    assert [secret for secret in (CARD, PHONE, "Khơ Mú") if secret in entry.details] == []


def test_who_may_not_see_people_is_told_no(client, office, hoa):
    for role in (Role.LEADER, Role.CLERK, Role.REGISTRAR, Role.MONITOR):
        client.force_login(a_person_of(office, role))
        assert page(client, "list").status_code == 403
        assert page(client, "person", hoa.pk).status_code == 404
        assert post(client, "show_private", hoa.pk, ly_do=REASON).status_code == 404
    assert not Entry.objects.filter(act__contains="đầy đủ").exists()


def test_writing_down_and_correcting_a_person(browser_of, organiser):
    values = {
        "full_name": " lò  thị hoa ",
        "birth_year": "1985",
        "id_number": "011 085 001 234",
        "ethnic_group": "Thái",
    }
    made = Person.objects.get(pk=post(browser_of, "new", **values).url.strip("/").split("/")[-1])
    assert (made.full_name, made.keeper, made.private) == (
        "lò thị hoa", organiser.organisation, {"id_number": CARD, "ethnic_group": "Thái"},
    )  # fmt: skip
    response = page(browser_of, "edit", made.pk)
    assert CARD not in response.content.decode()
    changed = values | {
        "full_name": "Lò Thị Hoa",
        "id_number": "",
        "ethnic_group": "",
        "drop": "ethnic_group",
        "version": 1,
    }
    assert post(browser_of, "edit", made.pk, **changed).status_code == 302
    made.refresh_from_db()
    assert (made.full_name, made.private, made.version) == ("Lò Thị Hoa", {"id_number": CARD}, 2)
    said = "".join(Entry.objects.values_list("details", flat=True))
    assert ("Lò Thị Hoa" in said, CARD in said, "Thái" in said) == (True, False, False)


def test_what_was_typed_is_kept_when_it_cannot_be_saved(browser_of, hoa, office):
    other = a_person(office, "Vàng A Sình")
    for typed, sentence in [
        ({"id_number": "12345"}, "Số định danh (CCCD) có 12 chữ số"),
        ({"phone": "abc"}, "Số điện thoại chỉ gồm chữ số"),
        ({"full_name": ""}, "Hãy ghi họ và tên."),
        ({"birth_year": "1850"}, "1900"),
        ({"id_number": CARD}, "Số định danh này đã có ở hồ sơ của Lò Thị Hoa"),
    ]:
        values = {"full_name": "Vàng A Sình", "post": "Bí thư mới", "version": 1} | typed
        response = post(browser_of, "edit", other.pk, **values)
        text = response.content.decode()
        assert (response.status_code, sentence in text, "Bí thư mới" in text) == (400, True, True)
    other.refresh_from_db()
    assert (other.post, other.version) == ("", 1)


def test_two_who_correct_one_person_do_not_overwrite_each_other(browser_of, hoa):
    assert post(browser_of, "edit", hoa.pk, full_name="Lò Thị Hoa", post="Bí thư", version=1).status_code == 302
    late = post(browser_of, "edit", hoa.pk, full_name="Lò Thị Hoa", post="Chủ tịch", version=1)
    assert (late.status_code, "Chủ tịch" in late.content.decode()) == (409, True)
    hoa.refresh_from_db()
    assert hoa.post == "Bí thư"
    assert post(browser_of, "edit", hoa.pk, full_name="Lò Thị Hoa", post="Chủ tịch", version=2).status_code == 302


def test_two_rows_side_by_side_are_merged_and_parted_again(browser_of, office, hoa):
    other = a_person(office, "Lò Thị Hoa", post="Bí thư", phone="0999999999")
    assert other in [side["person"] for side in page(browser_of, "choose", hoa.pk).context["rows"]]
    text = page(browser_of, "compare", hoa.pk, other.pk).content.decode()
    assert ("•••••••678" in text, PHONE in text, "0999999999" in text) == (True, False, False)
    data = {"kept_version": 1, "away_version": 1, "phone": "away"}
    assert post(browser_of, "compare", hoa.pk, other.pk, **data).url == f"/nguoi-tham-gia/{hoa.pk}/"
    again = post(browser_of, "compare", hoa.pk, other.pk, **data)
    assert (again.status_code, Merge.objects.count()) == (409, 1)
    hoa.refresh_from_db()
    assert (hoa.post, hoa.private["phone"]) == ("Bí thư", "0999999999")
    assert "đã gộp vào" in page(browser_of, "person", other.pk).content.decode()
    merge = Merge.objects.get()
    assert post(browser_of, "undo_merge", merge.pk).url == f"/nguoi-tham-gia/{hoa.pk}/"
    assert post(browser_of, "undo_merge", merge.pk).status_code == 409
    hoa.refresh_from_db()
    assert (hoa.post, hoa.private["phone"]) == ("", PHONE)


def test_a_comparison_that_was_tampered_with_is_refused(browser_of, office, hoa):
    other = a_person(office)
    for data in (
        {},
        {"kept_version": "x", "away_version": 1},
        {"kept_version": 1, "away_version": 1, "post": "nobody"},
    ):
        assert post(browser_of, "compare", hoa.pk, other.pk, **data).status_code == 400
    stranger = a_person(an_organisation())
    assert post(browser_of, "compare", hoa.pk, stranger.pk, kept_version=1, away_version=1).status_code == 404
    assert post(browser_of, "compare", hoa.pk, hoa.pk, kept_version=1, away_version=1).status_code == 409


def test_pairs_are_judged(browser_of, office, organiser):
    for number in range(22):
        one, two = (a_person(office, f"Lò Thị Số {number}") for _ in range(2))
        Candidate.objects.create(person=two, other=one, found_at=NOW)
    first = page(browser_of, "candidates")
    assert len(first.context["rows"]) == 20
    assert len(page(browser_of, "candidates", sau=first.context["after"]).context["rows"]) == 2
    pair = Candidate.objects.first()
    post(browser_of, "set_apart", pair.pk)
    pair.refresh_from_db()
    assert pair.set_apart_by == organiser
    assert post(browser_of, "set_apart", 987_654).status_code == 404


def test_a_list_is_taken_home_masked_or_in_full_with_a_reason(browser_of, office, hoa):
    a_person(office, '=HYPERLINK("x")', post="+1", id_number="001085001234")
    by_name = {row[1]: row for row in _sheet(post(browser_of, "export", kieu="xlsx"))}
    assert by_name['=HYPERLINK("x")'][4] == "+1"
    assert by_name["Lò Thị Hoa"][7:] == ("•••••••••234", "•••••••678", "•••")
    refused = post(browser_of, "export", kieu="xlsx", day_du="on", ly_do="x")
    assert (refused.status_code, Entry.objects.count()) == (400, 1)
    full = post(browser_of, "export", kieu="csv", day_du="on", ly_do=REASON, q="hoa")
    text = full.content.decode("utf-8-sig")
    assert text.splitlines()[1:] == [f"1,Lò Thị Hoa,,1985,,,{hoa.area},{CARD},{PHONE},Khơ Mú"]
    entry = Entry.objects.order_by("pk").last()
    assert (entry.act, REASON in entry.details, CARD in entry.details) == (
        "xuất danh sách đầy đủ dữ liệu cá nhân", True, False,
    )  # fmt: skip
    csv = post(browser_of, "export", kieu="csv").content.decode("utf-8-sig")
    assert [line for line in csv.splitlines() if ",=" in line or ',"=' in line or ",+" in line] == []
    assert post(browser_of, "export", kieu="pdf").status_code == 400


def _sheet(response) -> list[tuple]:
    return list(load_workbook(io.BytesIO(response.content)).active.iter_rows(values_only=True))


def test_forgetting_a_person(browser_of, organiser, hoa):
    row = an_enrolment(
        course=a_course(organiser), person=hoa, full_name="Lò Thị Hoa", sex="f", village="Bản Hột",
        private={"phone": PHONE, "ethnic_group": "Khơ Mú"}, id_index="x",
    )  # fmt: skip
    assert post(browser_of, "anonymise", hoa.pk, ly_do="").status_code == 400
    assert post(browser_of, "anonymise", hoa.pk, ly_do="Theo yêu cầu của người đó").status_code == 302
    hoa.refresh_from_db()
    row.refresh_from_db()
    assert (hoa.full_name, hoa.private, hoa.id_index, hoa.birth_year) == ("(đã ẩn danh)", {}, "", None)
    assert (row.full_name, row.village, row.sex, row.id_index) == ("(đã ẩn danh)", "", "f", "")
    assert row.private == {"ethnic_group": "Khơ Mú"}
    assert page(browser_of, "person", hoa.pk).status_code == 200
    assert shown(page(browser_of, "list", q="hoa")) == []
    assert post(browser_of, "anonymise", hoa.pk, ly_do="Theo yêu cầu của người đó").status_code == 400


@pytest.mark.parametrize("q", ["a\x00b", "x" * 100_000, "%_\\'\"", "{{ 7*7 }}<script>", "\u202e😀"])
def test_hostile_words_find_nobody(browser_of, hoa, q):
    assert page(browser_of, "list", q=q[:3000]).status_code == 200
    assert post(browser_of, "search", q=q).status_code in (200, 302)
    for place in ("abc", "-1", "9" * 50, "a\x00b"):
        assert page(browser_of, "list", sau=place, truoc=place, xa=place).status_code == 200
        assert page(browser_of, "candidates", sau=place).status_code == 200
