"""The way of a plan in a real browser: submitted, returned with a reason, talked about, approved on a phone."""

import re

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import expect

from plans import actions
from plans.enums import PlanState
from tests.factories.steps import a_ready_plan, a_team, advance

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
AXE = (settings.BASE_DIR / "tests/vendor/axe-core/axe.min.js").read_text()
FIND_VIOLATIONS = """async () => {
  const found = await axe.run(document, {resultTypes: ["violations"]});
  return found.violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.html.slice(0, 200)}`));
}"""
PHONE = {"width": 390, "height": 844}
WIDTHS = {"desk": (1366, 768), "phone": (390, 844), "zoomed": (683, 384)}


@pytest.fixture
def team(transactional_db):
    return a_team()


@pytest.fixture
def plan(team):
    return a_ready_plan(team, dated_year=timezone.localdate().year, title="Tập huấn cán bộ xã")


def brought_to(state, plan, team):
    return advance(plan, state, team, at=timezone.now())


def do(page, label: str, **texts):
    """Open the act, fill in what it asks, confirm."""
    page.locator("summary", has_text=re.compile(f"^{label}$")).click()
    for name, text in texts.items():
        page.locator(f".act[open] [name={name}]").fill(text)
    page.locator(".act[open]").get_by_role("button", name=f"Xác nhận {label.lower()}").click()


def state_of(plan) -> str:
    plan.refresh_from_db()
    return plan.state


def test_a_plan_goes_up_comes_back_with_a_reason_and_goes_up_again(open_page, team, plan):
    address = f"/ke-hoach/{plan.pk}/"
    drafter, head = open_page(team.drafter, path=address), open_page(team.head, path="/")
    do(drafter, "Trình", note="Kính trình trưởng phòng")
    expect(drafter.locator(".way-here")).to_have_text("Trưởng phòng")
    expect(drafter.locator(".state-locked")).to_contain_text("Không sửa được")
    expect(drafter.locator(".tabs a")).to_have_text(["Tổng quan"])

    head.reload()
    expect(head.locator(".panel").first).to_contain_text("Chờ tôi duyệt ở cấp phòng")
    expect(head.locator(".panel").first).to_contain_text("Kính trình trưởng phòng")
    head.get_by_role("link", name="Tập huấn cán bộ xã").first.click()
    do(head, "Trả lại", reason="Thiếu số lượng lớp")
    expect(head.locator(".notice-success")).to_contain_text("Đã trả lại.")

    drafter.goto("/")
    expect(drafter.locator(".panel").first).to_contain_text("Bị trả lại, chờ tôi sửa")
    expect(drafter.locator(".panel").first).to_contain_text("Thiếu số lượng lớp")
    drafter.goto(f"{address}noi-dung/")
    expect(drafter.locator(".returned")).to_contain_text("Thiếu số lượng lớp")
    drafter.locator(".section-body").first.fill("Nâng cao năng lực: 02 lớp.")
    expect(drafter.locator("#save-state")).to_have_text(re.compile("đã lưu lúc"))
    drafter.locator(".tabs").get_by_role("link", name="Tổng quan").click()
    do(drafter, "Trình")
    expect(drafter.locator(".log .row-item")).to_have_count(3)
    assert state_of(plan) == PlanState.SUBMITTED


def test_the_leader_approves_in_three_taps_on_a_phone(open_page, team, plan):
    brought_to(PlanState.CHECKED, plan, team)
    phone = open_page(team.leader, path="/", **PHONE)
    phone.get_by_role("link", name="Tập huấn cán bộ xã").first.click()
    picture = phone.locator(".sheet img").first
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
    phone.locator("summary", has_text="Phê duyệt").click()
    phone.get_by_role("button", name="Xác nhận phê duyệt").click()
    expect(phone.locator(".notice-success")).to_contain_text("Đã phê duyệt.")
    assert state_of(plan) == PlanState.APPROVED
    expect(phone.locator(".desk-bar")).to_contain_text("Ký số")


def test_the_leader_returns_and_later_reads_what_changed(open_page, team, plan):
    brought_to(PlanState.CHECKED, plan, team)
    phone = open_page(team.leader, path="/ke-hoach/cho-ky/", allow=("400",), **PHONE)
    phone.get_by_role("link", name="Tập huấn cán bộ xã").click()
    do(phone, "Trả lại")
    expect(phone.locator(".act[open] .invalid-feedback")).to_contain_text("Hãy ghi lý do")
    phone.locator(".act[open] [name=reason]").fill("Nêu rõ đối tượng")
    phone.locator(".act[open]").get_by_role("button").click()
    phone.wait_for_url("**/cho-ky/")
    expect(phone.locator("main")).to_contain_text("Không có kế hoạch nào chờ bạn duyệt hoặc ký.")

    section = plan.sections.get()
    fields = {"title": section.title, "is_numbered": True, "source": "", "version": section.version}
    plan.refresh_from_db()
    actions.save_section(section, body="Nâng cao năng lực cán bộ.", by=team.drafter, at=timezone.now(), **fields)
    brought_to(PlanState.CHECKED, plan, team)
    phone.reload()
    phone.get_by_role("link", name="Tập huấn cán bộ xã").click()
    phone.get_by_role("link", name="Đã sửa 1 chỗ từ lần bạn trả lại").click()
    expect(phone.locator("#thay-doi ins").last).to_have_text("lực cán bộ.")
    expect(phone.locator("#thay-doi del").last).to_have_text("lực.")
    expect(phone.locator("#thay-doi ins").last).to_be_in_viewport()
    with phone.expect_download() as download:
        phone.locator(".desk-bar").get_by_role("link", name="Tải PDF").click()
    assert download.value.suggested_filename.endswith(".pdf")


