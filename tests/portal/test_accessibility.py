"""Pages in a real browser: axe-core finds nothing, the keyboard reaches everything, nothing overflows."""

import pytest
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.models import Group
from django.urls import reverse

from audit.models import Entry
from documents.models import Job
from organisations import two_step
from organisations.enums import Role
from plans.actions import add_basis
from tests.factories.accounts import code_of
from tests.factories.plans import NOW, a_document, a_plan, a_user, an_organisation, an_outline

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AXE = (settings.BASE_DIR / "tests/vendor/axe-core/axe.min.js").read_text()
FIND_VIOLATIONS = """async () => {
  const found = await axe.run(document, {resultTypes: ["violations"], preload: false});
  return found.violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.html.slice(0, 200)}`));
}"""
WIDTHS = {"desk": (1366, 768), "phone": (390, 844), "zoomed": (683, 384)}


def violations(page):
    """What axe-core objects to on this page, as «rule: html»."""
    page.evaluate(AXE)
    return page.evaluate(FIND_VIOLATIONS)


def overflow(page):
    """By how many pixels the page is wider than the window."""
    return page.evaluate("Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)")


@pytest.fixture
def clerk():
    """Somebody with work waiting, rights everywhere, and long words in every place."""
    office = an_organisation(name="Sở Dân tộc và Tôn giáo tỉnh Lạng Sơn", symbol="SDTTG")
    user = a_user(office, full_name="Hoàng Thị Lan", is_staff=True, is_superuser=True, reads_all_papers=True)
    user.groups.add(Group.objects.get_or_create(name=Role.DRAFTER)[0])
    plan = a_plan(user, title="Tập huấn nâng cao năng lực cộng đồng vùng đồng bào dân tộc thiểu số và miền núi " * 4)
    a_document(reference="3702/QĐ-UBND", summary="phân bổ dự toán của tỉnh Lạng Sơn " * 6)
    Job.objects.create(key="k", paper="plan", row_id=plan.pk, requested_by=user, requested_at=NOW, progress=30)
    return user


PORTAL = ["/", "/tim/", "/tim/?q=lang+son", "/tim/?q=khongcogi", "/tai-khoan/", "/tai-khoan/mat-khau/", "/khong-co/",
          "/nhat-ky/", "/nhat-ky/?q=khongcogi"]  # fmt: skip


@pytest.mark.parametrize("window", WIDTHS)
def test_pages_have_no_violation_and_fit_the_window(open_page, clerk, window):
    width, height = WIDTHS[window]
    page = open_page(clerk, width=width, height=height, allow=("404",))
    faults = {}
    for path in PORTAL:
        page.goto(path)
        faults[path] = (violations(page), overflow(page))
    assert faults == dict.fromkeys(PORTAL, ([], 0))
    page.goto(f"/nhat-ky/{Entry.objects.first().pk}/")
    assert (violations(page), overflow(page)) == ([], 0)


PLAN_PAGES = ["", "the-thuc/", "can-cu/", "noi-dung/", "phu-luc/"]


@pytest.mark.parametrize("window", WIDTHS)
def test_plan_pages_have_no_violation_and_fit_the_window(open_page, clerk, window):
    width, height = WIDTHS[window]
    page = open_page(clerk, width=width, height=height)
    plan = clerk.drafted_plans.get()
    an_outline(plan, clerk, "MỤC ĐÍCH, YÊU CẦU", ".Mục đích", ".Yêu cầu " + "rất dài " * 30, "TỔ CHỨC THỰC HIỆN")
    paths = ["/ke-hoach/", "/ke-hoach/moi/", *(f"/ke-hoach/{plan.pk}/{part}" for part in PLAN_PAGES)]
    faults = {}
    for path in paths:
        page.goto(path)
        faults[path] = (violations(page), overflow(page))
    assert faults == dict.fromkeys(paths, ([], 0))


@pytest.mark.parametrize("window", WIDTHS)
def test_door_has_no_violation_and_fits_the_window(open_page, clerk, window):
    width, height = WIDTHS[window]
    page = open_page(path="/dang-nhap/?next=/tim/", width=width, height=height, allow=("429", "400"))
    faults = [(violations(page), overflow(page))]
    for _ in range(5):
        page.fill("#id_username", clerk.username)
        page.fill("#id_password", "sai")
        faults.append((violations(page), overflow(page)))
        with page.expect_navigation():
            page.click("#submit")
    assert page.locator("h1").inner_text() == "Mật khẩu hoặc mã đã sai 5 lần liên tiếp"
    faults.append((violations(page), overflow(page)))
    assert faults == [([], 0)] * 7


