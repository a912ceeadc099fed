"""From draft to issued paper, by four people in a real browser, signed and sealed with two test keys."""

import re
import subprocess

import pytest
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import Page, expect

from documents import store
from documents.freezing import number_of
from documents.signed_files import official_file
from organisations.enums import Role
from organisations.models import Organisation, User
from plans.enums import PlanState
from plans.models import Plan
from tests.factories.certificates import PASSWORD
from tests.factories.signing import a_picture, leaders_identity, seal_identity
from tests.factories.steps import someone

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

OFFICE = "Sở Dân tộc và Tôn giáo tỉnh Quảng Trị"
SIGNER = "Nguyễn Văn Mẫu"
YEAR = timezone.localdate().year
TITLE = f"Nâng cao năng lực cho cộng đồng và cán bộ cơ sở vùng đồng bào dân tộc thiểu số năm {YEAR}"
REASON = "Ghi rõ thời gian mở lớp trong quý IV."
SAVED = re.compile(r"đã lưu lúc \d\d:\d\d:\d\d")
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def office(transactional_db, settings, tmp_path) -> Organisation:
    settings.MEDIA_ROOT = tmp_path / "media"
    call_command("setup_roles", verbosity=0)
    call_command("load_examples", verbosity=0)
    return Organisation.objects.get(name=OFFICE)


@pytest.fixture
def people(office) -> dict[Role, User]:
    department = office.departments.get(abbreviation="CSDT")
    names = {
        Role.DRAFTER: "Hồ Thị Lan",
        Role.DEPARTMENT_HEAD: "Lê Văn Bắc",
        Role.CLERK: "Phan Thị Thư",
        Role.LEADER: SIGNER,
    }
    return {role: someone(role, office, department=department, full_name=name) for role, name in names.items()}


def act(page: Page, name: str, *, fill: dict[str, str] | None = None) -> None:
    """Press the button `name`, fill in what it asks, and press it for good."""
    page.locator(".act > summary", has_text=name).first.click()
    box = page.locator(".act[open] .act-box")
    for label, text in (fill or {}).items():
        box.get_by_label(label).fill(text)
    box.get_by_role("button", name=name).click()


def submit(page: Page) -> None:
    """Answer all that the checks ask about, and submit: errors are put right or let stand, copied figures confirmed,
    warnings ticked."""
    findings = page.locator("#findings")
    while findings.locator(".check-error").count():
        first = findings.locator(".check-error").first
        was = first.locator("[name=mark]").first.input_value()
        if first.locator(".check-fix").count():
            first.locator(".check-fix").click()
        else:
            first.locator("summary", has_text="Để nguyên").click()
            first.get_by_label("Vì sao để nguyên?").fill("Đã xem, số liệu đúng.")
            first.get_by_role("button", name="Lưu lý do").click()
        page.wait_for_function("was => document.querySelector('.check-error [name=mark]')?.value !== was", arg=was)
    for left in reversed(range(findings.get_by_role("button", name="Đúng, xác nhận").count())):
        findings.get_by_role("button", name="Đúng, xác nhận").first.click()
        expect(findings.get_by_role("button", name="Đúng, xác nhận")).to_have_count(left)
    page.locator(".act > summary", has_text="Trình").first.click()
    for tick in page.locator(".question input[type=checkbox]").all():
        tick.check()
    if page.locator(".question").count():
        page.get_by_label("Lý do để nguyên, chung").fill("Đã rà soát từng chỗ.")
    page.locator(".act[open] .act-box").get_by_role("button", name="Trình").click()


def stands(page: Page, state: PlanState) -> None:
    expect(page.locator("#plan-head .chip")).to_have_text(state.label)


def copy_to_this_year(page: Page) -> Plan:
    """The drafter copies the plan of 2020, and fills in what belongs to another year."""
    page.goto("/ke-hoach/moi/")
    page.get_by_label("Trích yếu").fill(TITLE)
    page.get_by_label("Bản sao một kế hoạch đã có").check()
    page.locator("#sources label", has_text="Ban Dân tộc tỉnh Quảng Trị").click()
    page.get_by_role("button", name="Tạo kế hoạch").click()
    expect(page.locator("h1")).to_have_text(TITLE)
    page.get_by_role("link", name="Thể thức", exact=True).click()
    expect(page.get_by_label("Câu mở đầu")).to_be_visible()
    for label, text in {
        "Câu mở đầu": f"{OFFICE} xây dựng Kế hoạch như sau:",
        "Câu kết": "Trên đây là Kế hoạch của Sở, yêu cầu các phòng thực hiện.",
        "Nơi nhận": "Ủy ban nhân dân tỉnh (b/c)\nCác phòng thuộc Sở (t/h)",
    }.items():
        page.get_by_label(label).first.fill(text)
    page.get_by_label("Người ký").select_option(label=f"{SIGNER} (Giám đốc)")
    expect(page.locator("#save-state")).to_have_text(SAVED)
    return Plan.objects.get(title=TITLE)


