"""Modules and days → half days with their tiết. Pure: knows no rows, no clock.

A half day (buổi) has at most 4 tiết, a day two half days. Where the days leave room every module begins in a half day
of its own, evenly cut, because lecturers come and are paid by the half day; otherwise the modules follow each other
without gaps. Nothing is ever dropped: what does not fit runs on into further days, and a sentence says so.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from trainings.enums import Half
from trainings.models import PERIODS_PER_SESSION

HALVES = (Half.MORNING, Half.AFTERNOON)
_DAY = len(HALVES)


@dataclass(frozen=True)
class Subject:
    """A module to be taught: its key, name, tiết, and who teaches it (a key, None: nobody yet)."""

    key: int
    name: str
    periods: int
    lecturer: int | None = None


@dataclass(frozen=True)
class Part:
    """Some tiết of one subject inside a session."""

    subject: int
    periods: int
    lecturer: int | None = None


@dataclass(frozen=True)
class Session:
    """One half day; `day` counts from 1."""

    day: int
    half: str
    parts: tuple[Part, ...] = ()

    @property
    def periods(self) -> int:
        """Tiết taught in it."""
        return sum(part.periods for part in self.parts)


def timetable(subjects: Sequence[Subject], *, days: int) -> tuple[Session, ...]:
    """The half days of a class of so many `days`, in order, each with what is taught.

    Every tiết of `subjects` stands in it exactly once. Without subjects (a study tour) every half day is there, empty.
    """
    if not any(subject.periods for subject in subjects):
        return tuple(Session(*_place(number)) for number in range(days * _DAY))
    apart = [_even(subject.periods) for subject in subjects]
    if sum(map(len, apart)) <= days * _DAY:
        filled = [(Part(s.key, size, s.lecturer),) for s, sizes in zip(subjects, apart, strict=True) for size in sizes]
    else:
        filled = _one_after_another(subjects)
    return tuple(Session(*_place(number), parts) for number, parts in enumerate(filled))


def warnings(sessions: Iterable[Session], subjects: Sequence[Subject], *, days: int) -> list[str]:
    """What does not fit in a timetable, whoever made it, in sentences: tiết that are too many for the days, not placed
    or placed twice, half days that are too full, days with three half days, days beyond the last one."""
    sessions = list(sessions)
    found = [fit] if (fit := why_not_fitting(subjects, days=days)) else []
    found += _wrongly_placed(sessions, subjects)
    for session in sessions:
        if session.periods > PERIODS_PER_SESSION:
            found.append(
                f"{_name(session)} xếp {session.periods} tiết, nhiều hơn {PERIODS_PER_SESSION} tiết một buổi: "
                "hãy chuyển bớt sang buổi khác."
            )
    halves: dict[int, int] = {}
    for session in sessions:
        halves[session.day] = halves.get(session.day, 0) + 1
    crowded = [day for day, count in sorted(halves.items()) if count > _DAY]
    found += [f"Ngày {day} có {halves[day]} buổi, một ngày học {_DAY} buổi." for day in crowded]
    if late := sorted({session.day for session in sessions if session.day > days}):
        found.append(f"Thời khóa biểu kéo đến ngày {late[-1]}, khóa chỉ có {days} ngày mỗi lớp.")
    return found


def why_not_fitting(subjects: Iterable[Subject], *, days: int) -> str:
    """«30 tiết cần 7,5 buổi (4 tiết một buổi), 3 ngày chỉ có 6 buổi: …»; empty when the tiết fit into the days."""
    periods = sum(subject.periods for subject in subjects)
    if periods <= days * _DAY * PERIODS_PER_SESSION:
        return ""
    needed = -(-periods // (_DAY * PERIODS_PER_SESSION))
    return (
        f"{periods} tiết cần {_sessions(periods)} buổi ({PERIODS_PER_SESSION} tiết một buổi), {days} ngày chỉ có "
        f"{days * _DAY} buổi: hãy bớt tiết, hoặc tăng lên {needed} ngày."
    )


def lecturer_of(module: int, teaching: Iterable[tuple[int, Collection[int]]]) -> int | None:
    """Who teaches `module`: the first who was named for it, else the first who teaches everything (no module named).

    `teaching` are (lecturer, modules) in order.
    """
    for_all = None
    for lecturer, modules in teaching:
        if module in modules:
            return lecturer
        if not modules and for_all is None:
            for_all = lecturer
    return for_all


def _wrongly_placed(sessions: Iterable[Session], subjects: Iterable[Subject]) -> list[str]:
    placed: dict[int, int] = {}
    for session in sessions:
        for part in session.parts:
            placed[part.subject] = placed.get(part.subject, 0) + part.periods
    found = []
    for subject in subjects:
        count = placed.get(subject.key, 0)
        if count != subject.periods:
            more = "thừa" if count > subject.periods else "thiếu"
            found.append(
                f"Chuyên đề «{subject.name}» có {subject.periods} tiết, đã xếp {count} tiết "
                f"({more} {abs(count - subject.periods)})."
            )
    return found


def _even(periods: int) -> list[int]:
    """`periods` cut into as few half days as possible, as even as possible: 10 → 4, 3, 3."""
    count = -(-periods // PERIODS_PER_SESSION)
    return [periods // count + (number < periods % count) for number in range(count)]


def _one_after_another(subjects: Iterable[Subject]) -> list[tuple[Part, ...]]:
    filled: list[tuple[Part, ...]] = []
    room = 0
    for subject in subjects:
        left = subject.periods
        while left:
            if room == 0:
                filled.append(())
                room = PERIODS_PER_SESSION
            taken = min(left, room)
            filled[-1] = (*filled[-1], Part(subject.key, taken, subject.lecturer))
            left, room = left - taken, room - taken
    return filled


def _place(number: int) -> tuple[int, str]:
    return number // _DAY + 1, HALVES[number % _DAY]


def _sessions(periods: int) -> str:
    """Half days as people write them: 30 tiết → «7,5»."""
    return f"{periods / PERIODS_PER_SESSION:g}".replace(".", ",")


def _name(session: Session) -> str:
    return f"Buổi {Half(session.half).label.lower()} ngày {session.day}"
