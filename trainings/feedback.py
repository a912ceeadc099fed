"""The feedback sheets of a class, counted: what was asked, how many gave which answer, and the shares."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

from trainings.models import FeedbackTally, TrainingClass

ANSWERS = (
    ("very_good", "Rất tốt"),
    ("good", "Tốt"),
    ("fair", "Khá"),
    ("middling", "Trung bình"),
    ("poor", "Kém"),
)
QUESTIONS = (
    "Nội dung phù hợp với công việc của học viên",
    "Tài liệu rõ ràng, dễ hiểu",
    "Giảng viên trình bày dễ hiểu, giải đáp được câu hỏi",
    "Thời gian, thời lượng các buổi học hợp lý",
    "Địa điểm, phương tiện và việc tổ chức lớp",
    "Học viên vận dụng được vào công việc ở địa phương",
)
TOUR_QUESTIONS = (
    "Các mô hình được xem phù hợp với địa phương",
    "Người giới thiệu mô hình nói dễ hiểu, giải đáp được câu hỏi",
    "Thời gian và lịch trình hợp lý",
    "Việc tổ chức đi lại, ăn, nghỉ",
    "Kinh nghiệm học được áp dụng được ở địa phương",
)


@dataclass(frozen=True)
class Asked:
    """One question with its five numbers, in the order of ANSWERS."""

    question: str
    numbers: tuple[int, ...] = (0, 0, 0, 0, 0)

    @property
    def total(self) -> int:
        return sum(self.numbers)

    @property
    def shares(self) -> list[tuple[str, str, int, float, float]]:
        """Per answer given: its key, words, number, where its part of a bar of 100 begins, and how wide it is."""
        begin, parts = 0.0, []
        for (key, words), number in zip(ANSWERS, self.numbers, strict=True):
            width = number * 100 / self.total if self.total else 0
            if number:
                parts.append((key, words, number, round(begin, 2), round(width, 2)))
            begin += width
        return parts

    @property
    def good_percent(self) -> int | None:
        """How many of a hundred found it good or very good; None when nobody was asked."""
        return round((self.numbers[0] + self.numbers[1]) * 100 / self.total) if self.total else None


def asked(training_class: TrainingClass) -> list[Asked]:
    """The questions of the class with their numbers; those of the house until somebody writes. Reads `course`."""
    rows = [
        Asked(row.question, tuple(getattr(row, key) for key, _ in ANSWERS)) for row in training_class.feedback.all()
    ]
    if rows:
        return rows
    return [Asked(question) for question in (TOUR_QUESTIONS if training_class.course.is_tour else QUESTIONS)]


def has_numbers(rows: Sequence[Asked]) -> bool:
    """Whether anything was counted: from then on the questions stay as they were asked."""
    return any(row.total for row in rows)


def mark_of(rows: Sequence[Asked], remarks: str) -> str:
    """What a page carries to know whether somebody else wrote meanwhile."""
    said = json.dumps([[row.question, *row.numbers] for row in rows] + [remarks], ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def store(training_class: TrainingClass, rows: Sequence[Asked]) -> None:
    """Keep `rows` instead of what the class has."""
    training_class.feedback.all().delete()
    FeedbackTally.objects.bulk_create(
        FeedbackTally(
            training_class=training_class,
            position=position,
            question=row.question,
            **dict(zip((key for key, _ in ANSWERS), row.numbers, strict=True)),
        )
        for position, row in enumerate(rows)
    )
