"""The first hour: sign in, open each example plan, see its pages, change a paragraph, take the PDF home."""

import re

import pypdfium2
import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect

from organisations.models import User
from plans.models import Plan
from tests.factories.plans import a_user

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
PASSWORD = "mot-mat-khau-dai"
PAGES = {2020: 3, 2021: 9, 2022: 3, 2024: 9}


@pytest.fixture
def newcomer(transactional_db) -> User:
    call_command("setup_roles", verbosity=0)
    call_command("load_examples", verbosity=0)
    user = a_user(is_superuser=True, scope="everything", reads_all_papers=True)
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(page: Page, user: User) -> None:
    page.locator("[name=username]").fill(user.username)
    page.locator("[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"//[^/]+/$"))


def text_of(path) -> str:
    return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in pypdfium2.PdfDocument(path))


def test_each_example_is_opened_seen_changed_and_downloaded(open_page, newcomer):
    page = open_page()
    sign_in(page, newcomer)
    for plan in Plan.objects.order_by("dated_year"):
        page.goto("/ke-hoach/")
        page.get_by_role("link", name=plan.title, exact=True).click()
        expect(page.locator("#pages .sheet")).to_have_count(PAGES[plan.dated_year], timeout=30_000)
        expect(page.locator("#trang-1 img")).to_have_js_property("complete", True)
        assert page.locator("#trang-1 img").evaluate("picture => picture.naturalWidth") > 400
        page.get_by_role("link", name="Nội dung", exact=True).click()
        section = plan.sections.exclude(body="").first()
        words = f"Câu mới của kế hoạch năm {plan.dated_year}."
        body = page.locator(f"#muc-{section.pk} .section-body")
        body.fill(f"{section.body}\n{words}")
        expect(page.locator("#save-state")).to_have_text(re.compile(r"đã lưu lúc \d\d:\d\d:\d\d"))
        with page.expect_download() as download:
            page.get_by_role("link", name="Tải PDF").click()
        assert words in text_of(download.value.path())
