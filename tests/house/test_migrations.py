"""Tables and migrations say the same, and each app has one migration until the first release."""

from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_each_app_has_one_migration():
    found = {
        path.parent.parent.name: sorted(p.name for p in path.parent.glob("0*.py"))
        for path in ROOT.glob("*/migrations/__init__.py")
    }
    assert found == {
        app: ["0001_initial.py"] for app in ("audit", "documents", "organisations", "people", "plans", "trainings")
    }
