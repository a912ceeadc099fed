"""Word → reading → content gives the content that was written, whatever it says."""

import io
from dataclasses import replace

import docx
import pytest
from django.utils.timezone import now
from docx.oxml.ns import qn
from hypothesis import HealthCheck, Phase, given, settings

from documents.content import Paragraph, Section
from documents.layout import HOUSE_LAYOUT
from documents.reading import read, source_of
from documents.reading.word_files import read_word
from documents.word import write_docx
from plans.models import Plan
from plans.papers import PlanPaper
from portal.examples import load_examples
from tests.factories.any_contents import contents
from tests.factories.contents import plan


def read_back(content):
    return read(read_word(write_docx(content, HOUSE_LAYOUT)))


@settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    phases=[Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink],
)
@given(contents)
def test_any_content_comes_back_from_word(content):
    assert read_back(content).content == content


def test_names_of_great_parts_that_fill_two_lines_come_back():
    title = "Tổ chức lớp tập huấn cho cán bộ thôn, bản thực hiện Chương trình mục tiêu quốc gia giảm nghèo bền vững"
    sections = (Section(0, "", title, (Paragraph("Nội dung."),)), Section(0, "Phần II", title))
    content = replace(plan(), sections=sections)
    assert read_back(content).content == content


def test_the_example_comes_back_through_the_process_of_its_own():
    content = plan()
    reading = read(source_of(write_docx(content, HOUSE_LAYOUT), "ke-hoach.docx"))
    assert (reading.content, reading.kind, reading.is_plan, reading.doubts) == (content, "KẾ HOẠCH", True, ())


def changed(content, change):
    """The Word file of `content` as an office has saved it after `change`."""
    document, out = docx.Document(io.BytesIO(write_docx(content, HOUSE_LAYOUT))), io.BytesIO()
    change(document)
    document.save(out)
    return read(read_word(out.getvalue())).content


def test_what_an_office_writes_into_our_file_is_read():
    def change(document):
        last = next(p for p in document.paragraphs if p.style.name == "Kết thúc")
        last.insert_paragraph_before("V. BÁO CÁO").runs[0].bold = True
        last.insert_paragraph_before("- Báo cáo trước ngày 15/12/2026.")
        number = next(p for p in document.tables[0]._cells if p.text.startswith("Số:")).paragraphs[0]
        number.runs[0].text = "Số: 15/KH-UBND"

    content = plan()
    found = changed(content, change)
    assert found.head == replace(content.head, number=15)
    assert found.sections[:-1] == content.sections
    assert found.sections[-1] == Section(1, "V.", "BÁO CÁO", (Paragraph("Báo cáo trước ngày 15/12/2026.", "-"),))
    assert (found.closing, found.appendices) == (content.closing, content.appendices)


def test_a_mark_over_the_letterhead_changes_nothing():
    def change(document):
        document.tables[0]._tbl.addprevious(document.add_paragraph("DỰ THẢO")._p)

    assert changed(plan(), change) == plan()


def test_a_file_whose_styles_were_thrown_away_is_read_like_any_other():
    def change(document):
        for paragraph in document.element.body.iter(qn("w:pStyle")):
            paragraph.getparent().remove(paragraph)

    found = changed(plan(), change)
    assert (found.head, found.title, found.legal_bases) == (plan().head, plan().title, plan().legal_bases)
    assert (found.recipients, found.signature) == (plan().recipients, plan().signature)


@pytest.mark.django_db
def test_every_example_plan_comes_back_from_word():
    load_examples(at=now())
    for row in Plan.objects.all():
        content = PlanPaper().content(row)
        assert read(read_word(write_docx(content, PlanPaper().layout(row)))).content == content
