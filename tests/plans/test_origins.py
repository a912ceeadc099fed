"""Which rows stand behind the places of a paper: checked on every passage of the example plans."""

import re

import pytest
from django.utils import timezone

from documents.checking.subject import Subject
from documents.papers import paper
from documents.places import Part, Place
from plans import actions
from plans.models import Plan
from plans.origins import Origins, occurrences
from portal.examples import load_examples
from tests.factories.plans import NOW, a_document, a_plan, a_user

pytestmark = pytest.mark.django_db


def _whole(plan):
    source = paper("plan")
    row = source.find(plan.pk)
    return row, source.content(row), Origins(row)


def _bare(text):
    return re.sub(r"\s+", " ", text)


def test_every_passage_of_the_examples_is_found_in_its_rows():
    """What is generated (numbers of activities, labels) has no text; all else is where the origin says."""
    load_examples(at=timezone.now())
    found, missing = 0, []
    for plan in Plan.objects.all():
        _, content, origins = _whole(plan)
        for passage in Subject(content).passages:
            texts = [_bare(o.text[o.start : o.end]) for o in origins.at(passage.place)]
            if not _say(texts, passage):
                missing.append(passage.text)
            found += 1
    assert found > 300
    assert [text for text in missing if not text.startswith(GENERATED)] == []


GENERATED = ("Số lớp: Tổ chức", "Nội dung:")


def _say(texts, passage) -> bool:
    """Whether the texts hold the words of the passage, or (bases of one paragraph) the passage theirs."""
    if passage.place.part == Part.BASES:
        return bool(texts) and all(text.removeprefix("Căn cứ ") in passage.text for text in texts)
    words = passage.text.split(": ", 1)[-1] if passage.place.part == Part.SECTIONS else passage.text
    return any(words in text for text in texts)


@pytest.fixture
def by():
    return a_user()


@pytest.fixture
def plan(by):
    return a_plan(by, opening="Câu thứ nhất\n\nCâu thứ hai", recipients="- Như trên;\n\n• UBND tỉnh  Lạng Sơn;")


def texts(plan, *places):
    origins = _whole(plan)[2]
    return [[o.text[o.start : o.end] for o in origins.at(place)] for place in places]


def test_paragraphs_and_recipients_are_counted_as_on_paper(plan):
    places = [Place(Part.OPENING, block=1), Place(Part.RECIPIENTS, 1), Place(Part.RECIPIENTS, 7), Place(Part.HEAD)]
    assert texts(plan, *places) == [["Câu thứ hai"], ["• UBND tỉnh  Lạng Sơn;"], [], []]


def test_a_paragraph_of_bases_may_come_from_several_rows(plan, by):
    actions.add_basis(plan, document=a_document(reference="5/QĐ-TTg"), by=by, at=NOW)
    own = actions.add_basis(plan, wording="Luật Đất đai", continues_previous=True, by=by, at=NOW)
    first, second = texts(plan, Place(Part.BASES, 0))[0]
    assert (first[:28], second) == ("Căn cứ Quyết định số 5/QĐ-TT", "Luật Đất đai")
    assert _whole(plan)[2].spot(Place(Part.BASES, 0)).element == f"can-cu-{own.pk - 1}"


def test_lines_tables_and_activities_under_one_section(plan, by):
    body = "Đoạn một\n\nCột 1\tCột 2\nA\tB\n- Đoạn  hai"
    section = actions.add_section(plan, after=None, level=1, title="NỘI DUNG", body=body, by=by, at=NOW)
    lines = [
        {"role": "quantity"},
        {"role": "audience", "text": "Cán bộ xã\n- Nữ"},
        {"role": "other", "label": "Ghi chú"},
    ]
    fields = {"kind": "class", "name": "Lớp", "group_count": 2}
    activity = actions.add_activity(plan, section=section, lines=lines, by=by, at=NOW, **fields)
    places = [Place(Part.SECTIONS, 0, n) for n in range(3)] + [Place(Part.SECTIONS, 0, 1, row=1)]
    assert texts(plan, *places) == [["Đoạn một"], ["Cột 1\tCột 2", "A\tB"], ["- Đoạn  hai"], ["A\tB"]]
    places = [Place(Part.SECTIONS, 0, n) for n in range(3, 8)]
    assert texts(plan, *places) == [[], ["Cán bộ xã"], ["- Nữ"], ["Ghi chú"], []]
    origins = _whole(plan)[2]
    spots = [origins.spot(place) for place in (Place(Part.SECTIONS, 0, 2), Place(Part.SECTIONS, 0, 4))]
    assert [(spot.page, spot.row_id or spot.element) for spot in spots] == [
        ("sections", f"muc-{section.pk}"),
        ("activity", activity.pk),
    ]


def test_blocks_of_an_appendix(plan, by):
    fields = {"body": "Kèm theo", "table": "TT\tTên\n1\tA", "notes": "Ghi chú", "signatures": "Người lập"}
    actions.add_appendix(plan, title="DANH SÁCH\nHỌC VIÊN", by=by, at=NOW, **fields)
    places = [Place(Part.APPENDICES, 0), *(Place(Part.APPENDICES, 0, n) for n in range(4))]
    assert texts(plan, *places) == [
        ["DANH SÁCH\nHỌC VIÊN"],
        ["Kèm theo"],
        ["TT\tTên", "1\tA"],
        ["Ghi chú"],
        ["Người lập"],
    ]


def test_a_quote_is_found_however_its_blanks_were_typed(plan):
    origin = _whole(plan)[2].at(Place(Part.RECIPIENTS, 1))[0]
    assert [origin.text[s.start : s.stop] for s in occurrences(origin, "tỉnh Lạng Sơn")] == ["tỉnh  Lạng Sơn"]
    assert occurrences(origin, "Như trên") == []
