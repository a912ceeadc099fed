"""Findings in a real browser: renewed after every save without disturbing who writes, fixed by one click, let stand."""

import re

import pytest
from django.conf import settings
from playwright.sync_api import expect

from plans.actions import add_activity, add_appendix, add_basis, add_section
from plans.models import Plan
from tests.factories.plans import NOW, a_plan, a_user

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
AXE = (settings.BASE_DIR / "tests/vendor/axe-core/axe.min.js").read_text()
FIND_VIOLATIONS = """async () => {
  const found = await axe.run(document, {resultTypes: ["violations"]});
  return found.violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.html.slice(0, 200)}`));
}"""
WRONG = "Kinh phí 1.251.000.000 đồng (Một tỷ, hai trăm năm mươi một nghìn đồng)."
RIGHT = "Kinh phí 1.251.000.000 đồng (Một tỷ hai trăm năm mươi mốt triệu đồng)."
SAVED = re.compile(r"đã lưu lúc \d\d:\d\d:\d\d")
RENEW = """() => new Promise(done => {
  document.addEventListener("htmx:afterRequest", () => setTimeout(done), {once: true});
  htmx.trigger("#findings", "plan:recheck");
})"""
SIZES = {"desk": {"width": 1366, "height": 900}, "phone": {"width": 390, "height": 844}}


@pytest.fixture
def drafter(transactional_db):
    return a_user()


@pytest.fixture
def plan(drafter):
    plan = a_plan(drafter, opening="Ban Dân tộc ban hành Kế hoạch như sau:")
    who = {"by": drafter, "at": NOW}
    add_section(plan, after=None, level=1, title="MỤC ĐÍCH", body="Nâng cao năng lực.", **who)
    add_section(plan, after=None, level=1, title="KINH PHÍ", body="Từ ngân sách nhà nước.", **who)
    return plan


def amount(page):
    """The finding about the amount in words."""
    return page.locator("#findings .check-error", has_text="Bằng chữ là 1.000.251.000 đồng")


def open_checks(page):
    page.locator("#checks-menu > summary").click()


def test_findings_come_while_one_writes_and_go_with_one_click(open_page, drafter, plan):
    page = open_page(drafter, path=f"/ke-hoach/{plan.pk}/noi-dung/", **SIZES["desk"])
    expect(page.locator("#findings .check-sum")).to_have_count(1)
    expect(amount(page)).to_have_count(0)
    body = page.locator(".section-body").nth(1)
    body.fill(WRONG)
    body.press("End")
    expect(amount(page)).to_have_count(1)
    expect(body).to_be_focused()  # the panel was renewed, the cursor stands where it was
    body.press_sequentially(" Xong.")
    expect(body).to_have_value(f"{WRONG} Xong.")
    expect(page.locator(".section").nth(1)).to_have_class(re.compile("has-error"))
    open_checks(page)
    amount(page).locator(".check-fix").click()
    expect(page.locator(".section-body").nth(1)).to_have_value(f"{RIGHT} Xong.")
    expect(amount(page)).to_have_count(0)
    expect(page.locator("#messages")).to_contain_text("Đã sửa.")
    expect(page.locator("#checks-menu")).to_have_attribute("open", "")  # for the next one
    page.locator("#undo").click()
    expect(page.locator(".section-body").nth(1)).to_have_value(f"{WRONG} Xong.")
    expect(amount(page)).to_have_count(1)


@pytest.mark.parametrize("size", SIZES)
def test_a_finding_leads_to_its_words(open_page, drafter, plan, size):
    plan.sections.filter(title="KINH PHÍ").update(body=f"Đoạn đầu.\n{WRONG}")
    page = open_page(drafter, path=f"/ke-hoach/{plan.pk}/", **SIZES[size])
    amount(page).locator(".finding-place").click()
    expect(page.locator(".section-body").nth(1)).to_be_focused()
    chosen = (
        "document.activeElement.value.slice(document.activeElement.selectionStart, document.activeElement.selectionEnd)"
    )
    assert page.evaluate(chosen) == "Một tỷ, hai trăm năm mươi một nghìn đồng"
    page.locator(".section-title").first.focus()
    open_checks(page)
    amount(page).locator(".finding-place").click()  # on the same page
    expect(page.locator(".section-body").nth(1)).to_be_focused()
    assert page.evaluate(chosen) == "Một tỷ, hai trăm năm mươi một nghìn đồng"
    expect(page.locator("#checks-menu")).not_to_have_attribute("open", "")


