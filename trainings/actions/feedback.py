"""The act of writing down what feedback sheets say, and what the organiser remarks."""

import datetime
from collections.abc import Sequence

from django.db import transaction

from lib.refusals import Refused
from organisations.models import User
from trainings import feedback
from trainings.actions.holding import held, tell
from trainings.feedback import ANSWERS, Asked
from trainings.models import TrainingClass

MOST_QUESTIONS = 20
MOST_SHEETS = 10_000


@transaction.atomic
def put_feedback(
    training_class: TrainingClass,
    rows: Sequence[Asked],
    *,
    remarks: str,
    by: User,
    at: datetime.datetime,
    seen: str | None = None,
) -> None:
    """Keep the counted sheets and the organiser's remarks; questions without words are dropped.

    `seen` is `feedback.mark_of` of what the page showed (None: whatever stands there). The same again changes nothing.
    Raises PermissionDenied; Refused: class finished, somebody else wrote meanwhile, one question twice, the words of a
    question changed after answers were counted.
    """
    row = held(training_class, by=by, needs_list=False)
    there, said = feedback.asked(row), [one for one in rows if one.question]
    if said == there and remarks == row.remarks:
        return
    if seen is not None and seen != feedback.mark_of(there, row.remarks):
        raise Refused("Người khác vừa ghi phần này (số của họ ở phần «Kết quả»). Số bạn gõ mới đúng thì lưu lần nữa.")
    if len({one.question.casefold() for one in said}) < len(said):
        raise Refused("Có hai câu hỏi giống nhau: hãy sửa hoặc bỏ một câu.")
    if feedback.has_numbers(there) and [one.question for one in said] != [one.question for one in there]:
        raise Refused("Đã đếm phiếu nên không đổi câu hỏi nữa. Muốn đổi, hãy xóa hết số đã ghi trước.")
    feedback.store(row, said)
    changes = list(_changes(there, said))
    if remarks != row.remarks:
        changes.append({"of": "", "field": "nhận xét của ban tổ chức", "was": row.remarks, "now": remarks})
        row.remarks = remarks
        row.save(update_fields=["remarks"])
    tell("ghi phiếu đánh giá", row, by=by, at=at, details={"changes": changes})


def _changes(there: Sequence[Asked], said: Sequence[Asked]):
    before = {one.question: one for one in there}
    for one in said:
        was = before.get(one.question)
        if was is None or was.numbers != one.numbers:
            yield {"of": one.question, "field": "số phiếu", "was": _numbers(was), "now": _numbers(one)}


def _numbers(one: Asked | None) -> str:
    if one is None:
        return ""
    told = zip(ANSWERS, one.numbers, strict=True)
    return ", ".join(f"{words} {number}" for (_, words), number in told if number)
