"""The forms of units and the sheets of classes: what they say, masked, and how many questions they ask."""

import datetime

import pytest

from documents.content import FormSignatures, Table
from documents.papers import paper
from lib.refusals import Refused
from organisations.enums import Regime
from plans.enums import ActivityKind
from tests.factories.plans import a_plan, an_organisation
from tests.factories.trainings import (
    a_campaign,
    a_class,
    a_commune,
    a_course,
    a_roster,
    a_share,
    an_activity,
    an_enrolment,
    an_organiser,
)
from trainings.enums import CourseKind, EnrolmentState, Half, Mark, RosterField, RosterForm
from trainings.models import Attendance, ClassSession, Lecturer, Module, SessionPart, Venue
from trainings.papers.class_papers import KINDS
from trainings.papers.forms import NOTES, filled_form, form_title

pytestmark = pytest.mark.django_db

TITLE = """Danh sách đại biểu đăng ký tham gia tập huấn nâng cao năng lực năm 2024
thuộc Chương trình mục tiêu quốc gia giảm nghèo bền vững
trên địa bàn"""
HEADS = ("TT", "Họ và tên", "Chức vụ", "Hưởng lương từ NSNN", "Không hưởng lương từ NSNN", "Ghi chú")


def a_list(*, asks=(), seats=9, **campaign):
    course = a_course(an_organiser())
    share = a_share(course, a_commune("Mường Báng"), seats=seats)
    return a_roster(a_campaign(course, title=TITLE, asks=list(asks), **campaign), share)


def found(key, row):
    return paper(key).find(row.pk)


def table_in(content):
    blocks = content.appendices[0].blocks if content.appendices else content.sections[0].blocks
    return next(block for block in blocks if isinstance(block, Table))


def test_filled_form_has_the_heads_rows_notes_and_places_of_the_appendix():
    roster = a_list()
    an_enrolment(roster, full_name="Vừ A Hùng", is_paid=True, post="Công chức Văn hóa - Xã hội", position=1)
    an_enrolment(roster, full_name="Giàng Thị Mỷ", is_paid=False, note="Bản Tà Là", position=2)
    content = paper("roster-form").content(found("roster-form", roster))
    appendix = content.appendices[0]
    table = table_in(content)
    assert appendix.label == "Phụ lục I"
    assert appendix.title[-1] == "trên địa bàn Xã Mường Báng"
    assert table.header == (HEADS, ("1", "2", "3", "4", "5", "6"))
    assert table.rows == (
        ("1", "Vừ A Hùng", "Công chức Văn hóa - Xã hội", "X", "", ""),
        ("2", "Giàng Thị Mỷ", "Trưởng thôn", "", "X", "Bản Tà Là"),
    )
    assert table.totals == (("", "Tổng số: 2 người", "", "1", "1", ""),)
    assert tuple(block.text for block in appendix.blocks[1:-1]) == NOTES
    assert appendix.blocks[-1] == FormSignatures((("Người lập",), ("TM. ỦY BAN NHÂN DÂN",)))


def test_columns_that_the_campaign_asks_stand_before_the_note_and_are_masked():
    roster = a_list(asks=[RosterField.PHONE, RosterField.BIRTH_YEAR, RosterField.ID_NUMBER, RosterField.SEX])
    private = {"id_number": "011085000123", "phone": "0912345678"}
    an_enrolment(roster, birth_year=1985, sex="m", private=private)
    row = found("roster-form", roster)
    masked, full = (filled_form(row, reveal=reveal) for reveal in (False, True))
    assert table_in(masked).header[0] == (
        *HEADS[:5], "Giới tính", "Năm sinh", "Số định danh (CCCD)", "Số điện thoại", "Ghi chú",
    )  # fmt: skip
    assert table_in(masked).rows[0][5:9] == ("Nam", "1985", "•••••••••123", "•••••••678")
    assert table_in(full).rows[0][5:9] == ("Nam", "1985", "011085000123", "0912345678")
    assert masked.appendices[0].landscape is True


