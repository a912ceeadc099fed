import pytest

from organisations.enums import Role
from plans.models import ActivityLine
from tests.factories.plans import NOW, a_plan, an_organisation
from tests.factories.trainings import (
    a_class,
    a_commune,
    a_course,
    a_district,
    a_person_of,
    a_rule,
    a_share,
    an_activity,
    an_organiser,
)
from trainings.actions.seats import compute_shares
from trainings.enums import SeatBasis
from trainings.models import SeatRule, Share


@pytest.fixture
def by(db):
    return an_organiser(an_organisation(name="Ủy ban nhân dân huyện Tủa Chùa"))


@pytest.fixture
def course(by):
    district = a_district()
    for name, villages in (("Mường Đun", 8), ("Lao Xả Phình", 6), ("Xá Nhè", None)):
        a_commune(name, villages=villages, parent=district)
    plan = a_plan(by)
    return a_course(by, plan=plan, activity=an_activity(plan), area=district)


@pytest.fixture
def page(client, by, course):
    client.force_login(by)
    return f"/lop/khoa/{course.pk}/chi-tieu/"


def text(response):
    return " ".join(response.content.decode().split())


def rules(*lines, mark=""):
    """What the browser sends for lines (basis, seats, who, places)."""
    sent = {"mark": mark, "quy-tac-TOTAL_FORMS": len(lines), "quy-tac-INITIAL_FORMS": 0}
    for number, line in enumerate(lines):
        for name, value in zip(("basis", "seats", "who", "places"), line, strict=True):
            sent[f"quy-tac-{number}-{name}"] = value
    return sent


def mark_of(client, page):
    return client.get(page).context["mark"]


def test_rules_are_saved_and_seats_computed(client, page, course):
    sent = rules(
        ("commune", "9", "", ""),
        ("village", "5", "Trưởng thôn", ""),
        ("", "", "", ""),
        ("fixed", "12", "", "ủy ban nhân dân huyện tủa chùa\nXã Mường Đun"),
        mark=mark_of(client, page),
    )
    assert client.post(f"{page}quy-tac/", sent).status_code == 302
    assert {str(share): share.seats for share in course.shares.select_related("area", "organisation")} == {
        "Xã Mường Đun": 61,
        "Xã Lao Xả Phình": 39,
        "Xã Xá Nhè": 9,
        "Ủy ban nhân dân huyện Tủa Chùa": 12,
    }
    again = client.post(f"{page}quy-tac/", sent)
    assert (again.status_code, SeatRule.objects.count()) == (302, 4)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (("commune", "", "", ""), "Hãy ghi số chỗ."),
        (("commune", "chín", "", ""), "Hãy ghi một số."),
        (("commune", "0", "", ""), "Ít nhất 1 chỗ."),
        (("commune", "9", "", "Xã Mường Đun"), "Cách tính này cho mọi xã"),
        (("fixed", "9", "", ""), "Hãy ghi tên cơ quan hoặc nơi được chỗ"),
        (("fixed", "9", "", "Xã Mường Đunn"), "tên «Xã Mường Đunn». Có phải: «Xã Mường Đun»"),
        (("organisation", "9", "", "Xã Mường Đun"), "Không có cơ quan hay nơi nào tên «Xã Mường Đun»"),
        (("", "9", "", ""), "Hãy chọn cách tính, hoặc xóa trắng cả dòng."),
        (("gì đó", "9", "", ""), "Không có cách tính này."),
    ],
)  # fmt: skip
def test_a_wrong_rule_comes_back_with_a_sentence(client, page, course, line, sentence):
    response = client.post(f"{page}quy-tac/", rules(line, ("village", "5", "Bí thư chi bộ", "")))
    assert response.status_code == 400
    assert sentence in text(response)
    assert "Bí thư chi bộ" in text(response)
    assert course.seat_rules.count() == 0


def test_rules_that_others_changed_meanwhile_are_not_overwritten(client, page, course):
    mark = mark_of(client, page)
    a_rule(course, SeatBasis.PER_COMMUNE, 7)
    response = client.post(f"{page}quy-tac/", rules(("commune", "9", "Lãnh đạo xã", ""), mark=mark))
    assert response.status_code == 409
    assert "Người khác đã sửa phần này" in text(response)
    assert "Lãnh đạo xã" in text(response)
    assert [rule.seats for rule in course.seat_rules.all()] == [7]


def test_rules_are_proposed_from_the_words_of_the_plan(client, page, course):
    lines = "- Cấp xã: Mỗi xã, thị trấn 09 đại biểu, gồm: Đảng ủy, HĐND.\n- Mỗi thôn, bản 05 đại biểu."
    ActivityLine.objects.create(activity=course.activity, role="audience", text=lines)
    forms = client.get(page).context["rules"].forms
    assert [(form.initial.get("basis"), form.initial.get("seats"), form.initial.get("who")) for form in forms] == [
        ("commune", 9, "Đảng ủy, HĐND"),
        ("village", 5, ""),
        (None, None, None),
        (None, None, None),
    ]
    assert "Đọc từ câu chữ của kế hoạch" in text(client.get(page))


