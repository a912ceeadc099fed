import datetime

import pytest
from django.core.exceptions import PermissionDenied

from audit.models import Entry
from lib.refusals import Refused
from plans import actions as plan_actions
from plans.activity_sources import keep
from plans.activity_text import activity_blocks
from plans.enums import LineRole
from plans.models import Activity, PlanEdit
from tests.factories.plans import NOW, a_plan, an_outline
from tests.factories.trainings import a_class, a_course, a_share, an_activity, an_enrolment, an_organiser
from trainings.actions.class_days import generate_classes, put_lecturer, remove_lecturer, save_class
from trainings.actions.course_editing import StaleCourse
from trainings.actions.courses import begin_course, delete_course, put_modules, save_course
from trainings.actions.timetables import make_timetable
from trainings.enums import ClassState, Engagement
from trainings.models import Course, Lecturer, Module, TrainingClass, Venue

pytestmark = pytest.mark.django_db

CONTENT = "- Thể chế (10 tiết)\n- Môi trường (10 tiết)\n- Liên kết chuỗi (10 tiết)"


@pytest.fixture
def by():
    return an_organiser()


def typed_activity(by, **fields) -> Activity:
    """An activity of a draft as somebody typed it."""
    plan = a_plan(by)
    section = an_outline(plan, by, "NỘI DUNG")[0]
    values = {"kind": "class", "name": "Nhóm tuyên truyền", "group_count": 2, "group_size": 84, "days": 3}
    lines = [
        {"role": LineRole.QUANTITY},
        {"role": LineRole.AUDIENCE, "text": "Cán bộ không chuyên trách ở xã."},
        {"role": LineRole.TIME},
        {"role": LineRole.PLACE, "text": "Tại thành phố Đông Hà."},
        {"role": LineRole.CONTENT, "text": CONTENT},
        {"role": LineRole.SPEAKERS},
    ]
    return plan_actions.add_activity(plan, section=section, lines=lines, by=by, at=NOW, **values | fields)


def printed(activity) -> list[str]:
    row = Activity.objects.get(pk=activity.pk)
    return [f"{block.marker} {block.text}".strip() for block in activity_blocks(row, row.lines.all())]


def begun(by, activity=None, **fields) -> Course:
    return begin_course(activity or typed_activity(by), fields, plan_follows=True, by=by, at=NOW)


def refusal(act, *args, **kwargs) -> str:
    with pytest.raises(Refused) as caught:
        act(*args, **kwargs)
    return caught.value.sentence


def test_a_course_takes_over_what_the_plan_says_and_the_plan_says_it_still(by):
    activity = typed_activity(by)
    before = printed(activity)
    course = begun(by, activity)
    assert (course.name, course.days, course.class_size, course.audience) == (
        "Nhóm tuyên truyền", 3, 84, "Cán bộ không chuyên trách ở xã.",
    )  # fmt: skip
    assert [(m.name, m.periods) for m in course.modules.all()] == [
        ("Thể chế", 10), ("Môi trường", 10), ("Liên kết chuỗi", 10),
    ]  # fmt: skip
    assert {line.role: line.text for line in activity.lines.all() if line.text} == {}
    assert before[:5] == printed(activity)[:5]
    assert printed(activity)[5:] == ["- Thể chế (10 tiết);", "- Môi trường (10 tiết);", "- Liên kết chuỗi (10 tiết)."]


def test_the_plan_follows_every_change_of_its_course(by):
    course = begun(by)
    activity = course.activity
    save_course(course, {"days": 2, "audience": "Người dân."}, version=1, by=by, at=NOW)
    course = generate_classes(course, count=3, size=54, version=2, by=by, at=NOW)
    first, second, third = course.classes.all()
    venue = Venue.objects.create(organisation=by.organisation, name="Nhà văn hóa A")
    august = {"expected_from": datetime.date(2024, 8, 1), "expected_to": datetime.date(2024, 8, 31)}
    september = {"expected_from": datetime.date(2024, 9, 1), "expected_to": datetime.date(2024, 9, 30)}
    for row, days in ((first, august), (second, august), (third, september)):
        save_class(row, days | {"venue": venue}, version=1, by=by, at=NOW)
    lecturer = Lecturer.objects.create(organisation=by.organisation, full_name="Lò Thị Mai", title="ThS.")
    put_lecturer(first, lecturer, engagement=Engagement.CONTRACT, reference="", modules=[], by=by, at=NOW)
    save_course(course, {"place": ""}, version=3, by=by, at=NOW)
    assert printed(activity) == [
        "a) Số lớp: Tổ chức 03 lớp (54 học viên/lớp).",
        "b) Đối tượng: Người dân.",
        "c) Thời gian: 2 ngày/lớp (dự kiến thực hiện vào tháng 8-9/2024).",
        "d) Địa điểm: Tại Nhà văn hóa A.",
        "đ) Nội dung:",
        "- Thể chế (10 tiết);",
        "- Môi trường (10 tiết);",
        "- Liên kết chuỗi (10 tiết).",
        "e) Báo cáo viên: ThS. Lò Thị Mai.",
    ]
    assert Activity.objects.get(pk=activity.pk).expected_people == 162
    assert PlanEdit.objects.filter(plan=activity.plan, kind="activities").count() > 3


