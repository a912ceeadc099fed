"""The editor in its less quiet moments: axe-core has nothing against menus, errors, conflicts and folded parts."""

import pytest
from django.conf import settings

from plans.models import PlanSection
from tests.factories.plans import a_plan, a_user, an_outline

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
AXE = (settings.BASE_DIR / "tests/vendor/axe-core/axe.min.js").read_text()
FIND_VIOLATIONS = """async () => {
  const found = await axe.run(document, {resultTypes: ["violations"]});
  return found.violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.html.slice(0, 200)}`));
}"""


def violations(page) -> list[str]:
    page.evaluate(AXE)
    return page.evaluate(FIND_VIOLATIONS)


@pytest.fixture
def drafter(transactional_db):
    return a_user()


@pytest.fixture
def plan(drafter):
    plan = a_plan(drafter)
    an_outline(plan, drafter, "MỤC ĐÍCH", ".Yêu cầu")
    return plan


def open_menu(page, plan):
    page.locator(".section-title").first.focus()
    page.locator(".section-more summary").first.click()


def open_help(page, plan):
    page.locator(".help summary").click()


def meet_somebody(page, plan):
    PlanSection.objects.filter(title="MỤC ĐÍCH").update(body="Của người khác", version=5)
    page.locator(".section-body").first.fill("Của tôi")
    page.get_by_role("alertdialog").wait_for()


def leave_a_title_empty(page, plan):
    page.locator(".section-title").first.fill("")
    page.locator(".section-title.is-invalid").wait_for()


def write_an_activity(page, plan):
    page.locator(".section-title").first.focus()
    page.locator("[id$=hoat-dong]").first.click()
    page.locator("#id_name").fill("")
    page.locator("#save-activity").click()
    page.locator(".notice-error").wait_for()


def read_the_checklist(page, plan):
    page.locator(".tabs").get_by_role("link", name="Tổng quan").click()
    page.locator(".kept summary").click()


def enter_a_document_without_anything(page, plan):
    page.locator(".tabs").get_by_role("link", name="Căn cứ").click()
    page.locator("#tu-viet summary").click()
    page.locator("#van-ban-moi summary").click()
    page.locator("#add-document").click()
    page.locator(".notice-error").wait_for()


def add_an_appendix(page, plan):
    page.locator(".tabs").get_by_role("link", name="Phụ lục").click()
    page.locator("#add-appendix").click()
    page.locator(".appendix").wait_for()


MOMENTS = [
    open_menu,
    open_help,
    meet_somebody,
    leave_a_title_empty,
    write_an_activity,
    read_the_checklist,
    enter_a_document_without_anything,
    add_an_appendix,
]


@pytest.mark.parametrize("moment", MOMENTS)
def test_axe_has_nothing_against(open_page, drafter, plan, moment):
    page = open_page(drafter, path=f"/ke-hoach/{plan.pk}/noi-dung/", allow=("409", "400"))
    moment(page, plan)
    assert violations(page) == []
