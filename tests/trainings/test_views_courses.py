import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plans.models import Activity, Plan
from tests.factories.plans import a_plan
from tests.factories.trainings import a_class, a_course, an_activity, an_organiser
from trainings.models import Course, Lecturer, Module, TrainingClass, Venue

pytestmark = pytest.mark.django_db


@pytest.fixture
def by(client):
    user = an_organiser()
    client.force_login(user)
    return user


@pytest.fixture
def course(by):
    return a_course(by, name="Tập huấn cán bộ xã", audience="Cán bộ xã.", class_size=20)


def address(name, row) -> str:
    return reverse(f"trainings:{name}", args=[row.pk])


def said(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def course_form(course, **fields):
    values = {
        "version": course.version, "name": course.name, "audience": course.audience, "form": course.form,
        "days": course.days, "class_size": course.class_size or "", "attendance_percent": 80, "pass_score": "5",
    }  # fmt: skip
    return values | fields


def module_lines(course, *lines):
    stored = list(course.modules.all())
    data = {"version": course.version, "m-TOTAL_FORMS": len(lines), "m-INITIAL_FORMS": len(stored)}
    for number, (name, periods, order) in enumerate(lines):
        data |= {f"m-{number}-name": name, f"m-{number}-periods": periods, f"m-{number}-ORDER": order}
        if number < len(stored):
            data[f"m-{number}-id"] = stored[number].pk
    return data


def test_a_course_is_begun_from_an_activity(client, by):
    activity = an_activity(a_plan(by), name="Tập huấn nâng cao năng lực")
    offered = client.get(reverse("trainings:activities"), {"tim": "nang luc cong dong"})
    assert list(offered.context["activities"]) == []
    assert list(client.get(reverse("trainings:activities")).context["activities"]) == [activity]
    page = client.get(address("new", activity))
    assert page.context["form"].initial["days"] == 1
    response = client.post(address("create", activity), course_form(Course(name="Tập huấn", days=2)))
    course = Course.objects.get()
    assert response.url == address("course", course)
    assert (course.activity, course.name, course.days, course.organisation) == (
        activity,
        "Tập huấn",
        2,
        by.organisation,
    )
    assert client.get(address("new", activity)).url == address("course", course)
    assert list(client.get(reverse("trainings:activities")).context["activities"]) == []


def test_the_plan_leads_to_its_courses(client, by, course):
    other = an_activity(course.activity.plan, name="Lớp khác")
    an_activity(course.activity.plan, name="Giám sát", kind="monitoring")
    doors = client.get(reverse("plans:detail", args=[course.activity.plan_id])).context["doors"]
    assert [(door.name, door.facts, door.label, door.url) for door in doors] == [
        (course.activity.name, "chưa lập lớp", "Mở khóa", address("course", course)),
        ("Lớp khác", "", "Lập khóa", address("new", other)),
    ]


def test_an_activity_of_another_kind_becomes_no_course(client, by):
    activity = an_activity(a_plan(by), kind="monitoring", name="Giám sát")
    response = client.get(address("new", activity), follow=True)
    assert said(response)[0].startswith("Hoạt động «Giám sát» thuộc loại «Giám sát, đánh giá»")


def test_a_course_is_saved(client, course):
    response = client.post(address("course_save", course), course_form(course, days=3, audience="Người dân."))
    course.refresh_from_db()
    assert (response.url, course.days, course.audience, course.version) == (
        address("course", course), 3, "Người dân.", 2,
    )  # fmt: skip
    assert Activity.objects.get(pk=course.activity_id).days == 3


def test_what_is_wrong_is_said_and_nothing_typed_is_lost(client, course):
    response = client.post(address("course_save", course), course_form(course, days="", audience="Viết dở"))
    assert response.status_code == 400
    assert response.context["form"].errors == {"days": ["Hãy ghi số ngày mỗi lớp."]}
    assert "Viết dở" in response.text


def test_two_who_save_see_both_texts(client, course):
    form = course_form(course, audience="Của tôi.")
    Course.objects.filter(pk=course.pk).update(audience="Của người khác.", version=2)
    response = client.post(address("course_save", course), form)
    assert (response.status_code, [(one.label, one.text) for one in response.context["stored"]]) == (
        409, [("Đối tượng", "Của người khác.")],
    )  # fmt: skip
    assert "Của tôi." in response.text
    again = client.post(address("course_save", course), form | {"version": response.context["form"]["version"].value()})
    course.refresh_from_db()
    assert (again.status_code, course.audience) == (302, "Của tôi.")


def test_modules_are_written_in_order_and_what_does_not_fit_is_said(client, course):
    lines = module_lines(course, ("Hai", 10, 2), ("Một", 20, 1), ("", "", 3))
    assert client.post(address("modules_save", course), lines).status_code == 302
    assert list(course.modules.values_list("name", "periods")) == [("Một", 20), ("Hai", 10)]
    page = client.get(address("modules", course))
    assert page.context["warning"] == (
        "30 tiết cần 7,5 buổi (4 tiết một buổi), 2 ngày chỉ có 4 buổi: hãy bớt tiết, hoặc tăng lên 4 ngày."
    )


def test_modules_that_are_wrong_or_stale_are_shown_again(client, course):
    wrong = client.post(address("modules_save", course), module_lines(course, ("Một", "", 1)))
    assert (wrong.status_code, wrong.context["forms"][0].errors) == (400, {"periods": ["Hãy ghi số tiết."]})
    old = module_lines(course, ("Của tôi", 5, 1))
    Module.objects.create(course=course, name="Của người khác", periods=4)
    Course.objects.filter(pk=course.pk).update(version=2)
    stale = client.post(address("modules_save", course), old)
    assert (stale.status_code, [str(module) for module in stale.context["stored"]]) == (409, ["Của người khác"])
    assert "Của tôi" in stale.text


def test_classes_are_generated_and_dated(client, by, course):
    client.post(address("classes_generate", course), {"count": 3, "size": 54, "version": 1})
    rows = list(course.classes.all())
    assert [row.title for row in rows] == ["Lớp thứ nhất", "Lớp thứ hai", "Lớp thứ ba"]
    hall = Venue.objects.create(organisation=by.organisation, name="Hội trường")
    form = {"version": 1, "starts_on": "13/5/2024", "ends_on": "14/5/2024", "venue": hall.pk}
    assert client.post(address("class_save", rows[0]), form).status_code == 302
    row = TrainingClass.objects.get(pk=rows[0].pk)
    assert (row.starts_on, row.ends_on, row.venue) == (datetime.date(2024, 5, 13), datetime.date(2024, 5, 14), hall)
    stale = client.post(address("class_save", rows[0]), form | {"venue": ""})
    assert (stale.status_code, [(one.label, one.text) for one in stale.context["stored"]]) == (
        409, [("Địa điểm", "Hội trường")],
    )  # fmt: skip


def test_a_class_that_ends_before_it_begins_is_not_saved(client, course):
    row = a_class(course)
    response = client.post(address("class_save", row), {"version": 1, "starts_on": "13/5/2024", "ends_on": "1/5/2024"})
    assert response.status_code == 400
    assert "Ngày kết thúc phải từ ngày bắt đầu trở đi." in response.text


def part_lines(row, *lines):
    names = ("day", "half", "held_on", "module", "periods", "lecturer", "note")
    data = {"version": row.version, "b-TOTAL_FORMS": len(lines), "b-INITIAL_FORMS": 0}
    for number, values in enumerate(lines):
        data |= {f"b-{number}-{name}": value for name, value in zip(names, values, strict=True)}
    return data


def test_a_timetable_is_made_and_corrected_by_hand(client, by, course):
    module = Module.objects.create(course=course, name="Thể chế", periods=6)
    row = a_class(course, starts_on=datetime.date(2024, 5, 13))
    client.post(address("timetable_make", row), {"version": 1})
    assert list(row.sessions.values_list("day_number", "half", "held_on", "parts__periods")) == [
        (1, "1", datetime.date(2024, 5, 13), 3), (1, "2", datetime.date(2024, 5, 13), 3),
    ]  # fmt: skip
    row.refresh_from_db()
    lines = part_lines(
        row, (1, "1", "", "", "", "", "Khai giảng"), (1, "2", "", module.pk, 4, "", ""),
        (2, "1", "15/5/2024", module.pk, 1, "", ""),
    )  # fmt: skip
    assert client.post(address("timetable_save", row), lines).status_code == 302
    assert list(row.sessions.values_list("day_number", "half", "held_on", "note", "parts__periods")) == [
        (1, "1", datetime.date(2024, 5, 13), "Khai giảng", None), (1, "2", datetime.date(2024, 5, 13), "", 4),
        (2, "1", datetime.date(2024, 5, 15), "", 1),
    ]  # fmt: skip
    page = client.get(address("timetable", row))
    assert page.context["warnings"] == [
        "Chuyên đề «Thể chế» có 6 tiết, đã xếp 5 tiết (thiếu 1).", "Chưa có giảng viên cho: «Thể chế».",
    ]  # fmt: skip
    stale = client.post(address("timetable_save", row), lines)
    assert (stale.status_code, len(stale.context["stored"])) == (409, 3)


def test_lecturers_are_named_with_contract_and_modules(client, by, course):
    module = Module.objects.create(course=course, name="Thể chế", periods=6)
    row = a_class(course)
    lecturer = Lecturer.objects.create(organisation=by.organisation, full_name="Lò Thị Mai")
    form = {"lecturer": lecturer.pk, "engagement": "contract", "reference": "12/HĐ", "modules": [module.pk]}
    assert client.post(address("lecturer_put", row), form).status_code == 302
    named = row.lecturers.get()
    assert (named.engagement, named.reference, list(named.modules.all())) == ("contract", "12/HĐ", [module])
    page = client.get(address("lecturers", row), {"sua": lecturer.pk})
    assert page.context["form"].initial["reference"] == "12/HĐ"
    for _ in range(2):  # pressed twice
        client.post(reverse("trainings:lecturer_remove", args=[row.pk, lecturer.pk]))
    assert row.lecturers.count() == 0


def test_lecturers_and_venues_are_kept_once(client, by):
    add = reverse("trainings:venue_add")
    assert client.post(add, {"name": "Hội trường", "capacity": 80}).status_code == 302
    again = client.post(add, {"name": "Hội trường"})
    assert again.status_code == 400
    assert "Cơ quan này đã có địa điểm cùng tên." in again.text
    hall = Venue.objects.get()
    client.post(address("venue_edit", hall), {"name": "Hội trường lớn", "capacity": 200})
    hall.refresh_from_db()
    assert (hall.name, hall.capacity, hall.search_key) == ("Hội trường lớn", 200, "hoi truong lon ")
    a_class(a_course(by), venue=hall)
    refused = client.post(address("venue_delete", hall), follow=True)
    assert said(refused)[-1:] == [
        "Không xóa được «Hội trường lớn»: đã có lớp dùng. Hãy giữ lại để hồ sơ các lớp còn đủ."
    ]


def test_a_difference_to_a_plan_that_is_out_is_told(client, by, course):
    Plan.objects.filter(pk=course.activity.plan_id).update(state="submitted")
    client.post(address("classes_generate", course), {"count": 3, "size": 25, "version": 1})
    page = client.get(address("course", course))
    assert page.context["differences"] == [
        "Số lớp: kế hoạch ghi 2, khóa có 3.",
        "Số học viên mỗi lớp: kế hoạch ghi 20, khóa có 25.",
        "Tổng số học viên: kế hoạch ghi 40, khóa có 75.",
        "Số ngày: kế hoạch ghi để trống, khóa có 2.",
    ]
    assert Activity.objects.get(pk=course.activity_id).group_count == 2
    refused = client.post(address("course_follow", course), follow=True)
    assert said(refused)[0].startswith("Kế hoạch không còn là dự thảo")


def test_a_difference_to_a_draft_is_settled_with_one_press(client, by, course):
    a_class(course)
    assert client.get(address("course", course)).context["may_follow"]
    client.post(address("course_follow", course))
    activity = Activity.objects.get(pk=course.activity_id)
    assert (activity.group_count, activity.days) == (1, 2)
    assert client.get(address("course", course)).context["differences"] == []


def test_the_list_is_narrowed(client, by, course):
    other = a_course(by, name="Tham quan mô hình", kind="tour")
    seen = lambda **asked: list(client.get(reverse("trainings:list"), asked).context["page"])  # noqa: E731
    assert seen() == [other, course]
    assert (seen(q="can bo xa"), seen(loai="tour"), seen(nam="2024")) == ([course], [other], [other, course])
    a_class(course, state="open")
    a_class(course, enrolled=7)
    assert [(row, row.class_count, row.people) for row in seen(trang_thai="open")] == [(course, 2, 7)]
    assert seen(q="không có gì") == []


@pytest.mark.parametrize("name", ["list", "course", "classes", "timetable"])
def test_pages_ask_the_database_as_often_for_many_classes_as_for_one(client, by, course, name):
    row = a_class(course)
    place = reverse("trainings:list") if name == "list" else address(name, row if name == "timetable" else course)
    client.get(place)

    def questions() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(place).status_code == 200
        return len(captured)

    module = Module.objects.create(course=course, name="Thể chế", periods=6)
    session = row.sessions.create(day_number=1, half="1")
    session.parts.create(module=module, periods=2)
    one = questions()
    for day in range(2, 12):
        a_class(course)
        session = row.sessions.create(day_number=day, half="1")
        session.parts.create(module=Module.objects.create(course=course, name=f"Bài {day}", periods=6), periods=2)
    assert questions() == one