def test_a_signed_file_is_sent_as_soon_as_it_is_chosen(open_page, team, plan, tmp_path):
    brought_to(PlanState.APPROVED, plan, team)
    phone = open_page(team.leader, path=f"/ke-hoach/cho-ky/{plan.pk}/", allow=("400", "409"), **PHONE)
    assert faults_of(phone) == ([], 0)
    unsigned = tmp_path / "chua-ky.pdf"
    unsigned.write_bytes(b"%PDF-1.7 chua ky")
    with phone.expect_file_chooser() as chooser:
        phone.get_by_text("Nộp tệp đã ký").click()
    chooser.value.set_files(unsigned)
    expect(phone.locator("[role=alert]").first).to_be_visible()
    assert state_of(plan) == PlanState.APPROVED


def test_a_remark_is_answered_in_the_editor_without_losing_what_is_being_typed(open_page, team, plan):
    section = plan.sections.get()
    head = open_page(team.head, path=f"/ke-hoach/{plan.pk}/")
    place = f"#gop-y-{section.pk}"
    head.locator(f"{place} summary").click()
    head.locator(f"{place} textarea").fill("Nêu số lớp")
    head.locator(place).get_by_role("button", name="Gửi góp ý").click()
    expect(head.locator(f"{place} .remark-text")).to_have_text("Nêu số lớp")

    editor = open_page(team.drafter, path=f"/ke-hoach/{plan.pk}/noi-dung/")
    editor.locator(".section-body").first.fill("02 lớp, mỗi lớp 50 người")
    editor.locator(place).get_by_role("button", name="Đã xong").click()
    expect(editor.locator(f"{place} .remarks-settled summary")).to_have_text("1 góp ý đã xong")
    expect(editor.locator(".section-body").first).to_have_value("02 lớp, mỗi lớp 50 người")
    expect(editor.locator("#save-state")).to_have_text(re.compile("đã lưu lúc"))


def test_all_of_it_works_without_a_script(open_page, team, plan):
    section = plan.sections.get()
    page = open_page(team.drafter, path=f"/ke-hoach/{plan.pk}/", scripts=False)
    page.locator(f"#gop-y-{section.pk} summary").click()
    page.locator(f"#gop-y-{section.pk} textarea").fill("Đã nêu số lớp")
    page.locator(f"#gop-y-{section.pk}").get_by_role("button", name="Gửi góp ý").click()
    expect(page.locator(f"#gop-y-{section.pk} .remark-text")).to_have_text("Đã nêu số lớp")
    do(page, "Trình")
    assert state_of(plan) == PlanState.SUBMITTED
    brought_to(PlanState.CHECKED, plan, team)
    phone = open_page(team.leader, path=f"/ke-hoach/cho-ky/{plan.pk}/", scripts=False, **PHONE)
    expect(phone.locator(".sheet img").first).to_be_visible()
    do(phone, "Phê duyệt")
    expect(phone.locator(".notice-success")).to_contain_text("Đã phê duyệt.")
    assert state_of(plan) == PlanState.APPROVED


def faults_of(page) -> tuple[list[str], int]:
    """What axe-core objects to, and by how many pixels the page is wider than the window."""
    page.evaluate(AXE)
    wider = "Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)"
    return page.evaluate(FIND_VIOLATIONS), page.evaluate(wider)


@pytest.mark.parametrize("window", WIDTHS)
def test_the_pages_have_no_violation_and_fit_the_window(open_page, team, plan, window):
    width, height = WIDTHS[window]
    at = timezone.now()
    actions.add_comment(plan, section=plan.sections.get(), text="Nêu số lớp " * 20, by=team.head, at=at)
    actions.settle_comment(actions.add_comment(plan, text="Thiếu nơi nhận", by=team.head, at=at), by=team.head, at=at)
    brought_to(PlanState.CHECKED, plan, team)
    actions.return_plan(plan, reason="Nêu rõ đối tượng " * 12, by=team.leader, at=timezone.now())
    other = a_ready_plan(team, dated_year=at.year, title="Rà soát hộ nghèo " * 12)
    brought_to(PlanState.CHECKED, other, team)
    faults = {}
    drafter = open_page(team.drafter, width=width, height=height)
    for path in ("/", "/ke-hoach/?trang_thai=returned", f"/ke-hoach/{plan.pk}/", f"/ke-hoach/{plan.pk}/noi-dung/"):
        drafter.goto(path)
        faults[path] = faults_of(drafter)
    drafter.goto(f"/ke-hoach/{plan.pk}/")
    drafter.locator("summary", has_text="Trình").click()
    drafter.locator(".remark-new summary").first.click()
    faults["opened"] = faults_of(drafter)
    plan.refresh_from_db()
    brought_to(PlanState.CHECKED, plan, team)
    leader = open_page(team.leader, width=width, height=height, allow=("400",))
    for path in ("/", "/ke-hoach/cho-ky/", f"/ke-hoach/cho-ky/{plan.pk}/", f"/ke-hoach/{plan.pk}/"):
        leader.goto(path)
        faults[f"leader {path}"] = faults_of(leader)
    leader.goto(f"/ke-hoach/cho-ky/{plan.pk}/")
    do(leader, "Trả lại")
    faults["refused"] = faults_of(leader)
    assert faults == dict.fromkeys(faults, ([], 0))
