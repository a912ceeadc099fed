import tomllib
from pathlib import Path

import pytest
from django.conf import settings

from lib.refusals import Refused
from plans.enums import ActivityKind, PlanState
from plans.models import Activity, ActivityLine, PlanSection
from tests.factories.plans import NOW, a_plan
from tests.factories.trainings import a_class, a_commune, a_course, a_district, a_rule, a_share, an_organiser
from tests.trainings.test_balancing import PRINTED
from trainings.actions.grouping import move_units, place_as_planned, spread_units
from trainings.actions.seats import compute_shares
from trainings.enums import ClassState, CourseKind, SeatBasis
from trainings.models import Share
from trainings.totals import agreements, told_by_the_plan

EXAMPLE = tomllib.loads((Path(settings.BASE_DIR) / "portal/examples/plans/tua_chua_2024.toml").read_text())
CLASSES, TOUR, REVIEW = (
    activity
    for section in EXAMPLE["sections"]
    for activity in section.get("activities", [])
    if activity["kind"] in ("class", "study_tour")
)


@pytest.fixture
def by(db):
    return an_organiser()


def enter(plan, said, section=None):
    """An activity of the example plan, as the example says it."""
    numbers = {name: said.get(name) for name in ("group_count", "group_size", "people", "days")}
    activity = Activity.objects.create(plan=plan, kind=said["kind"], name=said["name"], section=section, **numbers)
    for position, line in enumerate(said["lines"], start=1):
        ActivityLine.objects.create(activity=activity, position=position, **line)
    return activity


@pytest.fixture
def plan(by):
    return a_plan(by)


@pytest.fixture
def district(db):
    return a_district()


@pytest.fixture
def communes(district):
    names = [(name, villages) for printed in PRINTED for name, villages in printed.items()]
    return {name: a_commune(name, villages=villages, parent=district) for name, villages in names}


@pytest.fixture
def classes(by, plan, district, communes):
    """The course of four classes with the classes as they were printed."""
    course = a_course(by, activity=enter(plan, CLASSES), area=district)
    a_rule(course, SeatBasis.PER_COMMUNE, 9, position=1)
    a_rule(course, SeatBasis.PER_VILLAGE, 5, position=2)
    compute_shares(course, by=by, at=NOW)
    for printed in PRINTED:
        own = course.shares.filter(area__name__in=printed).values_list("pk", flat=True)
        move_units(course, set(own), a_class(course), by=by, at=NOW)
    return course


@pytest.fixture
def tour(by, plan, district, communes):
    course = a_course(by, activity=enter(plan, TOUR), area=district, kind=CourseKind.TOUR)
    a_class(course)
    a_rule(course, SeatBasis.FIXED, 12, organisation=by.organisation)
    a_rule(course, SeatBasis.PER_COMMUNE, 3)
    compute_shares(course, by=by, at=NOW)
    return course


def differing(course):
    return [agreement.sentence for agreement in agreements(course) if not agreement.agrees]


def agreeing(course):
    return [agreement.sentence for agreement in agreements(course) if agreement.agrees]


def test_the_classes_of_tua_chua_agree_with_every_number_of_the_plan(classes, tour, by, plan):
    enter(plan, REVIEW)
    assert differing(classes) == []
    assert agreeing(classes) == [
        "Số liệu hoạt động của kế hoạch ghi 4 lớp; khóa có 4 lớp: khớp.",
        "Số liệu hoạt động của kế hoạch ghi 708 đại biểu; chỉ tiêu là 708: khớp.",
        "Kế hoạch ghi 4 lớp; khóa có 4 lớp: khớp.",
        "Kế hoạch ghi 708 đại biểu; chỉ tiêu là 708: khớp.",
        "Kế hoạch ghi lớp thứ nhất 182 đại biểu; lớp thứ nhất có 182 chỗ: khớp.",
        "Kế hoạch ghi lớp thứ hai 182 đại biểu; lớp thứ hai có 182 chỗ: khớp.",
        "Kế hoạch ghi lớp thứ ba 167 đại biểu; lớp thứ ba có 167 chỗ: khớp.",
        "Kế hoạch ghi lớp thứ tư 177 đại biểu; lớp thứ tư có 177 chỗ: khớp.",
        "Kế hoạch ghi mỗi xã 9 đại biểu; quy tắc là mỗi xã 9: khớp.",
        "Kế hoạch ghi mỗi thôn, bản 5 đại biểu; quy tắc là mỗi thôn, bản 5: khớp.",
    ]


