"""Writing a plan in a real browser: autosave, printed pages, keyboard, two people, narrow windows."""

import re

import pypdfium2
import pytest
from playwright.sync_api import Page, expect

from plans.models import Plan, PlanSection
from tests.factories.plans import a_document, a_plan, a_user, an_outline

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
SAVED = re.compile(r"đã lưu lúc \d\d:\d\d:\d\d")


@pytest.fixture
def drafter(transactional_db):
    return a_user(full_name="Nông Thị Hằng")


@pytest.fixture
def plan(drafter) -> Plan:
    plan = a_plan(drafter, title="Tập huấn cán bộ xã năm 2024")
    an_outline(plan, drafter, "MỤC ĐÍCH, YÊU CẦU", "NỘI DUNG", ".Tập huấn", ".Tham quan")
    return plan


def saved_state(page: Page):
    return page.locator("#save-state")


def outline_of(page: Page) -> list[str]:
    """Numbers and titles of the outline as the person sees them."""
    return page.locator(".section").evaluate_all(
        """all => all.map((section) => `${section.querySelector(".section-label").textContent} ${
            section.querySelector(".section-title").value}`.trim())"""
    )


def section(page: Page, plan: Plan, title: str):
    return page.locator(f"#muc-{plan.sections.get(title=title).pk}")


def pdf_text(path) -> str:
    document = pypdfium2.PdfDocument(path)
    return " ".join(" ".join(page.get_textpage().get_text_bounded().split()) for page in document)


def test_a_changed_paragraph_is_saved_printed_and_downloaded(open_page, drafter, plan):
    page = open_page(drafter, path=f"/ke-hoach/{plan.pk}/")
    expect(page.locator("#pages .sheet")).to_have_count(1)
    page.get_by_role("link", name="Nội dung", exact=True).click()
    first = section(page, plan, "MỤC ĐÍCH, YÊU CẦU")
    before = page.locator("#trang-1").get_attribute("data-digest")
    first.locator(".section-body").fill("Nâng cao năng lực cho 1.250 cán bộ xã.\n- Đúng đối tượng\n- Tiết kiệm")
    expect(saved_state(page)).to_have_text(SAVED)
    expect(page.locator("#trang-1")).not_to_have_attribute("data-digest", before)
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải PDF").click()
    assert download.value.suggested_filename == "Kế hoạch 2024 – Tập huấn cán bộ xã năm 2024.pdf"
    assert "Nâng cao năng lực cho 1.250 cán bộ xã." in pdf_text(download.value.path())


def test_only_changed_pages_are_fetched_again_and_the_place_is_kept(open_page, drafter, plan):
    long = "\n".join(f"Đoạn thứ {n}: " + "tổ chức tập huấn cho cán bộ xã, thôn, bản. " * 6 for n in range(30))
    plan.sections.filter(title="MỤC ĐÍCH, YÊU CẦU").update(body=long)
    page = open_page(drafter, path=f"/ke-hoach/{plan.pk}/noi-dung/", height=900)
    expect(page.locator("#pages .sheet")).to_have_count(4)
    page.evaluate("document.getElementById('viewer').scrollTop = 1200")
    asked = []
    page.on("request", lambda request: asked.append(request.url) if ".webp" in request.url else None)
    section(page, plan, "Tham quan").locator(".section-body").fill("Một đoàn đi tham quan.")
    expect(page.locator("#viewer-state")).to_have_text("4 trang")
    expect(saved_state(page)).to_have_text(SAVED)
    page.wait_for_timeout(1500)
    assert {re.search(r"/(\d+)-\d+\.webp", url)[1] for url in asked} <= {"4"}
    first = page.locator("#trang-1 img").evaluate("picture => picture.complete && picture.naturalWidth > 0")
    assert first


