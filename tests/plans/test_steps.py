"""The table of steps, and what it opens to whom: every role in every state."""

import pytest

from organisations.enums import Issuing, Role
from organisations.models import Department
from plans.enums import PlanAct, PlanState
from plans.models import Plan
from plans.permissions import PERMISSIONS, RETURNERS, can_comment, can_do
from plans.steps import STEPS, is_possible, open_acts, why_locked, why_not
from tests.factories.plans import a_post, a_user, an_organisation
from tests.factories.steps import a_plan_in, a_ready_plan, a_team, someone

pytestmark = pytest.mark.django_db
S, A = PlanState, PlanAct

# What waits for whom in each state; nobody else may do anything. A replacement is begun by those who write plans.
OPEN = {
    S.DRAFT: {"drafter": (A.SUBMIT,), "head": (A.SUBMIT,)},
    S.RETURNED: {"drafter": (A.SUBMIT,), "head": (A.SUBMIT,)},
    S.SUBMITTED: {"drafter": (A.WITHDRAW,), "head": (A.PASS_ON, A.RETURN)},
    S.PASSED: {"clerk": (A.CHECK, A.RETURN)},
    S.CHECKED: {"leader": (A.APPROVE, A.RETURN)},
    S.APPROVED: {"leader": (A.RETURN, A.SIGN), "clerk": (A.SIGN,)},
    S.SIGNED: {"clerk": (A.NUMBER,), "leader": (A.RECALL,)},
    S.NUMBERED: {"clerk": (A.TAKE_BACK_NUMBER, A.SEAL, A.ISSUE), "leader": (A.RECALL,)},
    S.ISSUED: {"clerk": (A.CORRECT,), "leader": (A.RECALL,), "drafter": (A.REPLACE,), "head": (A.REPLACE,)},
    S.CORRECTED: {"clerk": (A.CORRECT,), "leader": (A.RECALL,), "drafter": (A.REPLACE,), "head": (A.REPLACE,)},
    S.REPLACED: {},
    S.RECALLED: {},
}


def stored(plan: Plan) -> Plan:
    """The plan as pages select it."""
    return Plan.objects.select_related("organisation", "signer").get(pk=plan.pk)


@pytest.mark.parametrize("state", list(PlanState))
def test_each_state_opens_its_acts_to_those_whose_turn_it_is(state, django_assert_num_queries):
    team = a_team()
    plan = stored(a_plan_in(state, team))
    people = {name: getattr(team, name) for name in ("drafter", "head", "clerk", "leader")}
    people["colleague"] = someone(Role.DRAFTER, team.office, department=team.department)
    people |= {role.value: someone(role, team.office) for role in (Role.REGISTRAR, Role.MONITOR, Role.ADMINISTRATOR)}
    people["stranger"] = a_user(may=("add", "change", "view", "submit", "review", "check", "approve", "issue"))
    expected = dict.fromkeys(people, ()) | OPEN[state]
    if A.SUBMIT in expected["drafter"] or A.REPLACE in expected["drafter"]:
        expected["colleague"] = expected["drafter"]
    for person in people.values():
        person.get_all_permissions()
    with django_assert_num_queries(0):
        opened = {name: open_acts(person, plan) for name, person in people.items()}
    assert opened == expected


def test_the_table_speaks_of_every_act_and_every_state():
    assert set(STEPS) == set(PlanAct)
    assert set(PERMISSIONS) == set(PlanAct) - {PlanAct.RETURN}
    assert set(RETURNERS) == STEPS[PlanAct.RETURN].from_states
    assert {step.to_state for step in STEPS.values()} | {PlanState.DRAFT} == set(PlanState)
    final = {state for state in PlanState if all(state not in step.from_states for step in STEPS.values())}
    assert final == {PlanState.REPLACED, PlanState.RECALLED}


def test_a_transcript_goes_through_no_steps():
    team = a_team()
    plan = a_ready_plan(team, is_transcript=True, number=5, dated_month=3, dated_day=1)
    assert [act for act in PlanAct if is_possible(plan, act)] == []
    assert why_not(plan, PlanAct.SUBMIT, None) == (
        "Bản chép lại văn bản đã ban hành không qua các bước trình, duyệt, cấp số."
    )


def test_where_departments_do_not_review_the_drafter_withdraws_from_the_clerk():
    team = a_team(reviews_in_departments=False)
    plan = stored(a_plan_in(PlanState.PASSED, team))
    assert (open_acts(team.drafter, plan), open_acts(team.clerk, plan)) == ((A.WITHDRAW,), (A.CHECK, A.RETURN))


