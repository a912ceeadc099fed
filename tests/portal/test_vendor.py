"""Files from elsewhere are what their README says, and nothing is loaded from another host."""

import hashlib
import re

import pytest
from django.conf import settings

ROOT = settings.BASE_DIR


@pytest.mark.parametrize("folder", ["static/vendor", "tests/vendor"])
def test_digests_stand_in_the_readme(folder):
    readme = (ROOT / folder / "README.md").read_text()
    said = dict(re.findall(r"^\| ([\w./-]+) \|.*\| ([0-9a-f]{64}) \|$", readme, re.MULTILINE))
    there = {
        str(path.relative_to(ROOT / folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".css", ".js"}
    }
    assert said == there


def test_templates_and_own_styles_name_no_other_host():
    own = [*ROOT.glob("templates/**/*.html"), *ROOT.glob("static/css/**/*.css"), *ROOT.glob("static/js/**/*.js")]
    named = {path.name for path in own if re.search(r"(src|href|url\()\s*=?\s*[\"'(]?(https?:)?//", path.read_text())}
    assert named == set()


def test_every_icon_that_a_template_names_exists():
    symbols = set(re.findall(r'<symbol id="([\w-]+)"', (ROOT / "static/icons.svg").read_text()))
    templates = "".join(path.read_text() for path in ROOT.glob("templates/**/*.html"))
    assert set(re.findall(r"\{% icon \"([\w-]+)\"", templates)) - symbols == set()
