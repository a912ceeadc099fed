"""From a reading to a plan: its rows print the words that were read."""

import json
from dataclasses import replace
from datetime import date

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.utils import timezone

from audit.models import Entry
from documents.content import Content, Paragraph, PartialDate, Section
from documents.papers import paper
from documents.places import Part, Place
from documents.reading.result import Doubt
from documents.reading.source import Format, Line, Source
from lib.refusals import Refused
from lib.secrecy import REFUSAL
from plans.actions import create_plan_from_reading
from plans.content_rows import basis_rows
from plans.models import LegalDocument, Plan, PlanReading
from plans.proposing import proposals
from plans.reading_bases import found_bases
from plans.readings import doubt_key
from portal.examples import load_examples
from tests.factories import contents
from tests.factories.plans import NOW, a_document, a_user, an_organisation
from tests.factories.readings import a_reading

pytestmark = pytest.mark.django_db


def made(reading: PlanReading, by, **choices) -> Plan:
    """The plan of the reading, in the office of `by`, for 2026."""
    years = {"year_from": 2026, "year_to": 2026, "dated_year": 2026}
    fields = {"organisation": by.organisation} | years | choices
    return create_plan_from_reading(reading, by=by, at=NOW, **fields)


def content_of(plan: Plan) -> Content:
    sheet = paper("plan")
    return sheet.content(sheet.find(plan.pk))