def test_people_who_left_are_not_printed_and_those_who_wait_come_last():
    roster = a_list()
    for number, state in enumerate((EnrolmentState.QUEUED, EnrolmentState.REGISTERED, EnrolmentState.WITHDRAWN)):
        an_enrolment(roster, full_name=f"Người {number}", state=state, position=number)
    rows = table_in(paper("roster-form").content(found("roster-form", roster))).rows
    assert [(row[0], row[1], row[-1]) for row in rows] == [("1", "Người 1", ""), ("2", "Người 0", "Danh sách chờ")]


def test_blank_form_has_a_line_for_each_seat_high_enough_to_write():
    content = paper("roster-form-blank").content(
        found("roster-form-blank", a_list(seats=59, form=RosterForm.APPENDIX_II))
    )
    table = table_in(content)
    assert content.appendices[0].label == "Phụ lục II"
    assert [row[0] for row in table.rows] == [str(n) for n in range(1, 60)]
    assert {row[1:] for row in table.rows} == {("", "", "", "", "")}
    assert (table.totals, table.row_height) == ((), 8.0)


def test_title_names_the_unit_once():
    roster = a_list()
    roster.campaign.title = "DANH SÁCH ĐĂNG KÝ XÃ MƯỜNG BÁNG"
    assert form_title(roster) == ("DANH SÁCH ĐĂNG KÝ XÃ MƯỜNG BÁNG",)
    roster.campaign.title = "DANH SÁCH ĐĂNG KÝ"
    assert form_title(roster) == ("DANH SÁCH ĐĂNG KÝ", "trên địa bàn Xã Mường Báng")
    roster.campaign.title = "DANH SÁCH TRÊN ĐỊA BÀN ......"
    assert form_title(roster) == ("DANH SÁCH TRÊN ĐỊA BÀN Xã Mường Báng",)


def test_list_of_an_organisation_is_signed_by_its_head():
    course = a_course(an_organiser())
    office = an_organisation(name="Phòng Nội vụ", symbol="PNV", regime=Regime.HEAD, head_title="TRƯỞNG PHÒNG")
    roster = a_roster(a_campaign(course), a_share(course, organisation=office), office=office)
    content = paper("roster-form").content(found("roster-form", roster))
    assert content.appendices[0].blocks[-1].places[1] == ("TRƯỞNG PHÒNG",)


def test_form_goes_with_the_plan_that_opened_the_registration():
    roster = a_list()
    plan = roster.campaign.course.activity.plan
    head = paper("roster-form").content(found("roster-form", roster)).head
    assert (head.symbol, head.issuer_name) == (f"KH-{plan.organisation.symbol}", plan.organisation.name)


def a_full_class(*, count=3, tour=False, **fields):
    by = an_organiser()
    kind = CourseKind.TOUR if tour else CourseKind.CLASSES
    activity = an_activity(a_plan(by), kind=ActivityKind.CLASS)
    course = a_course(by, activity=activity, kind=kind, name="Tập huấn giảm nghèo")
    training_class = a_class(course, **fields)
    roster = a_roster(a_campaign(course, asks=[RosterField.SEX]), a_share(course, a_commune("Sín Chải")))
    names = ["Vừ A Páo", "Giàng A Chứ", "Lò Văn Ân", "Mùa A Dủa", "Hạng A Só"]
    for number in range(count):
        an_enrolment(roster, full_name=names[number], training_class=training_class, is_paid=number == 0)
    return training_class


def sheet(key, training_class):
    return KINDS[key].content(KINDS[key].find(training_class.pk))


