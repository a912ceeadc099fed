import io

import pypdfium2
import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from plans.actions import add_appendix, add_section
from tests.factories.plans import NOW, a_plan, a_user

pytestmark = pytest.mark.django_db


def test_a_plan_is_written_into_the_file(tmp_path):
    by = a_user()
    plan = a_plan(by)
    add_section(plan, after=None, level=1, title="MỤC ĐÍCH", body="- Nâng cao <b>năng lực</b>", by=by, at=NOW)
    out = io.StringIO()
    call_command("render_plan", plan.pk, "-o", str(tmp_path / "a.pdf"), stdout=out)
    document = pypdfium2.PdfDocument((tmp_path / "a.pdf").read_bytes())
    text = document[0].get_textpage().get_text_bounded().replace("\xa0", " ")
    assert "I. MỤC ĐÍCH" in text
    assert "- Nâng cao <b>năng lực</b>./." in text
    assert out.getvalue().startswith(f"Đã ghi {tmp_path / 'a.pdf'} (")


def test_without_a_name_the_file_is_named_by_the_plan(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    plan = a_plan(a_user())
    call_command("render_plan", plan.pk, stdout=io.StringIO())
    assert [path.name for path in tmp_path.iterdir()] == [f"ke-hoach-{plan.pk}.pdf"]


@pytest.mark.parametrize("number", [0, 999_999, 10**30])
def test_an_unknown_plan_is_one_sentence(number, tmp_path):
    with pytest.raises(CommandError) as refusal:
        call_command("render_plan", number, "-o", str(tmp_path / "a.pdf"))
    assert (str(refusal.value), refusal.value.returncode) == (f"Không có kế hoạch số {number}.", 1)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_written_is_one_sentence(tmp_path):
    plan = a_plan(a_user())
    with pytest.raises(CommandError, match="Không ghi được tệp"):
        call_command("render_plan", plan.pk, "-o", str(tmp_path / "khong-co" / "a.pdf"))


def test_a_long_appendix_is_rendered(tmp_path):
    by = a_user()
    plan = a_plan(by)
    rows = "\n".join(f"{number}\tNguyễn Văn {number}\tXã Mường Báng" for number in range(1, 3001))
    add_appendix(plan, title="DANH SÁCH", table=f"TT\tHọ và tên\tXã\n{rows}", by=by, at=NOW)
    call_command("render_plan", plan.pk, "-o", str(tmp_path / "a.pdf"), stdout=io.StringIO())
    document = pypdfium2.PdfDocument((tmp_path / "a.pdf").read_bytes())
    last = document[len(document) - 1].get_textpage().get_text_bounded().replace("\xa0", " ")
    assert "Nguyễn Văn 3000" in last