@pytest.fixture(scope="module")
def examples(django_db_setup, django_db_blocker):
    """The contents of the example plans."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        call_command("setup_roles", verbosity=0)
        load_examples(at=timezone.now())
        found = {plan.title: content_of(plan) for plan in Plan.objects.all()}
        transaction.set_rollback(True)
    return found


@pytest.mark.parametrize("takes_proposals", [False, True])
def test_the_example_plans_come_back_as_they_are(examples, takes_proposals):
    by = a_user()
    assert len(examples) == 4
    for content in examples.values():
        takes = [p.key for p in proposals(content)] if takes_proposals else []
        plan = made(a_reading(by, content), by, takes=takes)
        again = content_of(plan)
        assert again == replace(
            content, head=again.head, signature=again.signature, archive=content.archive or again.archive
        )


# ---- what the rows hold ---------------------------------------------------------------------------------------------


def test_generated_contents_come_back_as_they_are():
    """Content of plans as the house writes them, whatever their size."""
    by = a_user()
    for size in range(4):
        content = contents.plan(
            sections=contents.sections(size), appendices=(contents.appendix("Phụ lục"),) * (size == 1)
        )
        row = a_reading(by, content)
        again = content_of(made(row, by))
        first = replace(content, head=again.head, signature=again.signature)
        if size == 1:  # places of signatures hold one line each
            first = replace(first, appendices=again.appendices)
            assert again.appendices[0].blocks[:2] == content.appendices[0].blocks[:2]
        assert again == first


def test_numbers_that_change_and_strange_labels_are_said():
    by = a_user()
    sections = (
        Section(1, "I.", "MỤC ĐÍCH", (Paragraph("Một."),)),
        Section(1, "III.", "NỘI DUNG", (Paragraph("Hai."),), (Section(2, "Điều 5.", "Phạm vi", (Paragraph("Ba."),)),)),
    )
    plan = made(a_reading(by, contents.plan(sections=sections, appendices=())), by)
    printed = [(s.label, s.title) for s in content_of(plan).walk_sections()]
    assert printed == [("I.", "MỤC ĐÍCH"), ("II.", "NỘI DUNG"), ("", "Điều 5. Phạm vi")]
    said = [row.sentence for row in plan.confirmations.exclude(section=None)]
    assert said == ["Bản gốc ghi số «III.», bản in tự đánh số «II.» theo thứ tự."]


def test_no_word_of_a_heading_that_is_too_long_is_lost():
    by = a_user()
    long = "Tổ chức tuyên truyền " * 40
    sections = (Section(1, "I.", "MỤC ĐÍCH"), Section(2, "1.", long.strip(), (Paragraph("Thân."),)))
    plan = made(a_reading(by, contents.plan(sections=sections, appendices=())), by)
    (row,) = plan.sections.all()
    assert row.body == f"1. {long.strip()}\nThân."
    assert [c.section for c in plan.confirmations.filter(sentence__contains="quá dài")] == [row]


def test_the_line_of_the_archive_that_every_paper_has_is_written_and_said():
    by = a_user()
    plan = made(a_reading(by, contents.plan(archive="", appendices=())), by)
    assert (plan.archive, plan.confirmations.filter(sentence__contains="«Lưu»").count()) == ("VT", 1)


def test_several_documents_in_one_paragraph_are_several_bases():
    by = a_user()
    known = a_document(reference="16-CT/TU", kind="Chỉ thị", issuer="Ban Thường vụ Tỉnh ủy", issued_on=date(2021, 9, 9))
    words = (
        "Căn cứ Chỉ thị số 16-CT/TU ngày 09/9/2021 của Ban Thường vụ Tỉnh ủy về công tác kết nghĩa; "
        "Quyết định số 3651/QĐ-UBND ngày 13/12/2021 của UBND tỉnh ban hành Kế hoạch"
    )
    plan = made(a_reading(by, contents.plan(legal_bases=(words,), appendices=())), by)
    rows = plan.bases.all()
    assert [(row.continues_previous, row.document_id) for row in rows] == [(False, known.pk), (True, None)]
    assert content_of(plan).legal_bases == (words,)


def test_new_documents_are_entered_when_ticked_and_allowed():
    by = a_user()
    words = "Căn cứ Quyết định số 3651/QĐ-UBND ngày 13/12/2021 của UBND tỉnh ban hành Kế hoạch"
    row = a_reading(by, contents.plan(legal_bases=(words,), appendices=()))
    (found,) = found_bases([c for _, c, _ in basis_rows((words,))])
    plan = made(row, by, enters={found.key})
    document = LegalDocument.objects.get()
    assert (document.reference, document.issued_on) == ("3651/QĐ-UBND", date(2021, 12, 13))
    assert plan.bases.get().document == document
    assert content_of(plan).legal_bases == (words,)
    reader = a_user(by.organisation, may=("change",))
    add = Permission.objects.get(codename="add_plan")
    reader.user_permissions.add(add)
    with pytest.raises(PermissionDenied):
        other = words.replace("3651", "3652")
        (key,) = (f.key for f in found_bases([c for _, c, _ in basis_rows((other,))]))
        made(a_reading(reader, contents.plan(legal_bases=(other,))), reader, enters={key})


def test_a_numbered_document_is_a_transcript_or_a_draft_without_number_and_day():
    by = a_user()
    head = replace(contents.plan().head, number=9295, date=PartialDate(2021, 12, 24))
    content = contents.plan(head=head, appendices=())
    draft = made(a_reading(by, content), by)
    copy = made(a_reading(by, content), by, is_transcript=True, dated_year=2021)
    assert (draft.number, draft.dated_day, draft.dated_month) == (None, None, None)
    assert (copy.number, copy.dated_day, copy.dated_month, copy.dated_year) == (9295, 24, 12, 2021)


def test_an_heir_writes_down_the_plans_of_the_office_it_continues():
    heir = a_user()
    old = an_organisation(successor=heir.organisation, valid_to=date(2025, 2, 28))
    row = a_reading(heir, contents.plan(appendices=()))
    plan = made(row, heir, organisation=old, dated_year=2020, year_from=2020, year_to=2020)
    assert plan.organisation == old
    with pytest.raises(Refused):  # not for a year after its end
        made(a_reading(heir, contents.plan()), heir, organisation=old, dated_year=2026)
    with pytest.raises(PermissionDenied):
        made(a_reading(heir, contents.plan()), heir, organisation=a_user().organisation)


def test_draft_of_an_office_that_came_later_is_dated_now():
    by = a_user(an_organisation(name="Sở Dân tộc và Tôn giáo", valid_from=date(2023, 3, 1)))
    plan = made(a_reading(by, contents.plan(appendices=())), by, dated_year=2020, year_from=2020, year_to=2020)
    assert (plan.dated_year, plan.dated_month, plan.dated_day, plan.year_from) == (2024, None, None, 2020)
    said = "Văn bản gốc đề năm 2020, khi đó chưa có Sở Dân tộc và Tôn giáo: bản dự thảo này ghi năm ban hành 2024."
    assert plan.confirmations.filter(sentence=said).exists()
    with pytest.raises(Refused):
        made(a_reading(by, contents.plan()), by, is_transcript=True, dated_year=2020, year_from=2020, year_to=2020)


def test_what_is_unsure_waits_at_its_row_unless_it_was_settled():
    by = a_user()
    doubts = (Doubt(Place(Part.SECTIONS, 1), "Cấp?"), Doubt(Place(Part.TITLE), "Trích yếu?"))
    row = a_reading(by, contents.plan(appendices=()), doubts=doubts)
    plan = made(row, by, settled={doubt_key(doubts[1])})
    waiting = {c.sentence: c.section and c.section.title for c in plan.confirmations.all()}
    assert (waiting["Cấp?"], "Trích yếu?" in waiting) == ("Mục đích", False)
    assert any("Chưa chọn người ký" in sentence for sentence in waiting)
    assert plan.confirmations.filter(settled_at=None, kind="read").count() == len(waiting)


def test_what_is_no_plan_secret_or_made_already_is_refused():
    by = a_user()
    refused = {
        "một quyết định": a_reading(by, is_plan=False, what="một quyết định"),
        REFUSAL: a_reading(by, source=Source(Format.TEXT, (Line("UBND TỈNH"), Line("TỐI MẬT")))),
    }
    done = a_reading(by, contents.plan(appendices=()))
    made(done, by)
    refused["đã được tạo thành kế hoạch"] = done
    for sentence, row in refused.items():
        with pytest.raises(Refused, match=sentence[:30].replace("(", r"\(")):
            made(row, by)
    with pytest.raises(PermissionDenied):
        made(a_reading(a_user()), by)
    assert Plan.objects.count() == 1


def test_the_beginning_stands_in_the_audit_trail():
    by = a_user()
    plan = made(a_reading(by, contents.plan(appendices=())), by)
    entry = Entry.objects.about(plan).first()
    details = json.loads(entry.details)
    assert (entry.act, details["source"]) == ("lập kế hoạch từ văn bản có sẵn", "Văn bản dán vào")
    assert "Căn cứ" in str(details["changes"])
