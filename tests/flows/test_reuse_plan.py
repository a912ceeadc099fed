"""An old plan becomes this year's: pasted, compared with its source, put right, copied into another year, submitted."""

import datetime
import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from documents.papers import paper
from organisations.enums import Role
from plans.enums import PlanState
from plans.models import Plan
from tests.factories.plans import a_document, a_post, an_organisation
from tests.factories.readings import seed
from tests.factories.steps import someone

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
SAVED = re.compile(r"đã lưu lúc \d\d:\d\d:\d\d")


@pytest.fixture
def drafter(transactional_db):
    office = an_organisation(
        name="Ban Dân tộc tỉnh Quảng Trị", letterhead="BAN DÂN TỘC\nTỈNH QUẢNG TRỊ", place_name="Quảng Trị"
    )
    a_post(office, person_name="Lê Văn Quyền")
    a_document(
        kind="Thông tư",
        reference="01/2017/TT-UBDT",
        issued_on=datetime.date(2017, 5, 10),
        issuer="Ủy ban Dân tộc",
        summary="quy định chi tiết thực hiện Dự án 2 (Chương trình 135)",
    )
    return someone(Role.DRAFTER, office, full_name="Nông Thị Hằng")


def wait_for_checks(page: Page, change) -> None:
    """Do `change` and wait until the panel of findings was renewed."""
    page.locator("#findings").evaluate("panel => { panel.dataset.old = '1'; }")
    change()
    expect(page.locator("#findings:not([data-old])")).to_have_count(1)


def read_the_seed(page: Page) -> None:
    page.get_by_label("Dán văn bản").fill(seed("quang_tri_2020"))
    page.get_by_role("button", name="Đọc văn bản").click()
    expect(page.get_by_label("Trích yếu")).to_have_value(re.compile("^Thực hiện Tiểu dự án 3: .* năm 2020$"))


def put_right_or_let_stand(page: Page) -> None:
    """Settle what was copied, take every offered correction of an error, let the other errors stand with a reason."""
    confirm = page.get_by_role("button", name="Đúng, xác nhận")
    while confirm.count():
        wait_for_checks(page, confirm.first.click)
    errors = page.locator(".check-error")
    while errors.count():
        first = errors.first
        if first.locator(".check-fix").count():
            wait_for_checks(page, first.locator(".check-fix").click)
            continue
        first.locator("summary").click()
        first.get_by_label("Vì sao để nguyên?").fill("Chép lại kế hoạch cũ để đối chiếu.")
        wait_for_checks(page, first.get_by_role("button", name="Lưu lý do").click)


def test_an_old_plan_is_read_put_right_copied_and_submitted(open_page, drafter):
    page = open_page(drafter, path="/ke-hoach/moi/")
    page.get_by_role("link", name="Đọc từ văn bản có sẵn").click()
    read_the_seed(page)

    # beside its source
    assert page.locator("#can-cu .count").inner_text() == "(4)"
    expect(page.get_by_label("Cơ quan ban hành").first).to_have_value("BAN DÂN TỘC TỈNH QUẢNG TRỊ")
    page.get_by_label("Trích yếu").focus()
    expect(page.locator("#source .is-lit .source-text").last).to_have_text(re.compile("^Thực hiện Tiểu dự án 3"))
    page.get_by_text("Tổng kinh phí: 1.251.000.000 đ", exact=False).first.click()
    expect(page.locator("textarea:focus")).to_have_value(re.compile("^Tổng kinh phí"))
    page.get_by_label("Gần giống", exact=False).or_(page.get_by_label("Đúng là văn bản này", exact=False)).check()
    page.get_by_label("Đã đối chiếu, đúng").check()
    expect(page.locator("#save-state")).to_have_text(SAVED)
    assert page.locator("input[name=takes]:checked").count() == 4

    # the plan
    page.get_by_role("button", name="Tạo kế hoạch", exact=True).click()
    expect(page.locator("h1")).to_have_text(re.compile("^Thực hiện Tiểu dự án 3"))
    plan = Plan.objects.get()
    assert (plan.year_from, plan.number, plan.signer.person_name) == (2020, None, "Lê Văn Quyền")
    assert [a.expected_people for a in plan.activities.all()] == [168, 252, 486, 22]
    assert plan.bases.first().document.reference == "01/2017/TT-UBDT"
    sheet = paper("plan")
    said = [section.title for section in sheet.content(sheet.find(plan.pk)).walk_sections()]
    assert [said[0], said[-1], len(said)] == ["MỤC ĐÍCH, YÊU CẦU", "TỔ CHỨC THỰC HIỆN", 10]

    # its findings: the amount in words is put right by one click
    amount = page.locator(".check-error").filter(has_text="Bằng chữ là 1.000.251.000 đồng")
    wait_for_checks(page, amount.locator(".check-fix").click)
    expect(amount).to_have_count(0)
    assert "Một tỷ hai trăm năm mươi mốt triệu đồng" in plan.sections.get(title="KINH PHÍ").body

    # copied into 2021 and submitted
    page.get_by_role("link", name="Sao chép").click()
    expect(page.get_by_label("Thực hiện từ năm")).to_have_value("2021")
    page.get_by_role("button", name="Tạo kế hoạch").click()
    expect(page.locator("h1")).to_have_text(re.compile("năm 2021$"))
    copy = Plan.objects.latest("pk")
    page.get_by_role("link", name="Thể thức", exact=True).click()
    page.get_by_label("Năm ban hành").fill(str(timezone.localdate().year))
    page.get_by_label("Câu kết").fill("Trên đây là Kế hoạch thực hiện Tiểu dự án 3 năm 2021")
    expect(page.locator("#save-state")).to_have_text(SAVED)
    page.get_by_role("link", name="Tổng quan").click()
    expect(page.locator("#findings")).to_be_visible()
    put_right_or_let_stand(page)
    page.reload()
    page.locator("#viec-trinh > summary").click()
    for question in page.locator(".question").all():
        question.locator("input[type=checkbox]").check()
    page.get_by_label("Lý do để nguyên, chung").fill("Giữ như kế hoạch năm trước.")
    page.get_by_role("button", name="Xác nhận trình").click()
    expect(page.locator(".chip-submitted").first).to_be_visible()
    copy.refresh_from_db()
    assert (copy.state, copy.year_from, Plan.objects.count()) == (PlanState.SUBMITTED, 2021, 2)