def test_a_reason_half_written_outlasts_a_renewal(open_page, drafter, plan):
    plan.sections.filter(title="KINH PHÍ").update(body=WRONG)
    page = open_page(drafter, path=f"/ke-hoach/{plan.pk}/noi-dung/", **SIZES["desk"])
    expect(amount(page)).to_have_count(1)
    page.locator(".section-body").first.fill("Nâng cao năng lực cán bộ.")
    open_checks(page)
    amount(page).locator("summary", has_text="Để nguyên").click()
    reason = amount(page).get_by_label("Vì sao để nguyên?")
    reason.press_sequentially("Theo thông báo", delay=40)
    expect(page.locator("#save-state")).to_have_text(SAVED)
    page.evaluate(RENEW)
    expect(reason).to_have_value("Theo thông báo")
    amount(page).get_by_role("button", name="Lưu lý do").click()
    expect(page.locator("#findings .checks-aside")).to_contain_text("để nguyên: Theo thông báo")
    expect(amount(page)).to_have_count(0)
    aside = plan.set_aside.get()
    assert (aside.reason, aside.by) == ("Theo thông báo", drafter)


def test_what_is_typed_is_saved_before_the_fix(open_page, drafter, plan):
    plan.sections.filter(title="KINH PHÍ").update(body=WRONG)
    page = open_page(drafter, path=f"/ke-hoach/{plan.pk}/noi-dung/", **SIZES["desk"])
    expect(amount(page)).to_have_count(1)
    open_checks(page)
    page.locator(".section-body").first.evaluate(
        "field => { field.value = 'Vừa viết.'; field.dispatchEvent(new Event('input', {bubbles: true})); }"
    )
    amount(page).locator(".check-fix").click()
    expect(page.locator(".section-body").nth(1)).to_have_value(RIGHT)
    assert list(plan.sections.values_list("body", flat=True)) == ["Vừa viết.", RIGHT]


def test_an_activity_being_written_is_not_taken_away(open_page, drafter, plan):
    section = plan.sections.get(title="KINH PHÍ")
    lines = [{"role": "other", "label": "Kinh phí", "text": WRONG}]
    activity = add_activity(plan, section=section, name="Lớp", kind="class", lines=lines, by=drafter, at=NOW)
    page = open_page(drafter, path=f"/ke-hoach/{plan.pk}/hoat-dong/{activity.pk}/", **SIZES["desk"])
    page.get_by_label("Tên").first.fill("Lớp đang viết")
    open_checks(page)
    amount(page).locator(".check-fix").click()
    expect(page.locator("#save-state")).to_have_text("hãy bấm «Lưu hoạt động» trước")
    expect(page.get_by_label("Tên").first).to_have_value("Lớp đang viết")
    page.locator("#save-activity").click()
    open_checks(page)
    amount(page).locator(".check-fix").click()
    expect(page.locator("#lines textarea").first).to_have_value(RIGHT)
    assert page.url.endswith(f"/hoat-dong/{activity.pk}/")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("tab", ["", "the-thuc/", "can-cu/", "noi-dung/", "phu-luc/"])
def test_the_panel_has_no_violation_and_fits_the_window(open_page, drafter, plan, tab, size):
    add_basis(plan, wording=f"Căn cứ {WRONG}", by=drafter, at=NOW)
    add_appendix(plan, title="DANH SÁCH", notes=WRONG, by=drafter, at=NOW)
    Plan.objects.filter(pk=plan.pk).update(opening=WRONG)
    plan.confirmations.create(kind="copied", quote="84 học viên", sentence="Số người chép từ năm trước: xem lại.")
    page = open_page(drafter, path=f"/ke-hoach/{plan.pk}/{tab}", **SIZES[size])
    expect(page.locator("#findings .check-error").first).to_be_attached()
    if tab:
        open_checks(page)
    page.locator(".check-aside summary").first.click()
    page.evaluate(AXE)
    assert page.evaluate(FIND_VIOLATIONS) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= SIZES[size]["width"]