def test_the_study_tour_of_tua_chua_agrees_with_every_number_of_the_plan(classes, tour):
    assert differing(tour) == []
    assert agreeing(tour) == [
        "Số liệu hoạt động của kế hoạch ghi 1 đoàn; khóa có 1 đoàn: khớp.",
        "Số liệu hoạt động của kế hoạch ghi 48 người; chỉ tiêu là 48: khớp.",
        "Kế hoạch ghi cấp huyện 12 người; chỉ tiêu cấp huyện là 12: khớp.",
        "Kế hoạch ghi cấp xã 36 người; chỉ tiêu cấp xã là 36: khớp.",
        "Kế hoạch ghi 1 đoàn; khóa có 1 đoàn: khớp.",
        "Kế hoạch ghi 48 người; chỉ tiêu là 48: khớp.",
    ]


def test_a_wrong_number_says_by_how_much_and_where_to_change_it(classes, by, district):
    district.children.filter(name="Mường Đun").update(village_count=9)
    compute_shares(classes, by=by, at=NOW)
    where = "Hãy sửa kế hoạch, hoặc sửa chỉ tiêu, cách xếp ở trang Chỉ tiêu."
    assert differing(classes) == [
        f"Số liệu hoạt động của kế hoạch ghi 708 đại biểu; chỉ tiêu là 713, nhiều hơn 5. {where}",
        f"Kế hoạch ghi 708 đại biểu; chỉ tiêu là 713, nhiều hơn 5. {where}",
        f"Kế hoạch ghi lớp thứ nhất 182 đại biểu; lớp thứ nhất có 187 chỗ, nhiều hơn 5. {where}",
    ]


def test_a_plan_that_is_no_draft_is_not_to_be_changed(classes, plan):
    plan.state = PlanState.SUBMITTED
    plan.save(update_fields=["state"])
    classes.seat_rules.filter(basis=SeatBasis.PER_COMMUNE).update(seats=8)
    classes.refresh_from_db()
    assert differing(classes) == [
        "Kế hoạch ghi mỗi xã 9 đại biểu; quy tắc là mỗi xã 8, ít hơn 1. Kế hoạch không còn là dự thảo: hãy sửa "
        "chỉ tiêu, cách xếp ở trang Chỉ tiêu, hoặc soạn kế hoạch thay thế."
    ]


def test_who_is_missing_is_told_once_no_class_takes_names(classes):
    Share.objects.filter(course=classes, area__name="Mường Đun").update(taken=40)
    assert differing(classes) == []
    classes.classes.update(state=ClassState.CLOSED)
    assert differing(classes) == ["Đã đăng ký 40/708 chỗ: còn thiếu 668 người ở 12 đơn vị."]
    for share in classes.shares.all():
        Share.objects.filter(pk=share.pk).update(taken=share.seats)
    assert agreeing(classes)[-1] == "Đã đăng ký 708/708 chỗ: đủ."


def test_without_seats_the_plan_waits_for_rules(by, plan, district):
    course = a_course(by, activity=enter(plan, REVIEW), area=district)
    assert differing(course) == [
        "Số liệu hoạt động của kế hoạch ghi 380 đại biểu; chỉ tiêu chưa có. Hãy đặt quy tắc chỉ tiêu.",
        "Kế hoạch ghi khoảng 380 người; chỉ tiêu chưa có. Hãy đặt quy tắc chỉ tiêu.",
    ]


def test_numbers_told_as_about_need_not_be_met_exactly(by, plan):
    activity = Activity.objects.create(plan=plan, kind=ActivityKind.CLASS, name="Tập huấn")
    ActivityLine.objects.create(activity=activity, role="other", text="Tổ chức 01 lớp cho khoảng 380 người.")
    course = a_course(by, activity=activity)
    a_share(course, seats=360)
    a_class(course)
    assert agreeing(course) == [
        "Kế hoạch ghi 1 lớp; khóa có 1 lớp: khớp.",
        "Kế hoạch ghi khoảng 380 người; chỉ tiêu là 360: phù hợp.",
    ]