def test_a_plan_that_is_read_or_issued_does_not_follow(by):
    course = begun(by)
    plan = course.activity.plan
    keep(plan)
    type(plan).objects.filter(pk=plan.pk).update(state="submitted")
    before = printed(course.activity)
    save_course(course, {"days": 5, "audience": "Ai cũng được."}, version=1, by=by, at=NOW)
    put_modules(course, [{"id": None, "name": "Khác", "periods": 4}], version=2, by=by, at=NOW)
    assert printed(course.activity) == before
    assert Activity.objects.get(pk=course.activity_id).days == 3


def test_what_others_organise_is_not_ones_own(by):
    course = begun(by)
    stranger = an_organiser()
    for act in (
        lambda: save_course(course, {"days": 2}, version=1, by=stranger, at=NOW),
        lambda: generate_classes(course, count=1, size=1, version=1, by=stranger, at=NOW),
        lambda: put_modules(course, [], version=1, by=stranger, at=NOW),
        lambda: delete_course(course, by=stranger, at=NOW),
        lambda: begin_course(an_activity(course.activity.plan), {}, plan_follows=True, by=stranger, at=NOW),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_what_somebody_saved_meanwhile_is_not_overwritten(by):
    course = begun(by)
    save_course(course, {"audience": "Của người khác."}, version=1, by=by, at=NOW)
    with pytest.raises(StaleCourse) as caught:
        save_course(course, {"audience": "Của tôi."}, version=1, by=by, at=NOW)
    assert (caught.value.current.audience, Course.objects.get().audience) == ("Của người khác.", "Của người khác.")


def test_an_activity_with_a_course_is_not_deleted(by):
    activity = begun(by).activity
    assert refusal(plan_actions.delete_activity, activity, by=by, at=NOW) == (
        "Không xóa được hoạt động «Nhóm tuyên truyền»: đã lập khóa tập huấn, đợt tham quan «Nhóm tuyên truyền» theo "
        "hoạt động này. Hãy xóa ở đó trước, hoặc giữ hoạt động."
    )


def test_undoing_the_activity_of_a_course_is_refused_with_a_sentence(by):
    plan = a_plan(by)
    activity = plan_actions.add_activity(plan, section=None, lines=[], kind="class", name="Lớp", by=by, at=NOW)
    begin_course(activity, {}, plan_follows=False, by=by, at=NOW)
    assert refusal(plan_actions.undo_edit, plan, by=by, at=NOW).startswith("Không xóa được hoạt động «Lớp»")


def test_a_copy_of_the_plan_says_in_its_own_words_what_the_course_said(by):
    course = begun(by)
    before = printed(course.activity)
    copy = plan_actions.copy_plan(course.activity.plan, year=2024, by=by, at=NOW)
    copied = copy.activities.get()
    assert printed(copied) == before
    assert copied.lines.get(role=LineRole.AUDIENCE).text == "Cán bộ không chuyên trách ở xã."


def test_generating_again_keeps_classes_and_never_takes_one_with_people(by):
    course = generate_classes(begun(by), count=2, size=84, version=1, by=by, at=NOW)
    kept = list(course.classes.values_list("pk", flat=True))
    course = generate_classes(course, count=4, size=84, version=2, by=by, at=NOW)
    assert list(course.classes.values_list("ordinal", flat=True)) == [1, 2, 3, 4]
    assert list(course.classes.values_list("pk", flat=True))[:2] == kept
    an_enrolment(course=course, training_class=course.classes.get(ordinal=4))
    assert refusal(generate_classes, course, count=2, size=84, version=3, by=by, at=NOW) == (
        "Không giảm số lớp được: Lớp thứ tư đã có người. Hãy chuyển người sang lớp khác trước, hoặc hủy lớp và ghi "
        "lý do."
    )
    assert course.classes.count() == 4
    TrainingClass.objects.get(ordinal=4).enrolments.all().delete()
    a_share(course, training_class=course.classes.get(ordinal=3))
    assert "đơn vị được phân vào" in refusal(generate_classes, course, count=2, size=84, version=3, by=by, at=NOW)
    generate_classes(course, count=3, size=84, version=3, by=by, at=NOW)
    assert course.classes.count() == 3


def test_finished_classes_do_not_change(by):
    course = generate_classes(begun(by), count=1, size=20, version=1, by=by, at=NOW)
    course.classes.update(state=ClassState.COMPLETED)
    row = course.classes.get()
    assert refusal(save_class, row, {"seats": 5}, version=1, by=by, at=NOW).startswith(
        "Lớp thứ nhất đã ở bước «Đã kết thúc»"
    )
    assert refusal(make_timetable, row, version=1, by=by, at=NOW).startswith("Lớp thứ nhất đã ở bước")


def test_modules_keep_their_rows_and_leave_timetables_with_them(by):
    course = begun(by)
    first, second, third = course.modules.all()
    row = a_class(course)
    make_timetable(row, version=1, by=by, at=NOW)
    rows = [{"id": third.pk, "name": "Chuỗi", "periods": 5}, {"id": first.pk, "name": first.name, "periods": 10}]
    put_modules(course, rows, version=1, by=by, at=NOW)
    assert list(Module.objects.values_list("pk", "name", "periods", "position")) == [
        (third.pk, "Chuỗi", 5, 1), (first.pk, "Thể chế", 10, 2),
    ]  # fmt: skip
    assert second.pk not in row.sessions.values_list("parts__module", flat=True)


def test_days_of_half_days_follow_the_first_day(by):
    course = begun(by)
    row = a_class(course)
    make_timetable(row, version=1, by=by, at=NOW)
    row = save_class(row, {"starts_on": datetime.date(2024, 5, 6)}, version=2, by=by, at=NOW)
    assert row.sessions.get(day_number=2, half="1").held_on == datetime.date(2024, 5, 7)
    row.sessions.filter(day_number=2).update(held_on=datetime.date(2024, 5, 9))
    save_class(row, {"starts_on": datetime.date(2024, 5, 13)}, version=3, by=by, at=NOW)
    assert list(row.sessions.values_list("held_on", flat=True).distinct().order_by("held_on"))[:2] == [
        datetime.date(2024, 5, 13), datetime.date(2024, 5, 15),
    ]  # fmt: skip


def test_lecturers_come_into_the_timetable_and_leave_it(by):
    course = begun(by)
    row = a_class(course)
    make_timetable(row, version=1, by=by, at=NOW)
    lecturer = Lecturer.objects.create(organisation=by.organisation, full_name="Lò Thị Mai")
    first = course.modules.first()
    put_lecturer(row, lecturer, engagement="contract", reference="12/HĐ", modules=[first], by=by, at=NOW)
    taught = row.sessions.filter(parts__lecturer=lecturer).values_list("parts__module", flat=True)
    assert set(taught) == {first.pk}
    remove_lecturer(row, lecturer, by=by, at=NOW)
    assert (row.lecturers.count(), row.sessions.filter(parts__lecturer=lecturer).count()) == (0, 0)


def test_a_deleted_course_leaves_its_text_in_the_plan(by):
    course = begun(by)
    before = printed(course.activity)
    generate_classes(course, count=2, size=84, version=1, by=by, at=NOW)
    delete_course(course, by=by, at=NOW)
    assert (Course.objects.count(), printed(course.activity)) == (0, before)


def test_a_course_with_people_is_not_deleted(by):
    course = a_course(by)
    an_enrolment(course=course)
    assert refusal(delete_course, course, by=by, at=NOW).startswith("Không xóa được khóa: đã có người đăng ký.")


def test_every_act_stands_in_the_audit_trail(by):
    course = begun(by)
    course = generate_classes(course, count=1, size=84, version=1, by=by, at=NOW)
    save_course(course, {"days": 2}, version=2, by=by, at=NOW)
    row = course.classes.get()
    save_class(row, {"seats": 30}, version=1, by=by, at=NOW)
    make_timetable(row, version=2, by=by, at=NOW)
    acts = Entry.objects.filter(table__startswith="trainings").order_by("id").values_list("act", "organisation_id")
    assert list(acts) == [
        (act, by.organisation_id)
        for act in ("lập khóa từ kế hoạch", "lập các lớp của khóa", "sửa khóa", "sửa lớp", "xếp thời khóa biểu")
    ]
