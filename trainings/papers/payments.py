"""The table of what people are paid for coming, and the sum in words (trainings.allowances counts)."""

from documents.content import Block, Paragraph, Table
from lib.money import amount_in_words
from lib.number_words import number_in_figures
from trainings import allowances
from trainings.models import TrainingClass
from trainings.papers import parts

_HEADER = (
    "TT",
    "Họ và tên",
    "Đơn vị",
    "Số ngày có mặt",
    "Mức hỗ trợ (đồng/ngày)",
    "Thành tiền (đồng)",
    "Ký nhận",
    "Ghi chú",
)
_WIDTHS = (11.0, 52.0, 48.0, 20.0, 29.0, 31.0, 36.0, 25.0)
_ROW_HEIGHT = 9.0  # mm, to sign in


def blocks(training_class: TrainingClass) -> list[Block]:
    """A line for everybody who is due something; blank amounts while nobody has said the norm of a day."""
    due = allowances.payments(training_class)
    rows = tuple(
        (
            str(number),
            payment.enrolment.full_name,
            parts.unit_of(payment.enrolment),
            payment.days,
            _figures(payment.rate),
            _figures(payment.amount),
            "",
            "",
        )
        for number, payment in enumerate(due, start=1)
    )
    sum_ = allowances.total(due)
    totals = (("", "Tổng cộng", "", _days(sum(payment.half_days for payment in due)), "", _figures(sum_), "", ""),)
    table = Table((_HEADER,), rows, _WIDTHS, totals=totals, row_height=_ROW_HEIGHT)
    words = [Paragraph(f"Tổng số tiền (bằng chữ): {amount_in_words(sum_)}.")] if sum_ else []
    signed = parts.signatures(training_class.course.organisation, "Người lập", "Kế toán")
    return [table, *words, signed]


def _figures(amount: int | None) -> str:
    return "" if amount is None else number_in_figures(amount)


def _days(half_days: int) -> str:
    return f"{number_in_figures(half_days // 2)}{',5' if half_days % 2 else ''}"
