"""The four example plans on paper: word for word what the sources say, and nothing the decree objects to."""

import io
import re
from functools import cache
from pathlib import Path

import docx
import pypdfium2
import pytest
from django.utils.timezone import now
from docx.oxml.ns import qn

from documents.conformity import Severity, examine
from documents.content import Content
from documents.layout import HOUSE_LAYOUT, Layout
from documents.rendering import render_pdf
from documents.word import write_docx
from plans.models import Plan
from plans.papers import PlanPaper
from portal.examples import load_examples

SOURCES = Path(__file__).parents[1] / "data" / "sources"
NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc"
POINTS = {"a": "a", "b": "b", "c": "c", "d": "d", "e": "đ", "g": "e"}

ADDED = {
    "quang_tri_2020": [
        f"UBND TỈNH QUẢNG TRỊ BAN DÂN TỘC {NATION} Số: /KH-BDT Quảng Trị, ngày tháng năm 2020",
    ],
    "quang_nam_2021": [],
    "lang_son_2022": [f"UBND TỈNH LẠNG SƠN BAN DÂN TỘC {NATION}"],
    "tua_chua_2024": [
        f"ỦY BAN NHÂN DÂN HUYỆN TỦA CHÙA {NATION}",
        *["(Kèm theo Kế hoạch số …/KH-UBND ngày … tháng … năm 2024 của Ủy ban nhân dân huyện Tủa Chùa)"] * 2,
    ],
}
"""What the paper says beyond its source: the letterhead and the place and date that a source lacks, and under each
appendix the line that the decree asks for."""


def one_line(text: str) -> str:
    return " ".join(text.split())


def without_markdown(text: str) -> str:
    text = re.sub(r"^#+\s*", "", text, flags=re.MULTILINE)
    return text.replace("**", "").replace("<i>", "").replace("</i>", "")


def quang_tri_2020(text: str) -> str:
    """«- a. Số lớp» is «a) Số lớp» on paper, with the letters of the decree; the imprint of the seal is no text."""
    text = re.sub(r"^- ([a-g])\. ", lambda point: f"{POINTS[point[1]]}) ", text, flags=re.MULTILINE)
    return text.replace("\nBAN\nDÂN TỘC\nTỈNH QUẢNG TRỊ\n", "\n")


def tua_chua_2024(text: str) -> str:
    """«- + Trực tiếp» has one marker on paper; the sentence around the bold «trước» is one line."""
    return re.sub(r"^- \+ ", "+ ", text, flags=re.MULTILINE).replace("huyện trước\n\nngày", "huyện trước ngày")


def quang_nam_2021(text: str) -> str:
    """The law database's frame, rules and line ends are no text; on paper its title is not in capitals, its stars are
    no marker."""
    text = re.sub(r"^(\||-{3,})$", "", text, flags=re.MULTILINE).rstrip("|\n")
    text = re.sub(r"^\* ", "", text, flags=re.MULTILINE)
    capitals = text[text.index("THỰC HIỆN THÍ ĐIỂM") : text.index("Căn cứ Chỉ thị")]
    return one_line(text.replace(capitals, capitals.capitalize(), 1))


def lang_son_2022(text: str) -> str:
    """The decree writes a colon after «Lưu»."""
    return text.replace("- Lưu VT.", "- Lưu: VT.")


RULES = [quang_tri_2020, tua_chua_2024, quang_nam_2021, lang_son_2022]


def sentences(source: str) -> list[str]:
    """The sentences of a source, without the marks at their ends: the decree fixes those of bases and items."""
    parts = re.split(r"\n|(?<=[.;:!?])\s+", source.replace("./.", "."))
    return [words for part in parts if (words := one_line(part).rstrip(" .;"))]


def text_of(pdf: bytes) -> str:
    """What the pages say in reading order, without page numbers."""
    pages = []
    for page in pypdfium2.PdfDocument(pdf):
        lines = page.get_textpage().get_text_range().split("\r\n")
        pages.append("\n".join(lines[:-1] if lines[-1].isdigit() else lines))
    return one_line("\n".join(pages).replace("/\n", "/"))


@cache
def content(name: str) -> Content:
    """What the example says: through the database, as it is loaded."""
    load_examples(at=now())
    return PlanPaper().content(Plan.objects.get(dated_year=name[-4:]))


@cache
def paper(name: str) -> bytes:
    return render_pdf(content(name), HOUSE_LAYOUT)


@pytest.mark.django_db
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_every_sentence_of_the_source_stands_on_paper_in_order(rule):
    source = (SOURCES / f"{rule.__name__}.txt").read_text("utf-8")
    printed = text_of(paper(rule.__name__))
    at, between = 0, []
    for sentence in sentences(rule(without_markdown(source))):
        found = printed.find(sentence, at)
        assert found >= 0, f"«{sentence}» is not behind «…{printed[max(0, at - 80) : at]}»"
        between.append(printed[at:found])
        at = found + len(sentence)
    between.append(printed[at:])
    added = [text.strip(" .;/") for text in between if text.strip(" .;/")]
    assert added == [text.strip(" .;/") for text in ADDED[rule.__name__]]


@pytest.mark.django_db
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_decree_has_nothing_against_it(rule):
    findings = examine(paper(rule.__name__), issued=rule is quang_nam_2021)
    assert [finding for finding in findings if finding.severity == Severity.ERROR] == []


@pytest.mark.django_db
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_word_file_says_what_stands_on_paper_in_the_same_order(rule):
    document = docx.Document(io.BytesIO(write_docx(content(rule.__name__), HOUSE_LAYOUT)))
    words = "".join(node.text or "" for node in document.element.body.iter(qn("w:t")))
    assert "".join(words.split()) == "".join(text_of(paper(rule.__name__)).split())


TIGHT = Layout(body_pt=13, first_line_indent=10)
WIDE = Layout(margin_top=25, margin_bottom=25, margin_left=35, margin_right=20, line_spacing=1.5, paragraph_gap_pt=12)


@pytest.mark.django_db
@pytest.mark.parametrize("layout", [TIGHT, WIDE], ids=["tight", "wide"])
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_decree_has_nothing_against_it_at_the_ends_of_the_legal_ranges(rule, layout):
    pdf = render_pdf(content(rule.__name__), layout)
    findings = examine(pdf, issued=rule is quang_nam_2021)
    assert [finding for finding in findings if finding.severity == Severity.ERROR] == []