def test_heads_review_for_their_own_department():
    team = a_team()
    plan = stored(a_plan_in(PlanState.SUBMITTED, team))
    other = Department.objects.create(organisation=team.office, name="Văn phòng")
    elsewhere = someone(Role.DEPARTMENT_HEAD, team.office, department=other)
    overall = someone(Role.DEPARTMENT_HEAD, team.office)
    assert [open_acts(user, plan) for user in (elsewhere, overall)] == [(), (A.PASS_ON, A.RETURN)]
    plan.department = None
    assert open_acts(elsewhere, plan) == (A.PASS_ON, A.RETURN)


def test_whose_name_stands_under_it_approves_every_leader_returns():
    team = a_team()
    deputy = someone(Role.LEADER, team.office)
    post = a_post(team.office, person_name="Hồ Thị Minh", account=deputy)
    plan = stored(a_plan_in(PlanState.CHECKED, team, signer=post))
    assert [open_acts(user, plan) for user in (team.leader, deputy)] == [(A.RETURN,), (A.APPROVE, A.RETURN)]


def test_the_clerk_of_the_superior_checks_numbers_and_seals_for_a_council():
    superior = a_team()
    council = a_team(is_council=True, superior=superior.office)
    opened = {}
    for state in PlanState:
        plan = stored(a_plan_in(state, council))
        opened[state] = [open_acts(user, plan) for user in (superior.clerk, superior.leader, superior.head)]
    of_the_clerk = {state: acts["clerk"] for state, acts in OPEN.items() if "clerk" in acts}
    assert opened == {state: [of_the_clerk.get(state, ()), (), ()] for state in PlanState}


def test_an_heir_acts_for_the_office_that_it_continues():
    heir = a_team()
    team = a_team()
    plan = a_plan_in(PlanState.ISSUED, team)
    team.office.successor = heir.office
    team.office.save()
    plan = stored(plan)
    assert open_acts(heir.leader, plan) == (A.RECALL,)
    assert open_acts(heir.clerk, plan) == (A.CORRECT,)


def test_an_administrator_does_no_act_of_an_office_he_does_not_belong_to():
    team = a_team()
    reader = a_user(an_organisation(), is_superuser=True, reads_all_papers=True)
    own = a_user(team.office, is_superuser=True)
    for state in PlanState:
        plan = stored(a_plan_in(state, team))
        assert (open_acts(reader, plan), open_acts(own, plan)) == ((), ())
    own.reads_all_papers = True
    assert can_do(own, plan, PlanAct.APPROVE)


def test_who_may_act_or_comment_sees_the_plan():
    superior = a_team()
    team = a_team(is_council=True, superior=superior.office)
    plan = stored(a_plan_in(PlanState.CHECKED, team))
    people = [superior.clerk, superior.leader, team.drafter, team.head, team.clerk, team.leader, a_user()]
    for user in people:
        may = can_comment(user, plan) or any(can_do(user, plan, act) for act in PlanAct)
        assert may == Plan.objects.visible_to(user).contains(plan)


def test_the_refusal_names_who_was_faster_and_what_to_do():
    team = a_team()
    plan = a_plan_in(PlanState.CHECKED, team)
    last = plan.transitions.last()
    where = f"{team.clerk} đã kiểm tra thể thức, trình lãnh đạo lúc 08:30 ngày 05/3/2024, nay là «Chờ lãnh đạo duyệt»"
    assert why_not(plan, PlanAct.CHECK, last) == (
        f"Không kiểm tra thể thức, trình lãnh đạo được: {where}. Hãy tải lại trang để xem việc tiếp theo."
    )
    assert why_not(plan, PlanAct.CHECK, None) == (
        "Không kiểm tra thể thức, trình lãnh đạo được: kế hoạch đang ở bước «Chờ lãnh đạo duyệt». "
        "Hãy tải lại trang để xem việc tiếp theo."
    )
    ways = {
        PlanState.CHECKED: "Muốn sửa, hãy rút lại khi chưa ai xử lý, hoặc đề nghị người đang giữ trả lại.",
        PlanState.APPROVED: "Nội dung đã duyệt không sửa nữa; chưa ký thì lãnh đạo trả lại được.",
        PlanState.ISSUED: ("Hãy đính chính bằng công văn, hoặc soạn kế hoạch thay thế (Nghị định 30/2020, Điều 18.3)."),
    }
    for state, way in ways.items():
        plan.state = state
        assert why_locked(plan, None) == f"Không sửa được: kế hoạch đang ở bước «{state.label}». {way}"


def test_an_office_that_issues_on_paper_has_the_same_steps():
    team = a_team(issuing=Issuing.PAPER)
    plan = a_plan_in(PlanState.ISSUED, team)
    assert list(plan.transitions.values_list("act", flat=True))[-4:] == [A.SIGN, A.NUMBER, A.SEAL, A.ISSUE]
