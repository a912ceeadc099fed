"""manage.py read_document."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from documents.reading import read, source_of
from documents.reading.answers import answer

SOURCES = Path(__file__).parents[2] / "data" / "sources"


def run(path, *options):
    out, err = io.StringIO(), io.StringIO()
    status = 0
    try:
        call_command("read_document", str(path), *options, stdout=out, stderr=err)
    except SystemExit as end:
        status = end.code
    return out.getvalue(), err.getvalue(), status


def test_plan_as_json():
    path = SOURCES / "quang_tri_2020.txt"
    out, err, status = run(path, "--json")
    assert json.loads(out) == answer(read(source_of(path.read_bytes(), path.name)))
    assert (err, status) == ("", 0)


def test_plan_in_words():
    out, _, status = run(SOURCES / "quang_tri_2020.txt")
    lines = out.splitlines()
    assert lines[3] == "Cơ quan ban hành:      BAN DÂN TỘC TỈNH QUẢNG TRỊ"
    assert lines[lines.index("Người ký") + 1 :][:2] == ["  TRƯỞNG BAN", "  Lê Văn Quyền"]
    assert status == 0


def test_another_kind_is_printed_and_named():
    out, err, status = run(SOURCES / "metro_letter_2026.txt", "--json")
    assert json.loads(out)["kind"] == "CÔNG VĂN"
    assert err == "Đây là một công văn; chỉ kế hoạch mới đọc được thành dữ liệu để lập kế hoạch.\n"
    assert status == 3


def test_news_has_no_kind():
    out, _, status = run(SOURCES / "quang_ninh_news_2019.txt", "--json")
    assert (json.loads(out)["kind"], status) == (None, 3)


def test_file_that_cannot_be_read(tmp_path):
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"PK\x03\x04 no document")
    for path in (tmp_path / "missing.txt", broken):
        with pytest.raises(CommandError) as refusal:
            call_command("read_document", str(path))
        assert refusal.value.returncode == 2
