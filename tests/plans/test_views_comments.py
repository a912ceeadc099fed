"""Remarks as a browser sends them: on the whole plan, on a section, from the editor and from the leader's desk."""

import pytest
from django.urls import reverse

from plans import actions
from plans.enums import PlanState
from plans.models import PlanComment
from plans.remarks import threads
from tests.factories.plans import NOW
from tests.factories.steps import a_plan_in, a_ready_plan, a_team

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return a_team()


def remark(client, plan, user, **fields):
    client.force_login(user)
    return client.post(reverse("plans:comment", args=[plan.pk]), fields)


def texts(plan, reader) -> dict[int, tuple[list[str], list[str]]]:
    return {
        place: ([r.comment.text for r in thread.open], [r.comment.text for r in thread.settled])
        for place, thread in threads(plan, reader=reader).items()
    }


@pytest.mark.parametrize("state", [PlanState.DRAFT, PlanState.SUBMITTED, PlanState.CHECKED, PlanState.APPROVED])
def test_remarks_are_made_at_every_step_and_say_at_which(client, team, state):
    plan = a_plan_in(state, team)
    section = plan.sections.get()
    response = remark(client, plan, team.clerk, text="Ghi rõ đối tượng", section=section.pk)
    comment = plan.comments.get()
    assert (response.status_code, response.url) == (302, f"/ke-hoach/{plan.pk}/#gop-y-{section.pk}")
    assert (comment.text, comment.section, comment.state, comment.by) == (
        "Ghi rõ đối tượng",
        section,
        state,
        team.clerk,
    )


@pytest.mark.parametrize(
    ("place", "address"), [("", "/ke-hoach/{}/#gop-y-0"), ("cho-ky", "/ke-hoach/cho-ky/{}/#gop-y-0")]
)
def test_one_goes_back_to_where_one_wrote(client, team, place, address):
    plan = a_plan_in(PlanState.CHECKED, team)
    assert remark(client, plan, team.leader, text="Được", tu=place).url == address.format(plan.pk)


def test_the_drafter_reads_and_settles_remarks_in_the_editor(client, team):
    plan = a_ready_plan(team)
    section = plan.sections.get()
    comment = actions.add_comment(plan, section=section, text="Ghi rõ đối tượng", by=team.head, at=NOW)
    client.force_login(team.drafter)
    editor = reverse("plans:sections", args=[plan.pk])
    assert "Ghi rõ đối tượng" in client.get(editor).content.decode()
    response = client.post(reverse("plans:comment_settle", args=[plan.pk, comment.pk]), {"tu": "noi-dung"})
    comment.refresh_from_db()
    assert (response.url, comment.settled_by) == (f"{editor}#gop-y-{section.pk}", team.drafter)
    assert texts(plan, team.drafter) == {section.pk: ([], ["Ghi rõ đối tượng"])}


def test_an_empty_or_endless_remark_is_shown_again(client, team):
    plan = a_ready_plan(team)
    section = plan.sections.get()
    for text, sentence in (
        ("  ", "Góp ý đang trống: hãy viết rồi gửi."),
        ("x" * 2001, "Góp ý dài 2001 ký tự, tối đa 2000. Hãy tách thành nhiều góp ý."),
    ):
        response = remark(client, plan, team.head, text=text, section=section.pk)
        page = response.content.decode()
        assert (response.status_code, sentence in page, f"{text}</textarea>" in page) == (400, True, True)
    assert plan.comments.count() == 0


def test_a_remark_on_a_section_that_is_gone_is_kept_for_the_whole_plan(client, team):
    plan = a_ready_plan(team)
    response = remark(client, plan, team.head, text="Ghi rõ đối tượng", section=987654)
    assert (response.status_code, response.context["whole"].unsent["text"].value()) == (400, "Ghi rõ đối tượng")
    assert "Mục này vừa bị xóa hoặc thay đổi" in response.content.decode()


def test_remarks_on_a_deleted_section_stay_and_name_it(client, team):
    plan = a_ready_plan(team)
    section = plan.sections.get()
    actions.add_comment(plan, section=section, text="Ghi rõ đối tượng", by=team.head, at=NOW)
    actions.delete_section(section, by=team.drafter, at=NOW)
    client.force_login(team.drafter)
    page = client.get(reverse("plans:detail", args=[plan.pk])).content.decode()
    assert texts(plan, team.drafter) == {0: (["Ghi rõ đối tượng"], [])}
    assert "về mục «MỤC ĐÍCH», mục này đã xóa" in page


def test_who_may_not_remark_is_refused_whatever_is_sent(client, team):
    plan = a_plan_in(PlanState.SUBMITTED, team)
    stranger = a_team().head
    assert remark(client, plan, stranger, text="Xem").status_code == 404
    assert PlanComment.objects.count() == 0


def test_only_the_author_or_who_may_edit_settles(client, team):
    plan = a_plan_in(PlanState.SUBMITTED, team)
    comment = actions.add_comment(plan, text="Xem lại", by=team.clerk, at=NOW)
    may = {
        who: threads(plan, reader=getattr(team, who))[0].open[0].may_settle for who in ("clerk", "leader", "drafter")
    }
    client.force_login(team.leader)
    refused = client.post(reverse("plans:comment_settle", args=[plan.pk, comment.pk]))
    assert (may, refused.status_code) == ({"clerk": True, "leader": False, "drafter": True}, 403)