def test_classes_of_equal_size_without_units(by, plan):
    """Seed 000: two classes of 84."""
    activity = Activity.objects.create(
        plan=plan, kind=ActivityKind.CLASS, name="Tập huấn", group_count=2, group_size=84
    )
    ActivityLine.objects.create(activity=activity, role="quantity")
    course = a_course(by, activity=activity, class_size=84)
    a_class(course)
    a_class(course, seats=80)
    where = "Hãy sửa kế hoạch, hoặc sửa chỉ tiêu, cách xếp ở trang Chỉ tiêu."
    sizes = f"khóa có 1 lớp 80 chỗ, 1 lớp 84 chỗ. {where}"
    assert differing(course) == [
        f"Số liệu hoạt động của kế hoạch ghi 168 đại biểu; chỉ tiêu là 164, ít hơn 4. {where}",
        f"Số liệu hoạt động của kế hoạch ghi mỗi lớp 84 đại biểu; {sizes}",
        f"Kế hoạch ghi mỗi lớp 84 học viên; {sizes}",
    ]
    course.classes.update(seats=None)
    assert differing(course) == []


def test_sections_beside_the_activity_are_read_too(by, plan):
    goal = "- Mở 02 lớp tập huấn cho 90 học viên.\n- Mỗi xã có 02 cán bộ biết nghề."
    PlanSection.objects.create(plan=plan, level=1, position=1, title="MỤC TIÊU", body=goal)
    own = PlanSection.objects.create(plan=plan, level=1, position=2, title="TẬP HUẤN", body="Mỗi xã 10 người.")
    inner = PlanSection.objects.create(plan=plan, level=2, position=3, title="Quy mô", body="Lớp thứ nhất: 50 người.")
    activity = Activity.objects.create(plan=plan, section=own, kind=ActivityKind.CLASS, name="Tập huấn")
    course = a_course(by, activity=activity)
    assert told_by_the_plan(course) == (
        [own.body, inner.body],
        ["Mở 02 lớp tập huấn cho 90 học viên.", "Mỗi xã có 02 cán bộ biết nghề."],
    )
    a_class(course)
    a_rule(course, SeatBasis.PER_COMMUNE, 10)
    a_share(course, seats=90, training_class=course.classes.get())
    assert sorted(sentence.split(";")[0] for sentence in [*differing(course), *agreeing(course)]) == [
        "Kế hoạch ghi 2 lớp",
        "Kế hoạch ghi 90 học viên",
        "Kế hoạch ghi lớp thứ nhất 50 người",
        "Kế hoạch ghi mỗi xã 10 người",
    ]
    another = Activity.objects.create(plan=plan, kind=ActivityKind.CLASS, name="Lớp khác")
    assert told_by_the_plan(a_course(by, activity=another)) == ([], [])


def test_the_number_of_queries_is_constant(classes, by, district, django_assert_max_num_queries):
    for _ in range(30):
        a_share(classes, a_commune(parent=district))
    with django_assert_max_num_queries(16):
        agreements(classes)


def test_units_are_placed_as_the_plan_names_them_misspelt_ones_too(classes, by):
    placed = dict(classes.shares.values_list("area__name", "training_class__ordinal"))
    spread_units(classes, by=by, at=NOW)
    assert dict(classes.shares.values_list("area__name", "training_class__ordinal")) != placed
    moved, others = place_as_planned(classes, by=by, at=NOW)
    assert (moved > 0, others) == (True, [])
    assert dict(classes.shares.values_list("area__name", "training_class__ordinal")) == placed
    assert differing(classes) == []
    assert place_as_planned(classes, by=by, at=NOW) == (0, [])


def test_a_plan_that_names_no_units_leaves_them(tour, by):
    with pytest.raises(Refused, match="Kế hoạch không nêu đơn vị nào"):
        place_as_planned(tour, by=by, at=NOW)