def test_the_page_warns(client, page, course, by):
    a_rule(course, SeatBasis.PER_VILLAGE, 5)
    compute_shares(course, by=by, at=NOW)
    a_class(course, seats=60)
    a_class(course)
    Share.objects.filter(area__name="Mường Đun").update(training_class=course.classes.get(ordinal=1), seats=61)
    course.area.children.filter(name="Lao Xả Phình").update(village_count=7)
    assert client.get(page).context["table"].warnings == (
        "Chưa có số thôn, bản: Xã Xá Nhè. Những xã này chưa được chỗ nào theo thôn: nhờ quản trị ghi số thôn vào danh "
        "mục đơn vị hành chính rồi tính lại.",
        "Số thôn, bản đã đổi từ lúc tính: Xã Lao Xả Phình (đã tính 6, nay 7). Hãy bấm «Tính lại».",
        "Chưa xếp lớp: Xã Lao Xả Phình. Hãy bấm «Chia đều vào các lớp» hoặc chọn từng đơn vị.",
        "Lớp thứ nhất có 61 chỗ, nhiều hơn sức chứa 60 người.",
        "Lớp thứ hai chưa có đơn vị nào.",
    )


def test_a_unit_is_decided_otherwise_with_a_reason(client, page, course):
    share = a_share(course, seats=20)
    address = f"/lop/chi-tieu/{share.pk}/"
    assert "Lưu" in text(client.get(f"{page}?don-vi={share.pk}"))
    refused = client.post(address, {"seats": "30", "reason": ""})
    assert (refused.status_code, "Hãy ghi lý do" in text(refused)) == (409, True)
    assert client.post(address, {"seats": "30", "reason": "Đông dân"}).status_code == 302
    share.refresh_from_db()
    assert (share.exception, share.exception_reason, share.seats) == (30, "Đông dân", 30)
    assert client.post(address, {"seats": "", "reason": ""}).status_code == 302
    share.refresh_from_db()
    assert (share.exception, share.exception_reason, share.seats) == (None, "", 20)


def test_fewer_seats_than_people_are_refused(client, page, course):
    share = a_share(course, seats=20, taken=15)
    refused = client.post(f"/lop/chi-tieu/{share.pk}/", {"seats": "14", "reason": "Ít"})
    assert refused.status_code == 409
    assert "14 chỗ, đã đăng ký 15" in text(refused)


@pytest.mark.parametrize("asked", ["999999999999999999999", "x", "²", "-1"])
def test_a_unit_that_is_not_there_opens_nothing(client, page, asked):
    response = client.get(page, {"don-vi": asked})
    assert (response.status_code, response.context["opened"]) == (200, None)


def test_units_are_moved_by_hand(client, page, course):
    share, training_class = a_share(course), a_class(course)
    nothing = client.post(f"{page}chuyen-lop/", {"training_class": training_class.pk})
    assert (nothing.status_code, "Hãy chọn ít nhất một đơn vị." in text(nothing)) == (400, True)
    sent = {"training_class": training_class.pk, "shares": [share.pk]}
    assert client.post(f"{page}chuyen-lop/", sent).status_code == 302
    share.refresh_from_db()
    assert share.training_class == training_class
    foreign = a_share(a_course(an_organiser()))
    assert client.post(f"{page}chuyen-lop/", sent | {"shares": [foreign.pk]}).status_code == 400


def test_spreading_and_computing_from_the_page(client, page, course):
    a_rule(course, SeatBasis.PER_COMMUNE, 9)
    assert client.post(f"{page}tinh/").status_code == 302
    assert "Chưa có lớp nào đang nhận đăng ký" in text(client.post(f"{page}chia-lop/"))
    a_class(course)
    a_class(course)
    assert client.post(f"{page}chia-lop/").status_code == 302
    assert sorted(row.shares.count() for row in course.classes.all()) == [1, 2]


def test_a_leader_reads_only(client, page, course, by):
    a_share(course)
    client.force_login(a_person_of(by.organisation, Role.LEADER))
    shown = text(client.get(page))
    assert "Chỉ tiêu từng đơn vị" in shown
    assert [word for word in ("Lưu quy tắc", "Tính lại", "Chia đều", "Chuyển các đơn vị") if word in shown] == []
    assert client.post(f"{page}tinh/").status_code == 403


def test_queries_do_not_grow_with_the_units(client, page, course, by, django_assert_max_num_queries):
    a_rule(course, SeatBasis.PER_COMMUNE, 9)
    for _ in range(30):
        a_commune(parent=course.area)
    for _ in range(5):
        a_class(course)
    compute_shares(course, by=by, at=NOW)
    with django_assert_max_num_queries(45):
        client.get(page)
