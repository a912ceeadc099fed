"""Comparing a reading with its source in a real browser: narrow windows, no violations, nothing typed is lost."""

import re

import pytest
from playwright.sync_api import expect

from documents.places import Part, Place
from documents.reading.result import Doubt
from plans.models import PlanReading
from tests.factories.plans import a_user
from tests.factories.readings import a_reading, a_seed_reading, seed
from tests.portal.test_accessibility import WIDTHS, overflow, violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SAVED = re.compile(r"đã lưu lúc \d\d:\d\d:\d\d")


@pytest.fixture
def drafter(transactional_db):
    return a_user(full_name="Nông Thị Hằng")


@pytest.mark.parametrize("window", WIDTHS)
def test_pages_have_no_violation_and_fit_the_window(open_page, drafter, window):
    doubts = (Doubt(Place(Part.TITLE), "Trích yếu có thể bị cắt."),)
    plan = a_reading(drafter, doubts=doubts)
    other = a_reading(drafter, is_plan=False, kind="QUYẾT ĐỊNH", what="một quyết định")
    PlanReading.objects.filter(pk__in=[plan.pk, other.pk]).update(batch="lo-1")
    width, height = WIDTHS[window]
    page = open_page(drafter, width=width, height=height)
    paths = [f"/ke-hoach/doc/{part}" for part in ("", "lo/lo-1/", f"{plan.pk}/", f"{other.pk}/")]
    faults = {}
    for path in paths:
        page.goto(path)
        faults[path] = (violations(page), overflow(page))
    assert faults == dict.fromkeys(paths, ([], 0))


def test_on_a_phone_a_line_leads_to_its_field_and_back(open_page, drafter):
    row = a_seed_reading(drafter, "quang_tri_2020")
    page = open_page(drafter, path=f"/ke-hoach/doc/{row.pk}/", width=390, height=844)
    expect(page.locator("#source")).to_be_hidden()
    page.locator(".part-field-title .part-lines").first.click()
    expect(page.locator("#source .is-lit").last).to_be_in_viewport()
    page.locator("#source li", has_text="Đảm bảo đúng đối tượng").click()
    expect(page.locator("textarea:focus")).to_have_value(re.compile("^Đảm bảo đúng đối tượng"))
    expect(page.locator("#source")).to_be_hidden()


def test_what_is_typed_is_saved_and_a_line_becomes_a_heading(open_page, drafter):
    row = a_seed_reading(drafter, "quang_tri_2020")
    page = open_page(drafter, path=f"/ke-hoach/doc/{row.pk}/")
    budget = page.locator("form.part-muc", has=page.locator("textarea", has_text="KINH PHÍ"))
    body = budget.locator("textarea").last
    body.fill("Tổng kinh phí: 1.251.000.000 đồng\nNguồn vốn\nNgân sách trung ương")
    expect(page.locator("#save-state")).to_have_text(SAVED)
    body.evaluate("field => field.setSelectionRange(40, 40)")
    budget.get_by_role("button", name="Tách dòng thành đề mục").click()
    expect(page.get_by_role("textbox", name="Đề mục").filter(has_text="Nguồn vốn")).to_have_count(1)
    titles = [section.title for section in PlanReading.objects.get().read.content.walk_sections()]
    assert titles[-3:] == ["KINH PHÍ", "Nguồn vốn", "TỔ CHỨC THỰC HIỆN"]


def test_text_stays_and_is_saved_later_when_the_network_is_away(open_page, drafter):
    row = a_seed_reading(drafter, "quang_tri_2020")
    page = open_page(drafter, path=f"/ke-hoach/doc/{row.pk}/", allow=("ERR_INTERNET_DISCONNECTED",))
    page.context.set_offline(True)
    page.get_by_label("Địa danh").fill("Quảng Trị")
    expect(page.locator("#save-state")).to_contain_text("chưa lưu được")
    page.get_by_role("button", name="Tạo kế hoạch", exact=True).click()
    expect(page).to_have_url(re.compile(r"/doc/\d+/"))
    page.context.set_offline(False)
    expect(page.locator("#save-state")).to_have_text(SAVED, timeout=20_000)
    assert PlanReading.objects.get().read.content.head.place == "Quảng Trị"


def test_it_works_without_scripts(open_page, drafter):
    page = open_page(drafter, path="/ke-hoach/doc/", scripts=False)
    page.get_by_label("Dán văn bản").fill(seed("quang_tri_2020"))
    page.get_by_role("button", name="Đọc văn bản").click()
    head = page.locator("form.part-dau")
    head.get_by_label("Địa danh").fill("Quảng Trị")
    head.get_by_role("button", name="Lưu").click()
    expect(page.get_by_label("Địa danh")).to_have_value("Quảng Trị")
    page.get_by_role("button", name="Tạo kế hoạch", exact=True).click()
    expect(page.locator("h1")).to_have_text(re.compile("^Thực hiện Tiểu dự án 3"))