def test_the_outline_is_shaped_with_the_keyboard_alone(open_page, drafter, plan):
    page = open_page(drafter, path=f"/ke-hoach/{plan.pk}/noi-dung/")
    tour = section(page, plan, "Tham quan").locator(".section-title")
    tour.focus()
    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator(".section-title").nth(2)).to_have_value("Tham quan")
    assert outline_of(page) == ["I. MỤC ĐÍCH, YÊU CẦU", "II. NỘI DUNG", "1. Tham quan", "2. Tập huấn"]
    expect(tour).to_be_focused()
    page.keyboard.press("Alt+ArrowLeft")
    expect(page.locator(".section-label").nth(2)).to_have_text("III.")
    assert outline_of(page) == ["I. MỤC ĐÍCH, YÊU CẦU", "II. NỘI DUNG", "III. Tham quan", "1. Tập huấn"]
    page.keyboard.press("Control+Enter")
    expect(page.locator(".section")).to_have_count(5)
    expect(page.locator(".section-title").last).to_be_focused()
    page.keyboard.type("KINH PHÍ")  # in the place of the heading's first wording, which stands there selected
    expect(saved_state(page)).to_have_text(SAVED)
    assert outline_of(page)[-1] == "IV. KINH PHÍ"
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    expect(page.locator(".section")).to_have_count(4)
    expect(page.locator("#messages")).to_contain_text("Đã xóa mục «KINH PHÍ»")
    expect(page.locator(".section-title").last).to_be_focused()
    page.locator("#undo").focus()
    page.keyboard.press("Control+z")
    expect(page.locator(".section")).to_have_count(5)
    assert outline_of(page)[-1] == "IV. KINH PHÍ"


def test_a_heading_without_number_lets_the_others_count_on(open_page, drafter, plan):
    page = open_page(drafter, path=f"/ke-hoach/{plan.pk}/noi-dung/")
    own = section(page, plan, "Tập huấn")
    own.locator(".section-title").focus()
    own.locator(".section-more summary").click()
    own.get_by_label("Đánh số mục này").uncheck()
    expect(section(page, plan, "Tham quan").locator(".section-label")).to_have_text("1.")
    assert outline_of(page) == ["I. MỤC ĐÍCH, YÊU CẦU", "II. NỘI DUNG", "Tập huấn", "1. Tham quan"]


def test_two_people_in_one_section_see_both_texts_and_lose_none(open_page, drafter, plan):
    other = a_user(drafter.organisation, full_name="Lý Văn Nam")
    first = open_page(drafter, path=f"/ke-hoach/{plan.pk}/noi-dung/", allow=("409",))
    second = open_page(other, path=f"/ke-hoach/{plan.pk}/noi-dung/", allow=("409",))
    section(first, plan, "NỘI DUNG").locator(".section-body").fill("Bản của Hằng")
    expect(saved_state(first)).to_have_text(SAVED)
    section(second, plan, "NỘI DUNG").locator(".section-body").fill("Bản của Nam")
    conflict = second.get_by_role("alertdialog")
    expect(conflict).to_contain_text("Nông Thị Hằng sửa lúc")
    expect(conflict.get_by_label("Bản của bạn")).to_have_value("Bản của Nam")
    expect(conflict.locator(".theirs")).to_have_text("Bản của Hằng")
    assert plan.sections.get(title="NỘI DUNG").body == "Bản của Hằng"
    conflict.get_by_label("Bản của bạn").fill("Bản của Hằng và Nam")
    conflict.get_by_role("button", name="Lưu bản của bạn").click()
    expect(saved_state(second)).to_have_text(SAVED)
    assert plan.sections.get(title="NỘI DUNG").body == "Bản của Hằng và Nam"


def test_taking_the_stored_version_shows_it(open_page, drafter, plan):
    page = open_page(drafter, path=f"/ke-hoach/{plan.pk}/noi-dung/", allow=("409",))
    own = section(page, plan, "NỘI DUNG")
    PlanSection.objects.filter(title="NỘI DUNG").update(body="Bản khác", version=2)
    own.locator(".section-body").fill("Bản của tôi")
    page.get_by_role("link", name="Lấy bản đang lưu").click()
    expect(section(page, plan, "NỘI DUNG").locator(".section-body")).to_have_value("Bản khác")
    expect(page.get_by_role("alertdialog")).to_have_count(0)


