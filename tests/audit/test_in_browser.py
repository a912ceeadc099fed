"""The trail in a real browser: narrowed while typing, read before and after, taken home."""

import pytest
from playwright.sync_api import expect

from audit.models import Entry
from organisations.models import User
from plans import actions
from tests.factories.plans import NOW, a_plan, a_user, an_outline

pytestmark = pytest.mark.browser


def test_found_read_and_taken_home(open_page, transactional_db, tmp_path):
    by = a_user(full_name="Lò Thị Hương")
    plan = a_plan(by)
    (section,) = an_outline(plan, by, "MỤC ĐÍCH")
    actions.save_section(section, title="MỤC ĐÍCH", body="Nâng cao năng lực", version=1, by=by, at=NOW)
    keeper = User.objects.create_superuser("quantri", full_name="Quản Trị", reads_all_papers=True, password="x")

    page = open_page(keeper)
    page.get_by_role("link", name="Nhật ký").click()
    rows = page.locator("#entries tbody tr")
    assert rows.count() == 3
    page.get_by_label("Tìm người, việc, tên").press_sequentially("sua huong")
    expect(rows).to_have_count(1)
    assert "Mục I. MỤC ĐÍCH: nội dung" in rows.first.inner_text()

    with page.expect_download() as taken:
        page.get_by_role("button", name="Tải CSV").click()
    taken.value.save_as(tmp_path / "nhat-ky.csv")
    lines = (tmp_path / "nhat-ky.csv").read_text("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert "sửa nội dung" in lines[1]
    assert Entry.objects.first().act == "tải nhật ký"

    rows.first.get_by_role("link").click()
    page.wait_for_url("**/nhat-ky/*/")
    assert page.locator("ins").inner_text() == "Nâng cao năng lực"
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
