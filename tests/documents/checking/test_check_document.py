"""manage.py check_document FILE."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from documents.content import to_json
from tests.factories.checking import saying


def run(path, *options):
    """Status and what was printed."""
    out, err = StringIO(), StringIO()
    try:
        call_command("check_document", path, *options, stdout=out, stderr=err)
    except SystemExit as end:
        return end.code, out.getvalue(), err.getvalue()
    except CommandError as error:
        return error.returncode, out.getvalue(), str(error)
    return 0, out.getvalue(), err.getvalue()


def test_findings_are_printed_as_json(tmp_path):
    file = tmp_path / "plan.json"
    file.write_text(to_json(saying("Kinh phí: 1.000.000 đồng (Hai triệu đồng).")), "utf-8")

    status, out, _ = run(file, "--json")

    assert status == 0
    assert [finding for finding in json.loads(out) if finding["rule"] == "amounts.words"] == [
        {
            "rule": "amounts.words",
            "severity": "error",
            "section": "I",
            "quote": "Hai triệu đồng",
            "message": "Bằng chữ là 2.000.000 đồng, bằng số là 1.000.000 đồng: hai cách ghi một số tiền phải khớp "
            "nhau.",
            "suggestion": "Một triệu đồng",
        }
    ]


def test_findings_are_told_to_people(tmp_path):
    file = tmp_path / "plan.json"
    file.write_text(to_json(saying("Kinh phí: 1.000.000 đồng (Hai triệu đồng).")), "utf-8")

    out = run(file)[1]

    assert "Lỗi, I: Bằng chữ là 2.000.000 đồng" in out
    assert "    «Hai triệu đồng»\n    Sửa thành: «Một triệu đồng»\n" in out


@pytest.mark.parametrize(
    ("data", "name"),
    [(b"", "plan.txt"), (b"{}", "plan.json"), (b"\xff\xfe{", "plan.json"), (b"PK\x03\x04 broken", "plan.docx")],
)
def test_unreadable_file_ends_with_2(tmp_path, data, name):
    file = tmp_path / name
    file.write_bytes(data)

    assert run(file, "--json")[0] == 2


def test_missing_file_ends_with_2(tmp_path):
    assert run(tmp_path / "none.txt")[0] == 2


def test_text_that_is_no_plan_ends_with_3(tmp_path):
    file = tmp_path / "news.txt"
    file.write_text("Hôm nay trời đẹp.\nBà con vui mừng thu hoạch lúa.\nTheo báo tỉnh\n", "utf-8")

    status, out, err = run(file, "--json")

    assert (status, json.loads(out)) == (3, [])
    assert err.startswith("Đây là ")
