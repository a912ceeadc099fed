"""manage.py check_pdf."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from tests.documents.conformity.specimen import specimen


@pytest.fixture
def check(tmp_path):
    """Write a PDF to disk, check it, return what was printed and the exit status."""

    def check(pdf, *options):
        file, out = tmp_path / "kế hoạch.pdf", io.StringIO()
        file.write_bytes(pdf)
        try:
            call_command("check_pdf", str(file), *options, stdout=out)
        except SystemExit as leaving:
            return out.getvalue(), leaving.code
        return out.getvalue(), 0

    return check


def test_a_good_plan_leaves_with_0(check):
    text, status = check(specimen())
    assert status == 0
    assert text.splitlines()[-1] == "Đã kiểm tra 2 trang: 0 lỗi, 1 lưu ý."


def test_an_error_leaves_with_1_and_stands_under_its_rule(check):
    text, status = check(specimen(css="@page { margin-left: 25mm }"))
    assert status == 1
    lines = text.splitlines()
    place = lines.index("  ✗  9 Lề trái")
    assert lines[place + 1].strip() == "Lỗi, trang 1: Lề trái 25 mm; Nghị định 30 yêu cầu 30–35 mm (Phụ lục I, I.3)"


def test_an_unreadable_file_leaves_with_2(check):
    assert check(b"") == ("Tệp này không phải là PDF; hãy chọn tệp PDF xuất từ chương trình hoặc từ Word.\n", 2)


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(CommandError, match="Không mở được tệp") as refusal:
        call_command("check_pdf", str(tmp_path / "không có.pdf"))
    assert refusal.value.returncode == 2


def test_draft_and_issued_are_told_to_the_examiner(check):
    assert check(specimen(), "--issued")[1] == 0
    assert check(specimen(), "--draft")[1] == 1


def test_json_has_findings_and_what_was_skipped(check):
    report = json.loads(check(specimen(css=".nn { font-size: 14pt }"), "--json")[0])
    assert [finding["rule"] for finding in report["findings"]] == [4, 66]
    assert report["skipped"]["72"] == "văn bản không có phụ lục"
    assert (report["readable"], report["pages"]) == (True, 2)
