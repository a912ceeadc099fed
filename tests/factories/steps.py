"""An office with one person for every role, and plans brought to any state by the acts that people use."""

import datetime
from dataclasses import dataclass

from django.contrib.auth.models import Group
from django.utils.timezone import localdate

from documents.enums import FileRole
from documents.models import PaperFile
from organisations.enums import Issuing, Role
from organisations.models import Department, Organisation, Post, User
from organisations.roles import setup_roles
from plans import actions
from plans.enums import PlanState
from plans.findings import findings_of
from plans.models import Plan, SetAsideFinding
from tests.factories.plans import NOW, a_document, a_post, a_user, an_organisation


@dataclass(frozen=True)
class Team:
    """One office, its people and the post whose holder signs (no account, so that every leader may)."""

    office: Organisation
    department: Department
    drafter: User
    head: User
    clerk: User
    leader: User
    post: Post


def someone(role: Role, organisation: Organisation, **fields) -> User:
    """An account with exactly the rights of `role`."""
    if not Group.objects.filter(name=role.value).exists():
        setup_roles()
    user = a_user(organisation, may=(), **fields)
    user.groups.set(Group.objects.filter(name=role.value))
    return user


def a_team(**office) -> Team:
    """An office with a drafter, a head of the department, a clerk and a leader."""
    organisation = an_organisation(**office)
    department = Department.objects.create(organisation=organisation, name="Phòng Chính sách", abbreviation="CS")
    return Team(
        office=organisation,
        department=department,
        drafter=someone(Role.DRAFTER, organisation, department=department),
        head=someone(Role.DEPARTMENT_HEAD, organisation, department=department),
        clerk=someone(Role.CLERK, organisation),
        leader=someone(Role.LEADER, organisation),
        post=a_post(organisation),
    )


def a_ready_plan(team: Team, *, by: User | None = None, **fields) -> Plan:
    """A draft to which nothing is missing; what the checks find in its few words stands."""
    by = by or team.drafter
    words = {
        "title": "Thực hiện Dự án 7 năm 2024",
        "dated_year": 2024,
        "opening": "Ban Dân tộc ban hành Kế hoạch như sau:",
        "closing": "Trên đây là Kế hoạch thực hiện Dự án 7.",
        "recipients": "UBND tỉnh;\nCác phòng;",
        "archive": "VT, CS",
        "signer": team.post,
        "department": team.department,
    }
    plan = actions.create_plan(organisation=team.office, by=by, at=NOW, **words | fields)
    actions.add_basis(plan, document=a_document(), by=by, at=NOW)
    actions.add_section(plan, after=None, level=1, title="MỤC ĐÍCH", body="Nâng cao năng lực.", by=by, at=NOW)
    let_stand(plan, by=by)
    return plan


def let_stand(plan: Plan, *, by: User, at: datetime.datetime = NOW) -> None:
    """Set aside whatever the checks find in `plan` now, and confirm what was copied: tests of the steps are not about
    what it says."""
    plan.confirmations.filter(settled_at=None).update(settled_by=by, settled_at=at)
    findings = findings_of(plan, on=localdate(at))
    marks = {found.mark: found.finding for found in (*findings.errors, *findings.warnings)}
    SetAsideFinding.objects.bulk_create(
        SetAsideFinding(plan=plan, rule=its.rule, mark=mark, quote=its.quote, reason="Đã xem", by=by, at=at)
        for mark, its in marks.items()
    )


def a_file(plan: Plan, role: FileRole, *, by: User, at: datetime.datetime = NOW) -> PaperFile:
    """A file of the plan's frozen paper; only its row, no bytes."""
    return PaperFile.objects.create(paper=plan.paper, role=role, sha256="5" * 64, size=1, made_at=at, made_by=by)


def advance(plan: Plan, state: PlanState, team: Team, *, at: datetime.datetime = NOW) -> Plan:
    """Bring `plan` on to `state` by the acts of the team, and return it as it stands in the database."""
    way = list(_way(plan, team))
    passed = [reached for reached, _ in way]
    begin = passed.index(plan.state) + 1 if plan.state in passed else 0
    for reached, act in way[begin:]:
        if plan.state == state:
            break
        act(at)
        plan.refresh_from_db()
        assert plan.state == reached
    assert plan.state == state
    return plan


def a_plan_in(state: PlanState, team: Team, **fields) -> Plan:
    """A plan of the team in `state`."""
    plan = a_ready_plan(team, **fields)
    match state:
        case PlanState.RETURNED:
            advance(plan, PlanState.SUBMITTED, team)
            actions.return_plan(plan, reason="Thiếu số liệu", by=team.head, at=NOW)
        case PlanState.CORRECTED:
            advance(plan, PlanState.ISSUED, team)
            actions.correct_plan(plan, letter="Công văn số 3/BDT", reason="Sai ngày", by=team.clerk, at=NOW)
        case PlanState.RECALLED:
            advance(plan, PlanState.ISSUED, team)
            actions.recall_plan(plan, reason="Trái thẩm quyền", by=team.leader, at=NOW)
        case PlanState.REPLACED:
            advance(plan, PlanState.ISSUED, team)
            new = actions.begin_replacement(plan, by=team.drafter, at=NOW)
            advance(new, PlanState.ISSUED, team)
        case _:
            advance(plan, state, team)
    plan.refresh_from_db()
    return plan


def _way(plan: Plan, team: Team):
    """(state reached, act that leads there), in the order of the work."""

    def sign(at):
        if team.office.issuing == Issuing.PAPER:
            actions.record_ink_signature(plan, by=team.clerk, at=at)
        else:
            actions.mark_signed(plan, by=team.leader, at=at, file=a_file(plan, FileRole.SIGNED, by=team.leader, at=at))

    def issue(at):
        role = FileRole.SCAN if team.office.issuing == Issuing.PAPER else FileRole.SEALED
        actions.mark_sealed(plan, by=team.clerk, at=at, file=a_file(plan, role, by=team.clerk, at=at))
        actions.issue_plan(plan, by=team.clerk, at=at)

    def submit(at):
        let_stand(plan, by=team.drafter, at=at)
        actions.submit_plan(plan, by=team.drafter, at=at)

    submitted = PlanState.SUBMITTED if team.office.reviews_in_departments else PlanState.PASSED
    yield submitted, submit
    if team.office.reviews_in_departments:
        yield PlanState.PASSED, lambda at: actions.pass_on_plan(plan, by=team.head, at=at)
    yield PlanState.CHECKED, lambda at: actions.check_plan(plan, by=team.clerk, at=at)
    yield PlanState.APPROVED, lambda at: actions.approve_plan(plan, by=team.leader, at=at)
    yield PlanState.SIGNED, sign
    yield PlanState.NUMBERED, lambda at: actions.number_plan(plan, by=team.clerk, at=at)
    yield PlanState.ISSUED, issue