def test_text_stays_and_is_saved_later_when_the_network_is_away(open_page, drafter, plan):
    page = open_page(drafter, path=f"/ke-hoach/{plan.pk}/noi-dung/", allow=("ERR_INTERNET_DISCONNECTED",))
    body = section(page, plan, "NỘI DUNG").locator(".section-body")
    page.context.set_offline(True)
    body.fill("Viết lúc mất mạng")
    expect(saved_state(page)).to_have_text("chưa lưu được, sẽ thử lại")
    assert plan.sections.get(title="NỘI DUNG").body == ""
    page.context.set_offline(False)
    expect(saved_state(page)).to_have_text(SAVED, timeout=10_000)
    assert plan.sections.get(title="NỘI DUNG").body == "Viết lúc mất mạng"


def test_an_empty_title_is_said_beside_the_field_and_the_text_stays(open_page, drafter, plan):
    page = open_page(drafter, path=f"/ke-hoach/{plan.pk}/noi-dung/", allow=("400",))
    own = section(page, plan, "NỘI DUNG")
    own.locator(".section-body").fill("Nội dung đã viết")
    own.locator(".section-title").fill("")
    expect(own.locator("[data-errors=title]")).to_contain_text("Đề mục không được để trống")
    expect(saved_state(page)).to_have_text("chưa lưu được: xem chỗ báo đỏ")
    expect(own.locator(".section-body")).to_have_value("Nội dung đã viết")
    page.locator("#add-last").click()
    expect(own.locator(".section-title")).to_be_focused()
    expect(page.locator(".section")).to_have_count(4)
    own.locator(".section-title").fill("NỘI DUNG")
    expect(saved_state(page)).to_have_text(SAVED)
    expect(own.locator("[data-errors=title]")).to_be_empty()


def test_text_typed_while_an_act_is_under_way_is_kept(open_page, drafter, plan):
    page = open_page(drafter, path=f"/ke-hoach/{plan.pk}/noi-dung/")
    page.route("**/noi-dung/them/", lambda route: (page.wait_for_timeout(700), route.continue_()))
    page.locator("#add-last").click()
    section(page, plan, "NỘI DUNG").locator(".section-body").press_sequentially("Viết trong lúc chờ", delay=20)
    expect(page.locator(".section")).to_have_count(5)
    expect(section(page, plan, "NỘI DUNG").locator(".section-body")).to_have_value("Viết trong lúc chờ")
    expect(saved_state(page)).to_have_text(SAVED)
    assert plan.sections.get(title="NỘI DUNG").body == "Viết trong lúc chờ"


def test_a_draft_from_before_never_overwrites_what_others_saved_since(open_page, drafter, plan):
    page = open_page(drafter, path=f"/ke-hoach/{plan.pk}/noi-dung/", allow=("409", "ERR_INTERNET_DISCONNECTED"))
    page.on("dialog", lambda dialog: dialog.accept())
    page.context.set_offline(True)
    section(page, plan, "NỘI DUNG").locator(".section-body").fill("Viết lúc mất mạng")
    expect(saved_state(page)).to_have_text("chưa lưu được, sẽ thử lại")
    PlanSection.objects.filter(title="NỘI DUNG").update(body="Người khác đã lưu", version=2)
    page.goto("about:blank")
    page.context.set_offline(False)
    page.goto(f"/ke-hoach/{plan.pk}/noi-dung/")
    conflict = page.get_by_role("alertdialog")
    expect(conflict.get_by_label("Bản của bạn")).to_have_value("Viết lúc mất mạng")
    assert plan.sections.get(title="NỘI DUNG").body == "Người khác đã lưu"


def test_the_page_warns_before_it_is_left_with_unsaved_text(open_page, drafter, plan):
    page = open_page(drafter, path=f"/ke-hoach/{plan.pk}/noi-dung/", allow=("400",))
    own = section(page, plan, "NỘI DUNG")
    own.locator(".section-title").fill("")
    expect(saved_state(page)).to_have_text("chưa lưu được: xem chỗ báo đỏ")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto("/ke-hoach/")
    assert asked == ["beforeunload"]


