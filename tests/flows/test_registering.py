"""A registrar writes a list in a real browser: types, pastes from Excel, mends what is reported, sends."""

import pytest
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
from tests.portal.test_accessibility import WIDTHS, overflow, violations
from trainings.actions.lists import submit_list
from trainings.actions.rows import Typed, save_rows
from trainings.enums import EnrolmentState, RosterState

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

BLOCK = (
    "STT\tHọ tên\tChức danh\tHưởng lương\tKhông hưởng lương\tNăm sinh\n"
    "1\tLò Thị Mai\tTrưởng bản\t\tX\t1985\n"
    "2\tGiàng A Dê\tBí thư chi bộ\t\tx\t1979\n"
    "3\tSùng A Chứ\tCông chức\tX\tX\t1990\n"
)


@pytest.fixture
def registrar():
    return a_registrar(a_commune("Mường Báng"))


@pytest.fixture
def roster(registrar):
    course = a_course(an_organiser())
    share = a_share(course, registrar.organisation.area, seats=5, training_class=a_class(course))
    campaign = a_campaign(course, on=timezone.localdate(), asks=["birth_year"])
    return a_roster(campaign, share, state=RosterState.WAITING)


def paste(page, selector, text):
    """What the browser does when a block of cells is pasted into the field."""
    page.locator(selector).evaluate(
        """(field, text) => {
            const data = new DataTransfer();
            data.setData("text/plain", text);
            field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        }""",
        text,
    )


def names(roster):
    return list(roster.enrolments.order_by("position").values_list("full_name", flat=True))


def test_typing_pasting_mending_and_sending(open_page, roster, registrar):
    page = open_page(registrar, path=f"/dang-ky/{roster.pk}/")
    page.locator("tbody tr").first.locator('[data-field="full_name"]').click()
    page.keyboard.type("Vàng A Páo")
    page.keyboard.press("Tab")
    page.keyboard.type("Trưởng thôn")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("x")
    page.keyboard.press("Tab")
    page.keyboard.type("1980")
    page.keyboard.press("Enter")
    page.locator("tbody tr").first.get_by_text("đã ghi", exact=True).wait_for()
    assert names(roster) == ["Vàng A Páo"]
    assert page.evaluate("document.activeElement.dataset.field") == "full_name"
    paste(page, "tbody tr:nth-child(2) [data-field=full_name]", BLOCK)
    page.get_by_text("Đánh dấu cả hai cột lương").wait_for()
    assert names(roster) == ["Vàng A Páo", "Lò Thị Mai", "Giàng A Dê"]
    page.locator("#grid-state", has_text="1 dòng còn lỗi").wait_for()
    page.locator("tbody tr:nth-child(4) [data-field=unpaid]").click()
    page.locator("tbody tr:nth-child(4)").get_by_text("đã ghi", exact=True).wait_for()
    assert page.locator('[data-sum="missing"]').inner_text() == "1"
    page.get_by_role("button", name="Gửi danh sách").click()
    page.get_by_text("Đã gửi danh sách").wait_for()
    roster.refresh_from_db()
    assert (roster.state, roster.number, roster.share.taken) == (RosterState.SUBMITTED, 1, 4)
    assert set(roster.enrolments.values_list("state", flat=True)) == {EnrolmentState.REGISTERED}


@pytest.mark.parametrize("window", WIDTHS)
def test_pages_have_no_violation_and_fit_the_window(open_page, roster, registrar, window):
    width, height = WIDTHS[window]
    cells = {"full_name": "Vàng A Páo", "post": "Trưởng thôn", "unpaid": "x", "birth_year": "1980"}
    bad = {"full_name": "vàng a páo", "paid": "x", "unpaid": "x", "birth_year": "80"}
    at = timezone.now()
    save_rows(roster, [Typed("n1", 0, cells), Typed("n2", 0, bad)], by=registrar, at=at)
    organiser = roster.campaign.course.organisation.users.get()
    share = a_share(roster.campaign.course, a_commune("Tên rất dài " * 8))
    sent = a_roster(roster.campaign, share, office=registrar.organisation)
    save_rows(sent, [Typed("n1", 0, cells)], by=registrar, at=at)
    submit_list(sent, by=registrar, at=at)
    course = roster.campaign.course_id
    faults = {}
    for who, paths in (
        (registrar, ["/", "/dang-ky/", f"/dang-ky/{roster.pk}/", f"/dang-ky/{sent.pk}/"]),
        (organiser, ["/", "/dang-ky/", f"/dang-ky/{sent.pk}/", f"/lop/khoa/{course}/dang-ky/"]),
    ):
        page = open_page(who, width=width, height=height)
        for path in paths:
            page.goto(path)
            page.evaluate("document.querySelectorAll('main details').forEach((node) => (node.open = true))")
            faults[str(who), path] = (violations(page), overflow(page))
    assert faults == dict.fromkeys(faults, ([], 0))


def test_a_row_changed_by_a_colleague_shows_both_texts(open_page, roster, registrar):
    page, other = open_page(registrar, path=f"/dang-ky/{roster.pk}/", allow=("409",)), None
    paste(page, "tbody tr:nth-child(1) [data-field=full_name]", "Lò Thị Mai\tTrưởng bản\t\tx\t1985\n")
    page.locator("#grid-state", has_text="Đã ghi hết").wait_for()
    colleague = a_registrar(registrar.organisation.area)
    other = open_page(colleague, path=f"/dang-ky/{roster.pk}/")
    other.locator("tbody tr:nth-child(1) [data-field=post]").fill("Bí thư chi bộ")
    other.keyboard.press("Enter")
    other.locator("#grid-state", has_text="Đã ghi hết").wait_for()
    page.locator("tbody tr:nth-child(1) [data-field=post]").fill("Trưởng thôn")
    page.keyboard.press("Enter")
    page.get_by_text("Chức vụ: Bí thư chi bộ").wait_for()
    assert roster.enrolments.get().post == "Bí thư chi bộ"
    page.get_by_role("button", name="Ghi bản của tôi").click()
    page.locator("#grid-state", has_text="Đã ghi hết").wait_for()
    assert roster.enrolments.get().post == "Trưởng thôn"


def test_without_javascript_the_same_form_is_sent_by_its_button(open_page, roster, registrar):
    page = open_page(registrar, path=f"/dang-ky/{roster.pk}/", scripts=False)
    row = page.locator("tbody tr").first
    row.locator('[data-field="full_name"]').fill("Vàng A Páo")
    row.locator('[data-field="post"]').fill("Trưởng thôn")
    page.get_by_role("button", name="Ghi và kiểm tra").first.click()
    page.get_by_text("Chưa đánh dấu", exact=False).first.wait_for()
    row = page.locator("tbody tr").first
    assert row.locator('[data-field="full_name"]').input_value() == "Vàng A Páo"
    row.locator('[data-field="unpaid"]').check()
    row.locator('[data-field="birth_year"]').fill("1980")
    page.get_by_role("button", name="Ghi và kiểm tra").first.click()
    page.get_by_text("Đã ghi 1 dòng").wait_for()
    page.get_by_text("Dán cả khối vào đây").click()
    page.get_by_label("Khối chép từ Excel").fill(BLOCK)
    page.get_by_role("button", name="Đưa vào danh sách").click()
    page.get_by_text("1 dòng còn lỗi: vẫn giữ").wait_for()
    assert names(roster) == ["Vàng A Páo", "Lò Thị Mai", "Giàng A Dê"]
