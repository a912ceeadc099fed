"""Files of a size to read, names of rooms that exist, templates that are used and hold no code."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 350
FORBIDDEN_NAMES = {"utils.py", "helpers.py", "services.py", "signals.py", "managers.py", "common.py"}


def _tracked(*patterns: str) -> list[str]:
    out = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", *patterns],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return [name for name in out.splitlines() if (ROOT / name).exists() and "/vendor/" not in name]


PYTHON = [name for name in _tracked("*.py") if "/migrations/" not in name]
TEMPLATES = [name for name in _tracked("*.html") if "templates/" in name]


def test_files_can_be_read_in_one_go():
    lengths = {name: len((ROOT / name).read_text().splitlines()) for name in PYTHON if not name.startswith("tests/")}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST} == {}


def test_no_file_is_named_after_nothing():
    assert [name for name in PYTHON if Path(name).name in FORBIDDEN_NAMES] == []


def test_nobody_overrides_save():
    assert [
        name
        for name in PYTHON
        if re.search(r"^    def save\(self", (ROOT / name).read_text(), re.M)
        and re.search(r"\(.*Model\)", (ROOT / name).read_text())
        and name.endswith("models.py")
    ] == []


def test_every_template_is_used():
    """By its name in Python, in another template, or because Django looks for it by that name."""
    sought_by_django = re.compile(
        r"templates/(\d{3}(_csrf)?\.html|admin/|auth/widgets/|django/|import_export/|registration/)"
    )
    texts = "\n".join((ROOT / name).read_text() for name in [*PYTHON, *TEMPLATES] if not name.startswith("tests/"))
    unused = [
        name for name in TEMPLATES if not sought_by_django.search(name) and name.split("templates/", 1)[1] not in texts
    ]
    assert unused == []


@pytest.mark.parametrize("name", TEMPLATES)
def test_template_holds_no_inline_code(name):
    """The content security policy refuses inline scripts, styles and handlers (papers are not pages)."""
    text = re.sub(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}", "", (ROOT / name).read_text(), flags=re.S)
    found = re.findall(r"<style\b|\sstyle=|\son[a-z]+=|javascript:", text)
    found += [tag for tag in re.findall(r"<script\b[^>]*>", text) if "src=" not in tag]
    assert found == []
