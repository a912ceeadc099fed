"""What all tests share: a real browser whose pages may not report any error."""

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from playwright.sync_api import Browser, Page, sync_playwright

from audit import append_only

# Playwright keeps an event loop in this thread; Django would take queries from the tests for a mistake.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-dev-shm-usage",
]


@pytest.fixture(autouse=True)
def _empty_trail_afterwards(request):
    """Tests whose transactions are real end by emptying every table, which the audit trail refuses: its triggers step
    aside for that moment, here and nowhere else."""
    marker = request.node.get_closest_marker("django_db")
    is_transactional = marker is not None and marker.kwargs.get("transaction", False)
    if not is_transactional and not {"transactional_db", "live_server"} & set(request.fixturenames):
        yield
        return
    from audit.models import ChainHead, Entry

    request.getfixturevalue("transactional_db")
    yield
    if ChainHead.objects.exists() or Entry.objects.exists():
        with transaction.atomic(), connection.cursor() as cursor:
            append_only.remove(connection)
            cursor.execute("DELETE FROM audit_entry")
            cursor.execute("DELETE FROM audit_chainhead")
            append_only.install(connection)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The machine's Chromium; a machine without any uses the one that `playwright install chromium` brings."""
    executable = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        yield chromium
        chromium.close()


def pytest_collection_modifyitems(items):
    """A journey in a real browser that fails is walked once more: a busy machine may be slower than its patience. The
    closing line counts such reruns. Journeys come last: once Playwright's event loop runs, nothing can be signed in the
    same process."""
    items.sort(key=_needs_a_browser)
    for item in filter(_needs_a_browser, items):
        item.add_marker(pytest.mark.flaky(reruns=1))


def _needs_a_browser(item: pytest.Item) -> bool:
    return "browser" in item.fixturenames


@pytest.fixture
def open_page(browser, live_server) -> Iterator[Callable[..., Page]]:
    """`open_page(user=None, path="/", width=1366, height=768, allow=(), scripts=True)` → a page, signed in as `user`.

    Addresses are relative to the live server: `page.goto("/ke-hoach/")`. At the end of the test every error that a page
    wrote to its console (a refused inline script or style among them) fails the test, unless it contains a text of
    `allow`, for tests of refusals: `allow=("409",)`.
    """
    contexts, faults = [], []

    def open_page(user=None, *, path="/", width=1366, height=768, allow=(), scripts=True) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": height},
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            accept_downloads=True,
            java_script_enabled=scripts,
        )
        contexts.append(context)
        if user is not None:
            door = Client()  # one per person: a client that signs in again ends its first session
            door.force_login(user)
            session = door.cookies[settings.SESSION_COOKIE_NAME].value
            context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
        page = context.new_page()

        def note(text: str) -> None:
            # htmx also logs a request that ended because the person went to another page. A request that really
            # failed is told by the browser itself («Failed to load resource»), which stays a fault.
            is_left_behind = text.startswith(("htmx:sendError, ", "htmx:afterRequest, "))
            if not is_left_behind and not any(part in text for part in allow):
                faults.append(f"{page.url}: {text}")

        page.on("console", lambda message: note(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: note(str(error)))
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert faults == []