def test_a_basis_is_found_without_accents_and_added(open_page, drafter, plan):
    document = a_document(reference="90/QĐ-TTg", summary="phê duyệt Chương trình giảm nghèo")
    page = open_page(drafter, path=f"/ke-hoach/{plan.pk}/can-cu/")
    page.get_by_label("Tìm văn bản trong danh mục").fill("giam ngheo chuong")
    page.get_by_role("button", name=f"Thêm {document}").click()
    expect(page.locator(".basis-citation")).to_have_text(
        "Căn cứ Quyết định số 90/QĐ-TTg ngày 18/01/2022 của Thủ tướng Chính phủ phê duyệt Chương trình giảm nghèo"
    )
    expect(page.locator("#trang-1")).to_be_visible()


def test_everything_works_without_scripts(browser, live_server, client, drafter, plan):
    client.force_login(drafter)
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    session = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page = context.new_page()
    page.goto(f"/ke-hoach/{plan.pk}/noi-dung/")
    own = section(page, plan, "NỘI DUNG")
    own.locator(".section-body").fill("Viết không có script")
    own.get_by_role("button", name="Chuyển lên").click()
    expect(page.locator(".section-title").first).to_have_value("NỘI DUNG")
    assert plan.sections.get(title="NỘI DUNG").body == "Viết không có script"
    own = section(page, plan, "NỘI DUNG")
    own.locator(".section-title").fill("NỘI DUNG THỰC HIỆN")
    own.get_by_role("button", name="Lưu", exact=True).click()
    expect(page.locator("#messages")).to_contain_text("Đã lưu lúc")
    page.get_by_role("button", name="Hoàn tác").click()
    expect(page.locator(".section-title").first).not_to_have_value("NỘI DUNG THỰC HIỆN")
    context.close()


@pytest.mark.parametrize("width", [1366, 390])
def test_a_finding_leads_to_its_place_on_the_page(open_page, drafter, plan, width):
    plan.sections.update(body="\n".join(["Tổ chức tập huấn cho cán bộ xã, thôn, bản."] * 40))
    page = open_page(drafter, path=f"/ke-hoach/{plan.pk}/", width=width, height=800)
    link = page.locator("[data-goto-page][data-place]").last
    number = link.get_attribute("data-goto-page")
    link.click()
    mark = page.locator(f"#trang-{number} .finding-mark rect")
    expect(mark).to_be_in_viewport()
    x0, _, x1, _ = map(float, link.get_attribute("data-place").split())
    sheet, box = page.locator(f"#trang-{number} img").bounding_box(), mark.bounding_box()
    assert abs((box["x"] - sheet["x"]) / sheet["width"] * 210 - (x0 - 1.5)) < 1.5
    assert abs(box["width"] / sheet["width"] * 210 - max(x1 - x0 + 3, 3)) < 2.5


def test_an_outline_item_leads_to_its_page(open_page, drafter, plan):
    plan.sections.update(body="\n".join(["Tổ chức tập huấn cho cán bộ xã, thôn, bản."] * 40))
    page = open_page(drafter, path=f"/ke-hoach/{plan.pk}/")
    expect(page.locator("#pages .sheet").nth(2)).to_be_attached()
    page.locator(".outline").get_by_role("link", name="Tham quan").click()
    last = page.locator(f'.place[data-section="{plan.sections.get(title="Tham quan").pk}"]')
    expect(last.locator("xpath=..").locator("img")).to_be_in_viewport()
    assert page.locator("#viewer").evaluate("box => box.scrollTop") > 500


@pytest.mark.parametrize("part", ["", "the-thuc/", "can-cu/", "noi-dung/", "phu-luc/"])
def test_a_plan_is_read_and_written_in_390_pixels(open_page, drafter, plan, part):
    page = open_page(drafter, path=f"/ke-hoach/{plan.pk}/{part}", width=390, height=844)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    expect(page.locator("#viewer")).to_be_hidden()
    page.get_by_text("Trang in", exact=True).first.click()
    expect(page.locator("#trang-1 img")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
