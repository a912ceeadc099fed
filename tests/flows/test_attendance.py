"""Attendance in a real browser, on a phone: taps save themselves, a bad line loses nothing, no script works too."""

import pytest
from django.conf import settings
from playwright.sync_api import expect

from tests.factories.holding import a_held_class, people, seen
from tests.factories.plans import NOW
from tests.factories.trainings import an_organiser
from trainings import attendance
from trainings.actions.attendance import mark
from trainings.models import Enrolment

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
AXE = (settings.BASE_DIR / "tests/vendor/axe-core/axe.min.js").read_text()
FIND_VIOLATIONS = """async () => {
  const found = await axe.run(document, {resultTypes: ["violations"]});
  return found.violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.html.slice(0, 200)}`));
}"""
PHONE = {"width": 390, "height": 844}
OFFLINE = "ERR_INTERNET_DISCONNECTED"


@pytest.fixture
def by(transactional_db):
    return an_organiser()


def _tap(page, person: Enrolment, mark: str) -> None:
    page.locator(f'label[for="m-{person.pk}-{mark}"]').click()


def test_taps_save_themselves_and_marks_of_others_appear(open_page, by):
    row = a_held_class(by=by, people=4)
    (roll, *_) = attendance.rolls(seen(row))
    first, second, third, fourth = people(row)
    page = open_page(by, path=f"/lop/{row.pk}/diem-danh/{roll.pk}/", **PHONE)
    mark(seen(row), roll.pk, {fourth.pk: "e"}, by=by, at=NOW)  # somebody else, meanwhile
    _tap(page, first, "p")
    _tap(page, second, "a")
    expect(page.locator("#save-state")).to_contain_text("đã lưu lúc")
    expect(page.locator(f"#m-{fourth.pk}-e")).to_be_checked()
    page.get_by_role("button", name="Có mặt cả lớp").click()
    expect(page.locator('[data-tally="p"]')).to_have_text("2")
    expect(page.locator("#save-state")).to_contain_text("đã lưu lúc")
    page.reload()
    _tap(page, third, "p")  # the mark that is set: taken away
    expect(page.locator("#save-state")).to_contain_text("đã lưu lúc")
    assert attendance.marks_in(roll) == {first.pk: "p", second.pk: "a", fourth.pk: "e"}


def test_a_bad_line_loses_nothing_even_when_the_page_is_closed(open_page, by):
    row = a_held_class(by=by, people=2)
    (roll, *_) = attendance.rolls(seen(row))
    first, second = people(row)
    address = f"/lop/{row.pk}/diem-danh/{roll.pk}/"
    page = open_page(by, path=address, allow=(OFFLINE,), **PHONE)
    page.context.set_offline(True)
    _tap(page, first, "p")
    _tap(page, second, "a")
    expect(page.locator("#save-state")).to_contain_text("đã giữ trên máy này")
    page.context.set_offline(False)
    expect(page.locator("#save-state")).to_contain_text("đã lưu lúc", timeout=10_000)
    assert attendance.marks_in(roll) == {first.pk: "p", second.pk: "a"}
    page.context.set_offline(True)
    _tap(page, second, "e")
    expect(page.locator("#save-state")).to_contain_text("đã giữ trên máy này")
    other = page.context.new_page()
    page.close()
    other.context.set_offline(False)
    other.goto(address)
    expect(other.locator("#save-state")).to_contain_text("đã lưu lúc", timeout=10_000)
    assert attendance.marks_in(roll) == {first.pk: "p", second.pk: "e"}


def test_without_script_the_page_has_a_button(open_page, by):
    row = a_held_class(by=by, people=2)
    (roll, *_) = attendance.rolls(seen(row))
    first, second = people(row)
    page = open_page(by, path=f"/lop/{row.pk}/diem-danh/{roll.pk}/", scripts=False, **PHONE)
    _tap(page, first, "a")
    page.get_by_role("button", name="Lưu điểm danh").click()
    page.get_by_role("button", name="Có mặt cả lớp").click()
    expect(page.locator(".notice-success")).to_contain_text("Đã ghi điểm danh 1 người.")
    assert attendance.marks_in(roll) == {first.pk: "a", second.pk: "p"}


def test_scores_save_themselves_and_say_what_is_wrong(open_page, by):
    row = a_held_class(by=by, people=1, course={"has_tests": True})
    (person,) = people(row)
    page = open_page(by, path=f"/lop/{row.pk}/ket-qua/", allow=("400",))
    field = page.locator(f"[name=sau-{person.pk}]")
    field.fill("12")
    field.press("Tab")
    expect(page.locator(f"#sau-{person.pk}-error")).to_have_text("Điểm theo thang 10: hãy ghi số từ 0 đến 10.")
    field.fill("7.5")
    field.press("Tab")
    expect(page.locator("#save-state")).to_contain_text("đã lưu lúc")
    expect(field).to_have_value("7,5")
    assert str(Enrolment.objects.get().score_after) == "7.50"


@pytest.mark.parametrize(
    "page_",
    [
        "",
        "diem-danh/",
        "diem-danh/{roll}/",
        "hoc-vien/",
        "hoc-vien/{person}/",
        "hoc-vien/them/",
        "ket-qua/",
        "danh-gia/",
    ],
)
@pytest.mark.parametrize("width", [390, 1366])
def test_pages_of_a_class_are_accessible_and_fit(page_, width, open_page, by):
    row = a_held_class(by=by, people=2, course={"has_tests": True})
    (roll, *_) = attendance.rolls(seen(row))
    address = f"/lop/{row.pk}/{page_.format(roll=roll.pk, person=people(row)[0].pk)}"
    page = open_page(by, path=address, width=width, height=844)
    page.evaluate(AXE)
    assert page.evaluate(FIND_VIOLATIONS) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
