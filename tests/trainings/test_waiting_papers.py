"""Papers of classes on the home pages of leader and clerk."""

import pytest

from organisations.enums import Role
from tests.factories.plans import NOW, a_post
from tests.factories.trainings import a_class, a_course, a_person_of, an_organiser
from trainings.actions.papers import draft_paper, submit_paper
from trainings.enums import PaperKind
from trainings.waiting import class_papers

pytestmark = pytest.mark.django_db


def test_what_was_submitted_waits_for_the_leader_alone():
    by = an_organiser()
    course = a_course(by)
    a_post(by.organisation)
    paper = draft_paper(course, PaperKind.INVITATION, training_class=a_class(course), by=by, at=NOW)
    leader = a_person_of(by.organisation, Role.LEADER)
    assert class_papers(leader, roles=frozenset(), at=NOW).items == ()
    submit_paper(paper, by=by, at=NOW)
    people = {role: a_person_of(by.organisation, role) for role in (Role.LEADER, Role.CLERK, Role.REGISTRAR)}
    found = {role: class_papers(user, roles=frozenset(), at=NOW) for role, user in people.items()}
    assert [item.facts[0] for item in found[Role.LEADER].items] == ["cần duyệt"]
    assert (found[Role.CLERK].items, found[Role.REGISTRAR]) == ((), None)
