"""Papers of a class, from the draft to the issue, and what they say."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from documents.content import Chart
from documents.enums import FileRole
from documents.freezing import add_file, number_of
from documents.models import RegisterEntry
from documents.papers import paper as paper_of
from documents.rendering import render_pdf
from lib.refusals import Refused
from organisations.enums import Issuing, Role
from tests.factories.plans import NOW, a_post
from tests.factories.trainings import (
    a_campaign,
    a_class,
    a_commune,
    a_course,
    a_person_of,
    a_roster,
    an_enrolment,
    an_organiser,
)
from trainings.actions import papers as acts
from trainings.enums import EnrolmentState, PaperKind, PaperState
from trainings.models import ClassPaper, ClassTally, Module, TrainingClass

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    """Everybody who is needed to issue a paper of a class."""
    drafter = an_organiser()
    office = drafter.organisation
    office.issuing = Issuing.PAPER
    office.save()
    leader, clerk = a_person_of(office, Role.LEADER), a_person_of(office, Role.CLERK)
    a_post(office, account=leader)
    course = a_course(drafter, name="Tập huấn nâng cao năng lực giảm nghèo")
    Module.objects.create(course=course, name="Kỹ năng điều tra, rà soát", periods=10)
    row = a_class(course, meal_rate=150_000)
    return {"drafter": drafter, "leader": leader, "clerk": clerk, "course": course, "class": row}


def _draft(office, kind=PaperKind.INVITATION):
    training_class = None if kind == PaperKind.REMINDER else office["class"]
    return acts.draft_paper(office["course"], kind, training_class=training_class, by=office["drafter"], at=NOW)


def _content(paper):
    source = paper_of("class-paper")
    return source.content(source.find(paper.pk))


def test_a_draft_is_begun_once(office):
    assert _draft(office).pk == _draft(office).pk


def test_the_invitation_says_who_pays_what(office):
    text = [paragraph.text for paragraph in _content(_draft(office)).opening]
    payers = text[text.index("Chế độ đối với đại biểu:") :]
    assert payers[1:3] == [
        "Đại biểu không hưởng lương từ ngân sách nhà nước: cơ quan tổ chức hỗ trợ tiền ăn, tiền nghỉ, tiền đi lại theo "
        "quy định (mức hỗ trợ 150.000 đồng/người/ngày);",
        "Đại biểu hưởng lương từ ngân sách nhà nước: cơ quan, đơn vị cử đại biểu thanh toán công tác phí theo quy "
        "định.",
    ]


def test_the_decision_names_those_who_completed_alone(office):
    for name, state in (("Vàng A Sinh", EnrolmentState.COMPLETED), ("Lò Thị Ban", EnrolmentState.NOT_COMPLETED)):
        an_enrolment(course=office["course"], training_class=office["class"], full_name=name, state=state)
    (appendix,) = _content(_draft(office, PaperKind.RECOGNITION)).appendices
    assert [row[1] for row in appendix.blocks[0].rows] == ["Vàng A Sinh"]


def test_the_report_draws_its_results_by_commune_unless_somebody_wrote_others(office):
    row = office["class"]
    for area, done, came in ((None, 1, 2), (a_commune("Xá Nhè"), 3, 4), (a_commune("Mường Báng"), 5, 6)):
        ClassTally.objects.create(training_class=row, area=area, completed=done, present=came, registered=came + 1)
    TrainingClass.objects.filter(pk=row.pk).update(completed=9, present=12, enrolled=15)
    draft = _draft(office, PaperKind.REPORT)
    (chart,) = [block for s in _content(draft).sections for block in s.blocks if isinstance(block, Chart)]
    assert [(bar.label, bar.values) for bar in chart.bars] == [
        ("Cả lớp", (9, 12, 15)),
        ("Xã Xá Nhè", (3, 4, 5)),
        ("Xã Mường Báng", (5, 6, 7)),
        ("Cơ quan, đơn vị", (1, 2, 3)),
    ]
    ClassPaper.objects.filter(pk=draft.pk).update(wording={"results": "Lớp đạt kết quả tốt."})
    assert [block for s in _content(draft).sections for block in s.blocks if isinstance(block, Chart)] == []


def test_the_reminder_goes_to_the_units_that_have_not_sent(office):
    campaign = a_campaign(office["course"])
    late, sent = a_roster(campaign), a_roster(campaign, state="submitted")
    assert sent.office.name not in _content(_draft(office, PaperKind.REMINDER)).addressees
    assert _content(_draft(office, PaperKind.REMINDER)).addressees == (late.office.name,)


def test_every_kind_can_be_printed(office):
    a_roster(a_campaign(office["course"]))
    source = paper_of("class-paper")
    for kind in PaperKind:
        row = source.find(_draft(office, kind).pk)
        assert render_pdf(source.content(row), source.layout(row)).startswith(b"%PDF")


def test_from_draft_to_issue(office, django_capture_on_commit_callbacks, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    paper = _draft(office)
    acts.submit_paper(paper, by=office["drafter"], at=NOW)
    with django_capture_on_commit_callbacks(execute=True):
        acts.approve_paper(paper, by=office["leader"], at=NOW)
    approved = _content(paper)
    office["class"].meal_rate = 999
    office["class"].save()
    assert _content(paper) == approved
    acts.record_ink_signature_of(paper, by=office["leader"], at=NOW)
    entry = acts.number_paper(paper, by=office["clerk"], at=NOW)
    with pytest.raises(Refused):
        acts.issue_paper(paper, by=office["clerk"], at=NOW)
    add_file(paper.paper, FileRole.SCAN, b"%PDF-1.7 scan", by=office["clerk"], at=NOW)
    acts.issue_paper(paper, by=office["clerk"], at=NOW)
    assert (paper.state, number_of(paper.paper)) == (PaperState.ISSUED, entry)
    assert RegisterEntry.objects.get().kind == "Giấy mời"


def test_a_paper_that_was_returned_is_written_anew(office, django_capture_on_commit_callbacks, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    paper = _draft(office)
    acts.submit_paper(paper, by=office["drafter"], at=NOW)
    acts.approve_paper(paper, by=office["leader"], at=NOW)
    acts.return_paper(paper, reason="Sai giờ", by=office["leader"], at=NOW)
    assert (paper.state, paper.paper) == (PaperState.DRAFT, None)


@pytest.mark.parametrize(("who", "act"), [("drafter", "approve_paper"), ("clerk", "approve_paper")])
def test_only_leaders_approve(office, who, act):
    with pytest.raises(PermissionDenied):
        getattr(acts, act)(_draft(office), by=office[who], at=NOW)


def test_two_who_write_at_once_do_not_lose_a_word(office):
    paper = _draft(office)
    fields = {"signer": paper.signer, "recipients": "", "by": office["drafter"], "at": NOW}
    acts.save_paper(paper, wording={"time": "Thời gian: 01 ngày."}, version=1, **fields)
    with pytest.raises(acts.StalePaper) as stale:
        acts.save_paper(paper, wording={"time": "Thời gian: 03 ngày."}, version=1, **fields)
    assert stale.value.current.wording == {"time": "Thời gian: 01 ngày."}


def test_the_page_offers_to_each_what_is_theirs(office, client):
    paper = _draft(office)
    acts.submit_paper(paper, by=office["drafter"], at=NOW)
    offered = {}
    for who in ("drafter", "leader", "clerk"):
        client.force_login(office[who])
        response = client.get(reverse("trainings:paper", args=[paper.pk]))
        offered[who] = [way.name for way, _, _ in response.context["ways"]]
    assert offered == {"drafter": [], "leader": ["paper_approve", "paper_return"], "clerk": []}


def test_what_is_typed_is_kept_and_the_rest_follows_the_rows(office, client):
    paper = _draft(office)
    client.force_login(office["drafter"])
    address = reverse("trainings:paper", args=[paper.pk])
    form = client.get(address).context["wording"]
    sent = {name: form[name].value() or "" for name in form.fields} | {
        "part_time": "Thời gian: 01 ngày, ngày 05/3/2024."
    }
    assert client.post(reverse("trainings:paper_save", args=[paper.pk]), sent).status_code == 302
    paper.refresh_from_db()
    assert paper.wording == {"time": "Thời gian: 01 ngày, ngày 05/3/2024."}
    stale = client.post(reverse("trainings:paper_save", args=[paper.pk]), sent | {"part_time": "Khác"})
    assert (stale.status_code, stale.context["wording"]["part_time"].value()) == (409, "Khác")


def test_a_reason_is_asked_beside_the_button(office, client):
    paper = _draft(office)
    acts.submit_paper(paper, by=office["drafter"], at=NOW)
    client.force_login(office["leader"])
    response = client.post(reverse("trainings:paper_return", args=[paper.pk]), {"reason": ""})
    assert (response.status_code, [way.name for way, form, _ in response.context["ways"] if form.errors]) == (
        400,
        ["paper_return"],
    )


def test_nobody_approves_what_was_not_on_the_page(office, client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    paper = _draft(office)
    acts.submit_paper(paper, by=office["drafter"], at=NOW)
    seen = paper.version
    acts.return_paper(paper, reason="Sai giờ", by=office["leader"], at=NOW)
    written = {"wording": {"opening": "Lời mời khác."}, "signer": paper.signer, "recipients": ""}
    paper = acts.save_paper(paper, **written, version=paper.version, by=office["drafter"], at=NOW)
    acts.submit_paper(paper, by=office["drafter"], at=NOW)
    client.force_login(office["leader"])
    address = reverse("trainings:paper_approve", args=[paper.pk])
    page = client.post(address, {"version": seen})
    assert (page.status_code, acts.CHANGED_SINCE in page.content.decode()) == (409, True)
    assert f'name="version" value="{paper.version}"' in page.content.decode()
    assert client.post(address, {"version": "x"}).status_code == 409
    assert client.post(address, {"version": paper.version}).status_code == 302
