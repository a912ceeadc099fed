"""Approved papers are checked against their SHA-256: by command, daily by the worker, and told by the health page."""

import pytest
from django.core.cache import caches
from django.core.management import CommandError, call_command
from django.utils import timezone

from documents import store
from documents.enums import FileRole
from documents.freezing import add_file
from documents.integrity import BEGUN, LAST_CHECK, damaged, last_check
from documents.models import FrozenPaper
from documents.tasks import sweep_jobs, verify_papers
from portal.health import health
from tests.factories.papers import a_frozen_paper

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    caches["papers"].delete_many([LAST_CHECK, BEGUN])
    paper = a_frozen_paper()
    yield add_file(paper, FileRole.SIGNED, b"signed", by=paper.frozen_by, at=timezone.now())
    caches["papers"].delete_many([LAST_CHECK, BEGUN])


def test_whole_papers_are_counted(file, capsys):
    call_command("verify_papers")
    assert capsys.readouterr().out == "Tất cả nguyên vẹn: 1 bản đã duyệt, 1 tệp.\n"
    assert health(at=timezone.now()).damaged == 0


def test_a_file_that_is_gone_or_altered_is_named(file):
    store._path(file.sha256, store.PAPERS).write_bytes(b"forged")
    altered = list(damaged())
    store._path(file.sha256, store.PAPERS).unlink()
    title = file.paper.title
    sentence = f"Bản đã ký của bản đã duyệt mã {file.paper_id} «{title}»: tệp {file.sha256} mất hoặc bị sửa."
    assert (altered, list(damaged())) == ([sentence], [sentence])
    with pytest.raises(CommandError, match=file.sha256):
        call_command("verify_papers")


def test_content_altered_in_the_database_is_named(file):
    FrozenPaper.objects.update(content=file.paper.content.replace("Tủa", "Lúa"))
    assert list(damaged()) == [
        f"Bản đã duyệt mã {file.paper_id} «{file.paper.title}»: nội dung trong cơ sở dữ liệu đã bị sửa."
    ]


def test_the_health_page_fails_when_the_daily_check_found_damage(file):
    assert (health(at=timezone.now()).damaged, health(at=timezone.now()).is_well) == (None, True)
    store._path(file.sha256, store.PAPERS).unlink()
    verify_papers()
    assert (health(at=timezone.now()).damaged, health(at=timezone.now()).is_well) == (1, False)


def test_the_sweep_begins_the_check_once_a_day(file):
    sweep_jobs()
    first = last_check()
    sweep_jobs()
    assert (first[1], last_check()) == (0, first)