def test_class_list_is_sorted_by_given_name_with_totals_and_those_who_come_along_apart():
    venue = {"name": "Hội trường UBND xã", "address": "Bản Phiêng Bung"}
    training_class = a_full_class(starts_on=datetime.date(2024, 3, 20), ends_on=datetime.date(2024, 3, 21))
    training_class.venue = Venue.objects.create(organisation=training_class.course.organisation, **venue)
    training_class.save()
    an_enrolment(course=training_class.course, full_name="Trần Văn Lái", training_class=training_class, counts=False)
    content = sheet("danh-sach", training_class)
    tables = [block for block in content.sections[0].blocks if isinstance(block, Table)]
    assert (content.kind, content.title) == ("DANH SÁCH HỌC VIÊN", "Lớp thứ nhất: Tập huấn giảm nghèo")
    assert [note.text for note in content.opening] == [
        "Thời gian: từ ngày 20/3/2024 đến ngày 21/3/2024",
        "Địa điểm: Hội trường UBND xã, Bản Phiêng Bung",
    ]
    assert [row[1] for row in tables[0].rows] == ["Lò Văn Ân", "Giàng A Chứ", "Vừ A Páo"]
    assert tables[0].rows[2][4:7] == ("Xã Sín Chải", "X", "")
    assert tables[0].totals == (("", "Tổng số: 3 người", "", "", "", "1", "2", ""),)
    assert [row[1] for row in tables[1].rows] == ["Trần Văn Lái"]


def test_tour_is_called_a_group_with_members():
    content = sheet("danh-sach", a_full_class(tour=True))
    assert (content.kind, content.title) == ("DANH SÁCH THÀNH VIÊN", "Đoàn thứ nhất: Tập huấn giảm nghèo")


def test_attendance_sheet_has_a_column_for_each_session_and_counts_who_came():
    training_class = a_full_class(count=2)
    person = training_class.enrolments.first()
    for day in (1, 2):
        for half in (Half.MORNING, Half.AFTERNOON):
            held_on = datetime.date(2024, 3, 19 + day)
            session = ClassSession.objects.create(
                training_class=training_class, day_number=day, half=half, held_on=held_on
            )
    Attendance.objects.create(enrolment=person, session=session, mark=Mark.PRESENT)
    content = sheet("diem-danh", training_class)
    table = table_in(content)
    assert content.landscape is True
    assert table.header == (
        ("TT", "Họ và tên", "Đơn vị", "20/3", "", "21/3", "", "Ghi chú"),
        ("", "", "", "Sáng", "Chiều", "Sáng", "Chiều", ""),
    )
    assert table.rows[0] == ("1", "Giàng A Chứ", "Xã Sín Chải", "", "", "", "", "")
    assert table.totals == (("", "Số người có mặt", "", "", "", "", "1", ""),)
    assert sum(table.widths) == pytest.approx(252)


def test_attendance_sheet_before_there_is_a_timetable_and_of_many_days():
    training_class = a_full_class()
    training_class.course.days = 5
    training_class.course.save()
    content = sheet("diem-danh", training_class)
    tables = [block for block in content.sections[0].blocks if isinstance(block, Table)]
    assert [table.header[0][3] for table in tables] == ["Ngày 1", "Ngày 5"]
    assert [len(table.widths) for table in tables] == [12, 6]


def test_payment_list_counts_days_present_and_says_the_sum_in_words():
    training_class = a_full_class(count=3, meal_rate=150_000)
    first, second = training_class.enrolments.filter(is_paid=False).order_by("sort_key")
    for half in (Half.MORNING, Half.AFTERNOON):
        session = ClassSession.objects.create(training_class=training_class, day_number=1, half=half)
        Attendance.objects.create(enrolment=first, session=session, mark=Mark.PRESENT)
    Attendance.objects.create(enrolment=second, session=session, mark=Mark.PRESENT)
    content = sheet("nhan-tien", training_class)
    table = table_in(content)
    assert [row[1:6] for row in table.rows] == [
        ("Lò Văn Ân", "Xã Sín Chải", "1", "150.000", "150.000"),
        ("Giàng A Chứ", "Xã Sín Chải", "0,5", "150.000", "75.000"),
    ]
    assert table.totals == (("", "Tổng cộng", "", "1,5", "", "225.000", "", ""),)
    assert content.sections[0].blocks[1].text == "Tổng số tiền (bằng chữ): Hai trăm hai mươi lăm nghìn đồng."
    assert content.sections[0].blocks[2].places[1][0] == "Kế toán"


