"""The rules as people would tell them. Nothing here asks the program for permissions: this is what it is held to."""

from enum import StrEnum

from organisations.enums import Role
from plans.enums import PlanAct as Act
from plans.enums import PlanState as State

ADMIN_READER = "Quản trị được đọc văn bản"
"""An administrator for whom «đọc được văn bản của mọi cơ quan» was switched on."""
SUPERUSER = "Toàn quyền, được đọc văn bản"
BLIND_SUPERUSER = "Toàn quyền"
NO_ROLE = "Không vai trò"

ROLES = [*(role.value for role in Role), ADMIN_READER, SUPERUSER, BLIND_SUPERUSER, NO_ROLE]
EVERYWHERE = {Role.ADMINISTRATOR, ADMIN_READER, SUPERUSER, BLIND_SUPERUSER}
"""Accounts of the whole system: they belong to no office, so their relation to a plan is always the same."""


class Relation(StrEnum):
    """How a person stands to the plan."""

    OWN = "soạn kế hoạch này"
    SAME_DEPARTMENT = "cùng phòng, chỉ thấy phòng mình"
    OTHER_DEPARTMENT = "khác phòng, chỉ thấy phòng mình"
    SAME_OFFICE = "cùng cơ quan"
    ABOVE = "cơ quan cấp trên, thấy cấp dưới"
    HEIR = "cơ quan kế tục"
    FOREIGN = "cơ quan khác"


OFFICE = {Relation.OWN, Relation.SAME_DEPARTMENT, Relation.SAME_OFFICE, Relation.HEIR}
"""Who answers for the plan's papers."""

BEFORE_APPROVAL = [State.DRAFT, State.RETURNED, State.SUBMITTED, State.PASSED, State.CHECKED]
MAKERS = {Role.DRAFTER, Role.DEPARTMENT_HEAD, Role.LEADER, Role.CLERK}
WRITERS = {Role.DRAFTER, Role.DEPARTMENT_HEAD}

DOERS: dict[Act, set[str]] = {
    Act.SUBMIT: WRITERS,
    Act.WITHDRAW: WRITERS,
    Act.PASS_ON: {Role.DEPARTMENT_HEAD},
    Act.CHECK: {Role.CLERK},
    Act.APPROVE: {Role.LEADER},
    Act.SIGN: {Role.LEADER, Role.CLERK},
    Act.NUMBER: {Role.CLERK},
    Act.TAKE_BACK_NUMBER: {Role.CLERK},
    Act.SEAL: {Role.CLERK},
    Act.ISSUE: {Role.CLERK},
    Act.CORRECT: {Role.CLERK},
    Act.REPLACE: WRITERS,
    Act.RECALL: {Role.LEADER},
}
RETURNERS = {
    State.SUBMITTED: {Role.DEPARTMENT_HEAD},
    State.PASSED: {Role.CLERK},
    State.CHECKED: {Role.LEADER},
    State.APPROVED: {Role.LEADER},
}
OUT = {State.ISSUED, State.CORRECTED}
TIMES: dict[Act, set[State]] = {
    Act.SUBMIT: {State.DRAFT, State.RETURNED},
    Act.WITHDRAW: {State.SUBMITTED},
    Act.PASS_ON: {State.SUBMITTED},
    Act.CHECK: {State.PASSED},
    Act.RETURN: set(RETURNERS),
    Act.APPROVE: {State.CHECKED},
    Act.SIGN: {State.APPROVED},
    Act.NUMBER: {State.SIGNED},
    Act.TAKE_BACK_NUMBER: {State.NUMBERED},
    Act.SEAL: {State.NUMBERED},
    Act.ISSUE: {State.NUMBERED},
    Act.CORRECT: OUT,
    Act.REPLACE: OUT,
    Act.RECALL: {State.SIGNED, State.NUMBERED} | OUT,
}


def sees(role: str, relation: Relation, state: State) -> bool:
    """Whether the plan exists for this person."""
    if role in EVERYWHERE:
        return role in (ADMIN_READER, SUPERUSER)
    if relation in (Relation.OTHER_DEPARTMENT, Relation.FOREIGN):
        return False
    return role in MAKERS or state not in BEFORE_APPROVAL


def may_do(role: str, relation: Relation, act: Act, state: State) -> bool:
    """Whether the act is for this person to do in that state, if the state allows it at all."""
    if role in EVERYWHERE or relation not in OFFICE:
        return False
    if act == Act.WITHDRAW and relation != Relation.OWN:
        return False
    if act == Act.REPLACE and relation == Relation.HEIR:
        return False  # an office that is still there replaces its own plans
    doers = RETURNERS.get(state, set()) if act == Act.RETURN else DOERS[act]
    return role in doers


def may_write(role: str, relation: Relation) -> bool:
    """Whether this person writes in the plan while it is a draft."""
    return role == SUPERUSER or (role in WRITERS and relation in OFFICE)


def may_remark(role: str, relation: Relation) -> bool:
    """Whether this person may comment on a plan that he or she sees."""
    return role in (MAKERS | {SUPERUSER}) and relation in OFFICE and role not in EVERYWHERE


def may_settle(role: str, relation: Relation) -> bool:
    """Whether this person may mark somebody else's remark as dealt with: who writes the plan."""
    return role in WRITERS and relation in OFFICE


LEADS = {Role.LEADER, SUPERUSER, BLIND_SUPERUSER}
"""Who has a leader's desk."""
