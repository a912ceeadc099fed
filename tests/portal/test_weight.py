"""Pages are light: what a browser fetches for the first page, gzipped, and for each page afterwards."""

import gzip
import re

import pytest
from django.conf import settings

from tests.factories.plans import a_plan, a_user

pytestmark = pytest.mark.django_db
KB = 1024


def static_files(page):
    """The files under /static/ that `page` (HTML) names."""
    return {settings.BASE_DIR / path for path in re.findall(r'"/(static/[^"#]+)[#"]', page)}


def zipped(content):
    return len(gzip.compress(content))


def test_first_page_stays_under_100_kb_and_the_next_under_15(client):
    user = a_user()
    for number in range(8):
        a_plan(user, title=f"Tập huấn nâng cao năng lực cộng đồng năm 2026, đợt {number}")
    client.force_login(user)
    page = client.get("/").content
    files = static_files(page.decode())
    assert {path.name for path in files} >= {"bootstrap.min.css", "portal.css", "htmx.min.js", "icons.svg"}
    assert len(page) < 15 * KB  # pages themselves travel as they are: see BREACH
    assert sum(zipped(path.read_bytes()) for path in files) + len(page) < 100 * KB
