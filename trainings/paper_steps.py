"""When which act on a paper of a class is possible, and for whom (Nghị định 30/2020, Điều 10–18, as for plans)."""

from dataclasses import dataclass

from organisations.models import User
from trainings.enums import PaperAct, PaperState
from trainings.models import ClassPaper

_S = PaperState


@dataclass(frozen=True)
class Step:
    """From which states an act leads where, and the permission for it: one of several."""

    from_states: frozenset[PaperState]
    to_state: PaperState
    permissions: tuple[str, ...]


_WRITE, _APPROVE = "trainings.change_classpaper", "trainings.approve_classpaper"
_ISSUE = "trainings.issue_classpaper"
STEPS: dict[PaperAct, Step] = {
    PaperAct.SUBMIT: Step(frozenset({_S.DRAFT}), _S.SUBMITTED, (_WRITE,)),
    PaperAct.APPROVE: Step(frozenset({_S.SUBMITTED}), _S.APPROVED, (_APPROVE,)),
    PaperAct.RETURN: Step(frozenset({_S.SUBMITTED, _S.APPROVED}), _S.DRAFT, (_APPROVE,)),
    PaperAct.SIGN: Step(frozenset({_S.APPROVED}), _S.SIGNED, (_APPROVE, _ISSUE)),
    PaperAct.NUMBER: Step(frozenset({_S.SIGNED}), _S.NUMBERED, (_ISSUE,)),
    PaperAct.TAKE_BACK_NUMBER: Step(frozenset({_S.NUMBERED}), _S.SIGNED, (_ISSUE,)),
    PaperAct.SEAL: Step(frozenset({_S.NUMBERED}), _S.NUMBERED, (_ISSUE,)),
    PaperAct.ISSUE: Step(frozenset({_S.NUMBERED}), _S.ISSUED, (_ISSUE,)),
    PaperAct.DISCARD: Step(frozenset({_S.DRAFT}), _S.DISCARDED, (_WRITE,)),
}


def is_for(user: User, paper: ClassPaper, act: PaperAct) -> bool:
    """Whether `act` falls to `user`, at whatever time: by permission, in the office that issues the paper; approving
    to the signer alone when the signer has an account. Reads `paper.organisation` and `paper.signer`.
    """
    own = user.organisation_id is not None and user.organisation_id in (
        paper.organisation_id,
        paper.organisation.successor_id,
    )
    if not own or not any(user.has_perm(name) for name in STEPS[act].permissions):
        return False
    return act != PaperAct.APPROVE or paper.signer is None or paper.signer.account_id in (user.pk, None)


def open_acts(user: User, paper: ClassPaper) -> list[PaperAct]:
    """What `user` may do with `paper` as it stands."""
    return [act for act, step in STEPS.items() if paper.state in step.from_states and is_for(user, paper, act)]


def is_editable_by(user: User, paper: ClassPaper) -> bool:
    """Whether `user` may change the wording of `paper` now."""
    return paper.state == PaperState.DRAFT and is_for(user, paper, PaperAct.DISCARD)


def why_not(paper: ClassPaper, act: PaperAct) -> str:
    """Say that `act` is not possible in the state of `paper`, and what stands there now."""
    return (
        f"Không {PaperAct(act).label} được: giấy tờ này đang ở bước «{paper.get_state_display()}». "
        "Hãy tải lại trang để xem việc tiếp theo."
    )