def add_key(page: Page, folder, identity, *, whose: str = "") -> None:
    """Add a key file with a picture on the page «Khóa ký số»."""
    (folder / "khoa.p12").write_bytes(identity.p12())
    (folder / "hinh.png").write_bytes(a_picture((200, 20, 40) if whose else (20, 60, 160)))
    page.goto("/tai-khoan/")
    page.get_by_role("link", name="Khóa ký số").click()
    form = page.locator("form", has=page.get_by_label("Tệp khóa (.p12, .pfx)"))
    if whose:
        form.get_by_label("Khóa này là").select_option(label=whose)
    form.get_by_label("Tệp khóa (.p12, .pfx)").set_input_files(folder / "khoa.p12")
    form.get_by_label("Mật khẩu của tệp khóa").fill(PASSWORD)
    form.get_by_label("Hình chữ ký hoặc con dấu").set_input_files(folder / "hinh.png")
    form.get_by_role("button", name="Thêm khóa").click()
    expect(page.locator(".notice-success")).to_contain_text("Đã thêm khóa của")
    expect(page.locator(".key-picture")).to_have_js_property("complete", True)


def approve_and_sign(leader: Page, folder) -> None:
    """The leader adds a key, approves on the phone, and signs."""
    add_key(leader, folder, leaders_identity(SIGNER))
    leader.goto("/ke-hoach/cho-ky/")
    leader.get_by_role("link", name=TITLE).click()
    act(leader, "Phê duyệt")
    leader.get_by_role("link", name="Ký số").click()
    leader.get_by_label("Mật khẩu của khóa (mã PIN của thiết bị)").fill(PASSWORD)
    leader.get_by_role("button", name="Ký", exact=True).click()
    expect(leader.locator(".notice-success")).to_have_text("Đã ký. Văn thư sẽ cấp số và đóng dấu.")


def number_and_seal(clerk: Page, office: Organisation, address: str, folder) -> None:
    """The clerk adds the seal of the office, gives the number and seals in one go."""
    add_key(clerk, folder, seal_identity(office), whose=f"Con dấu số của {OFFICE}")
    clerk.goto(address)
    stands(clerk, PlanState.SIGNED)
    clerk.get_by_role("link", name="Cấp số và đóng dấu").click()
    clerk.get_by_label("Mật khẩu của khóa (mã PIN của thiết bị)").fill(PASSWORD)
    clerk.get_by_role("button", name="Cấp số và đóng dấu").click()
    expect(clerk.get_by_text("Đã đóng dấu số. Việc tiếp theo: ban hành.")).to_be_visible()
    expect(clerk.locator(".signature")).to_contain_text([f"Người ký: {SIGNER}", f"Con dấu: {OFFICE}"])


def test_a_plan_goes_from_draft_to_issued(open_page, office, people, tmp_path):
    drafter = open_page(people[Role.DRAFTER])
    plan = copy_to_this_year(drafter)
    address = f"/ke-hoach/{plan.pk}/"

    drafter.goto(address)
    submit(drafter)
    stands(drafter, PlanState.SUBMITTED)

    head = open_page(people[Role.DEPARTMENT_HEAD], path=address)
    act(head, "Trả lại", fill={"Lý do trả lại, cần sửa gì": REASON})
    stands(head, PlanState.RETURNED)

    drafter.goto(address)
    expect(drafter.locator(".returned")).to_contain_text(REASON)
    drafter.get_by_role("link", name="Nội dung", exact=True).click()
    section = plan.sections.exclude(body="").first()
    body = drafter.locator(f"#muc-{section.pk} .section-body")
    body.fill(f"{section.body}\nCác lớp mở trong quý IV năm {YEAR}.")
    expect(drafter.locator("#save-state")).to_have_text(SAVED)
    drafter.goto(address)
    submit(drafter)
    stands(drafter, PlanState.SUBMITTED)

    head.goto(address)
    act(head, "Duyệt, chuyển văn thư")
    stands(head, PlanState.PASSED)

    clerk = open_page(people[Role.CLERK], path=address)
    act(clerk, "Trình lãnh đạo")
    stands(clerk, PlanState.CHECKED)

    leader = open_page(people[Role.LEADER], **PHONE)
    approve_and_sign(leader, tmp_path)
    number_and_seal(clerk, office, address, tmp_path)
    clerk.goto(address)
    act(clerk, "Ban hành")
    stands(clerk, PlanState.ISSUED)

    clerk.set_viewport_size(PHONE)
    clerk.goto(address)
    expect(clerk.locator(".file-digest")).to_have_count(4)
    assert clerk.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    clerk.goto("/van-ban-di/")
    row = clerk.locator("tr", has_text=TITLE)
    expect(row).to_contain_text(["01/KH-SDTTG"])
    expect(row).to_contain_text([SIGNER])

    plan.refresh_from_db()
    entry = number_of(plan.paper)
    assert (plan.state, str(entry), entry.dated_on) == (PlanState.ISSUED, "01/KH-SDTTG", timezone.localdate())
    official = tmp_path / "ban-hanh.pdf"
    official.write_bytes(store.get(official_file(plan.paper).sha256))
    said = subprocess.run(["pdfsig", "-nocert", official], capture_output=True, text=True, check=True).stdout
    assert re.findall(r"Signer Certificate Common Name: (.+)", said) == [SIGNER, OFFICE]
    assert said.count("Signature Validation: Signature is Valid.") == 2
    assert [(t.act, t.by.full_name) for t in plan.transitions.select_related("by")][-4:] == [
        ("sign", SIGNER),
        ("number", "Phan Thị Thư"),
        ("seal", "Phan Thị Thư"),
        ("issue", "Phan Thị Thư"),
    ]