@pytest.mark.parametrize("window", WIDTHS)
def test_two_steps_have_no_violation_and_fit_the_window(open_page, window):
    office = an_organisation(name="Sở Dân tộc và Tôn giáo tỉnh Lạng Sơn", requires_two_step=True)
    user = a_user(office, username="lan", full_name="Hoàng Thị Lan")
    width, height = WIDTHS[window]
    page = open_page(path="/dang-nhap/", width=width, height=height, allow=("400",))
    faults = []

    def look():
        faults.append((violations(page), overflow(page)))

    def sign_in():
        page.fill("#id_username", "lan")
        page.fill("#id_password", "mat-khau-thu")
        page.click("#submit")

    sign_in()
    page.wait_for_url("**/hai-buoc/")
    look()
    page.get_by_role("button", name="Bắt đầu").click()
    page.wait_for_url("**/xac-nhan/")
    page.get_by_text("Không quét được?").click()
    look()
    page.fill("#id_code", "123")
    page.click("#submit")
    page.locator(".invalid-feedback").wait_for()
    look()
    page.fill("#id_code", code_of(two_step.unconfirmed_phones(user).get(), steps=-1))
    page.click("#submit")
    page.locator(".codes").wait_for()
    look()
    codes = page.locator(".codes code").all_inner_texts()
    for path in ("/tai-khoan/", "/tai-khoan/hai-buoc/", "/tai-khoan/hai-buoc/ma-du-phong/"):
        page.goto(path)
        look()
    page.context.clear_cookies()
    page.goto("/dang-nhap/")
    sign_in()
    page.wait_for_url("**/ma/")
    look()
    page.get_by_role("link", name="Dùng mã dự phòng").click()
    page.fill("#id_code", "abc")
    page.click("#submit")
    page.locator(".invalid-feedback").wait_for()
    look()
    two_step.phones(user).update(throttling_failure_count=0)
    page.fill("#id_code", codes[0])
    page.click("#submit")
    page.get_by_text("còn 9 mã").wait_for()
    assert faults == [([], 0)] * 9


def test_first_tab_shows_the_way_past_the_bar(open_page, clerk):
    page = open_page(clerk)
    page.keyboard.press("Tab")
    link = page.locator(":focus")
    assert (link.inner_text(), link.bounding_box()["y"] >= 0) == ("Đến nội dung chính", True)
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_every_stop_of_the_tab_key_is_seen(open_page, clerk):
    page = open_page(clerk)
    unseen, stops = [], 0
    for _ in range(60):
        page.keyboard.press("Tab")
        stop = page.evaluate(
            """() => {
              const stop = document.activeElement, style = getComputedStyle(stop), box = stop.getBoundingClientRect();
              return {
                html: stop.outerHTML.slice(0, 120),
                atEnd: stop === document.body,
                seen: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 && box.width > 0,
              };
            }"""
        )
        if stop["atEnd"]:
            break
        stops += 1
        if not stop["seen"]:
            unseen.append(stop["html"])
    assert (unseen, stops > 10) == ([], True)


def test_account_menu_works_by_keyboard(open_page, clerk):
    page = open_page(clerk)
    page.locator("details.menu > summary").focus()
    page.keyboard.press("Enter")
    assert page.locator(".menu-panel").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator(".menu-panel").is_visible()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Đăng xuất").click()
    page.wait_for_url("**/dang-nhap/")
    assert page.get_by_text("Bạn đã đăng xuất.").is_visible()


def test_slash_goes_to_the_search_field_but_not_while_typing(open_page, clerk):
    page = open_page(clerk)
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.type("1/QĐ")
    assert page.locator("#bar-search").input_value() == "1/QĐ"
    page.keyboard.press("Enter")
    page.wait_for_url("**/tim/?q=*")
    assert page.locator("#q").input_value() == "1/QĐ"


def test_password_can_be_looked_at_while_it_is_typed(open_page):
    page = open_page(path="/dang-nhap/")
    page.fill("#id_password", "mật khẩu")
    page.get_by_role("button", name="Hiện mật khẩu").click()
    assert page.locator("#id_password").get_attribute("type") == "text"
    page.get_by_role("button", name="Hiện mật khẩu").click()
    assert page.locator("#id_password").get_attribute("type") == "password"


def test_what_is_wrong_with_a_password_is_seen_beside_its_field(open_page, clerk):
    page = open_page(clerk, path="/tai-khoan/mat-khau/", allow=("400",))
    page.fill("#id_old_password", "sai")
    page.fill("#id_new_password1", "12345")
    page.fill("#id_new_password2", "54321")
    page.click("#submit")
    page.locator("#div_id_old_password .invalid-feedback").wait_for()
    shown = page.locator(".invalid-feedback").evaluate_all("nodes => nodes.map(node => node.offsetHeight > 0)")
    assert (shown, violations(page)) == ([True, True], [])


def test_request_in_an_ended_session_keeps_the_page_and_offers_the_door(open_page, clerk):
    page = open_page(clerk, allow=("401",))
    page.context.clear_cookies()
    page.evaluate("htmx.ajax('GET', '/tai-khoan/', {target: '#content', swap: 'innerHTML'})")
    page.get_by_role("link", name="Đăng nhập lại").wait_for()
    assert page.locator("h1").inner_text() == "Việc của tôi"


@pytest.mark.parametrize("window", ["desk", "phone"])
def test_admin_pages_have_no_violation_and_fit_the_window(open_page, clerk, rf, window):
    request = rf.get("/")
    request.user = clerk
    names = ["index"]
    for model, model_admin in admin.site._registry.items():
        place = f"{model._meta.app_label}_{model._meta.model_name}"
        names.append(f"{place}_changelist")
        if model_admin.has_add_permission(request):
            names.append(f"{place}_add")
    plan = clerk.drafted_plans.get()
    add_basis(plan, document=a_document(), by=clerk, at=NOW)
    an_outline(plan, clerk, "MỤC ĐÍCH, YÊU CẦU", ".Mục đích")
    paths = [
        *(reverse(f"admin:{name}") for name in names),
        reverse("admin:plans_plan_change", args=[plan.pk]),
        reverse("admin:plans_legaldocument_change", args=[plan.bases.get().document_id]),
        reverse("admin:organisations_organisation_change", args=[plan.organisation_id]),
    ]
    width, height = WIDTHS[window]
    page = open_page(clerk, width=width, height=height)
    faults = {}
    for path in paths:
        page.goto(path)
        faults[path] = (violations(page), overflow(page))
    assert {path: found for path, found in faults.items() if found != ([], 0)} == {}
