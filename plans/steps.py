"""The way of a plan from draft to archive: which act leads from which states where (Nghị định 30/2020, Điều 10–19)."""

from collections.abc import Set
from dataclasses import dataclass

from django.utils.timezone import localtime

from lib.dates import short_date
from organisations.models import User
from plans.enums import PlanAct, PlanState
from plans.models import Plan, PlanTransition
from plans.permissions import can_do


@dataclass(frozen=True)
class Step:
    """From which states an act is possible and where it leads; who may do it stands in `plans.permissions`.

    `to_state` of WITHDRAW is where the plan was when it was submitted.
    """

    from_states: Set[PlanState]
    to_state: PlanState


_OUT = {PlanState.ISSUED, PlanState.CORRECTED}

STEPS: dict[PlanAct, Step] = {
    PlanAct.SUBMIT: Step(PlanState.editable(), PlanState.SUBMITTED),
    PlanAct.WITHDRAW: Step({PlanState.SUBMITTED, PlanState.PASSED}, PlanState.DRAFT),
    PlanAct.PASS_ON: Step({PlanState.SUBMITTED}, PlanState.PASSED),
    PlanAct.CHECK: Step({PlanState.PASSED}, PlanState.CHECKED),
    PlanAct.APPROVE: Step({PlanState.CHECKED}, PlanState.APPROVED),
    PlanAct.RETURN: Step(PlanState.in_review() | {PlanState.APPROVED}, PlanState.RETURNED),
    PlanAct.SIGN: Step({PlanState.APPROVED}, PlanState.SIGNED),
    PlanAct.NUMBER: Step({PlanState.SIGNED}, PlanState.NUMBERED),
    PlanAct.TAKE_BACK_NUMBER: Step({PlanState.NUMBERED}, PlanState.SIGNED),
    PlanAct.SEAL: Step({PlanState.NUMBERED}, PlanState.NUMBERED),
    PlanAct.ISSUE: Step({PlanState.NUMBERED}, PlanState.ISSUED),
    PlanAct.CORRECT: Step(_OUT, PlanState.CORRECTED),
    PlanAct.REPLACE: Step(_OUT, PlanState.REPLACED),
    PlanAct.RECALL: Step({PlanState.SIGNED, PlanState.NUMBERED} | _OUT, PlanState.RECALLED),
}


def open_acts(user: User, plan: Plan) -> tuple[PlanAct, ...]:
    """What `user` may do with `plan` now, in the order of the work; no queries.

    Reads `plan.organisation` and `plan.signer`: select them. An act may still be refused for what the plan says.
    """
    return tuple(act for act in STEPS if is_possible(plan, act) and can_do(user, plan, act))


def is_possible(plan: Plan, act: PlanAct) -> bool:
    """Whether the state of `plan` allows `act` by anybody. A transcript or template goes through no steps."""
    if not plan.takes_steps or plan.state not in STEPS[act].from_states:
        return False
    if act == PlanAct.WITHDRAW:  # while nobody has acted: in small offices a submitted plan is at once with the clerk
        return plan.state == PlanState.SUBMITTED or not plan.organisation.reviews_in_departments
    return True


def state_after_submission(plan: Plan) -> PlanState:
    """Where a submitted plan goes: to the head of the department, or straight to the clerk."""
    return PlanState.SUBMITTED if plan.organisation.reviews_in_departments else PlanState.PASSED


def why_not(plan: Plan, act: PlanAct, last: PlanTransition | None) -> str:
    """Say why `act` is not possible now; `last` is the last transition of `plan`, who did it stands there."""
    if plan.is_transcript:
        return "Bản chép lại văn bản đã ban hành không qua các bước trình, duyệt, cấp số."
    if plan.is_template:
        return "Bản mẫu không trình, không ban hành: hãy soạn kế hoạch mới từ bản mẫu rồi trình kế hoạch đó."
    return f"Không {act.label} được: {_where(plan, last)}. Hãy tải lại trang để xem việc tiếp theo."


def why_locked(plan: Plan, last: PlanTransition | None) -> str:
    """Say why the wording of `plan` cannot be changed now, who has it, and what to do."""
    if plan.state in PlanState.in_public():
        way = "Hãy đính chính bằng công văn, hoặc soạn kế hoạch thay thế (Nghị định 30/2020, Điều 18.3)."
    elif plan.state in PlanState.frozen():
        way = "Nội dung đã duyệt không sửa nữa; chưa ký thì lãnh đạo trả lại được."
    else:
        way = "Muốn sửa, hãy rút lại khi chưa ai xử lý, hoặc đề nghị người đang giữ trả lại."
    return f"Không sửa được: {_where(plan, last)}. {way}"


def _where(plan: Plan, last: PlanTransition | None) -> str:
    state = PlanState(plan.state).label
    if last is None:
        return f"kế hoạch đang ở bước «{state}»"
    at = localtime(last.at)
    return f"{last.by} đã {last.get_act_display()} lúc {at:%H:%M} ngày {short_date(at.date())}, nay là «{state}»"