def test_payment_list_without_a_norm_leaves_amounts_blank():
    training_class = a_full_class(count=2)
    session = ClassSession.objects.create(training_class=training_class, day_number=1, half=Half.MORNING)
    person = training_class.enrolments.get(is_paid=False)
    Attendance.objects.create(enrolment=person, session=session, mark=Mark.PRESENT)
    table = table_in(sheet("nhan-tien", training_class))
    assert table.rows[0][3:6] == ("0,5", "", "")
    assert table.totals[0][5] == ""


def test_timetable_says_day_half_module_and_lecturer():
    training_class = a_full_class()
    course = training_class.course
    module = Module.objects.create(course=course, name="Quản lý dự án", periods=6)
    lecturer = Lecturer.objects.create(
        organisation=course.organisation, full_name="Lò Văn Tiến", title="TS.", workplace="Trường Chính trị tỉnh"
    )
    monday = datetime.date(2024, 3, 18)
    first = ClassSession.objects.create(
        training_class=training_class, day_number=1, half=Half.MORNING, held_on=monday, note="Khai giảng"
    )
    second = ClassSession.objects.create(
        training_class=training_class, day_number=1, half=Half.AFTERNOON, held_on=monday
    )
    SessionPart.objects.create(session=first, module=module, periods=4, lecturer=lecturer)
    SessionPart.objects.create(session=second, module=module, periods=2)
    ClassSession.objects.create(training_class=training_class, day_number=2, half=Half.MORNING)
    table = table_in(sheet("thoi-khoa-bieu", training_class))
    assert table.rows == (
        ("Thứ Hai\n18/3/2024", "Sáng", "Khai giảng\nQuản lý dự án", "4", "TS. Lò Văn Tiến, Trường Chính trị tỉnh"),
        ("", "Chiều", "Quản lý dự án", "2", ""),
        ("Ngày thứ 2", "Sáng", "", "", ""),
    )
    assert table.totals == (("", "", "Tổng số tiết", "6", ""),)


def test_forms_of_all_units_of_a_class_come_in_one_file():
    training_class = a_full_class(count=2)
    course = training_class.course
    course.shares.update(training_class=training_class)
    share = a_share(course, a_commune("Tủa Thàng"), training_class=training_class)
    a_roster(course.campaign, share)
    content = sheet("phu-luc", training_class)
    assert [appendix.title[-1] for appendix in content.appendices] == [
        "trên địa bàn Xã Sín Chải",
        "trên địa bàn Xã Tủa Thàng",
    ]
    assert [len(appendix.blocks[0].rows) for appendix in content.appendices] == [2, 2]


def test_forms_of_a_class_without_units_are_refused_with_what_to_do():
    with pytest.raises(Refused, match="hãy xếp đơn vị"):
        sheet("phu-luc", a_full_class(count=0))


@pytest.mark.parametrize("key", sorted(KINDS.keys() - {"phu-luc"}))
def test_sheets_of_an_empty_class_can_be_printed(key):
    training_class = a_full_class(count=0)
    assert sheet(key, training_class).is_sheet is True


@pytest.mark.parametrize("key", sorted(KINDS))
def test_number_of_questions_does_not_grow_with_the_class(key, django_assert_max_num_queries):
    small, large = a_full_class(count=1), a_full_class(count=5)
    for row in (small, large):
        row.course.shares.update(training_class=row)
    with django_assert_max_num_queries(8):
        sheet(key, small)
    with django_assert_max_num_queries(8):
        sheet(key, large)
