from hypothesis import given, settings
from hypothesis import strategies as st

from trainings.enums import Half
from trainings.timetabling import Part, Session, Subject, lecturer_of, timetable, warnings, why_not_fitting

SEED_000 = [Subject(1, "Thể chế", 10), Subject(2, "Môi trường", 10), Subject(3, "Liên kết chuỗi", 10)]


def told(sessions):
    """(day, half, [(subject, tiết)]) of each session."""
    return [(s.day, s.half, [(part.subject, part.periods) for part in s.parts]) for s in sessions]


def test_modules_follow_each_other_where_days_are_short():
    assert told(timetable(SEED_000, days=4)) == [
        (1, "1", [(1, 4)]), (1, "2", [(1, 4)]), (2, "1", [(1, 2), (2, 2)]), (2, "2", [(2, 4)]),
        (3, "1", [(2, 4)]), (3, "2", [(3, 4)]), (4, "1", [(3, 4)]), (4, "2", [(3, 2)]),
    ]  # fmt: skip


def test_every_module_has_half_days_of_its_own_where_there_is_room():
    assert told(timetable([Subject(1, "A", 5), Subject(2, "B", 5)], days=2)) == [
        (1, "1", [(1, 3)]), (1, "2", [(1, 2)]), (2, "1", [(2, 3)]), (2, "2", [(2, 2)]),
    ]  # fmt: skip


def test_thirty_periods_in_three_days_are_too_many_and_nothing_is_dropped():
    sentence = "30 tiết cần 7,5 buổi (4 tiết một buổi), 3 ngày chỉ có 6 buổi: hãy bớt tiết, hoặc tăng lên 4 ngày."
    sessions = timetable(SEED_000, days=3)
    assert warnings(sessions, SEED_000, days=3) == [
        sentence,
        "Thời khóa biểu kéo đến ngày 4, khóa chỉ có 3 ngày mỗi lớp.",
    ]
    assert sum(session.periods for session in sessions) == 30


def test_whole_half_days_are_said_without_a_fraction():
    sentence = why_not_fitting([Subject(1, "A", 28)], days=3)
    assert sentence.startswith("28 tiết cần 7 buổi (4 tiết một buổi), 3 ngày chỉ có 6 buổi")


def test_a_tour_has_every_half_day():
    assert told(timetable([], days=2)) == [(1, "1", []), (1, "2", []), (2, "1", []), (2, "2", [])]


def test_a_timetable_corrected_by_hand_is_measured_too():
    subjects = [Subject(1, "A", 6), Subject(2, "B", 2)]
    sessions = [
        Session(1, Half.MORNING, (Part(1, 5),)),
        Session(1, Half.AFTERNOON),
        Session(1, Half.EVENING, (Part(2, 3),)),
    ]
    assert warnings(sessions, subjects, days=1) == [
        "Chuyên đề «A» có 6 tiết, đã xếp 5 tiết (thiếu 1).",
        "Chuyên đề «B» có 2 tiết, đã xếp 3 tiết (thừa 1).",
        "Buổi sáng ngày 1 xếp 5 tiết, nhiều hơn 4 tiết một buổi: hãy chuyển bớt sang buổi khác.",
        "Ngày 1 có 3 buổi, một ngày học 2 buổi.",
    ]


def test_who_was_named_for_a_module_teaches_it_before_who_teaches_all():
    teaching = [(7, ()), (8, (2,)), (9, (2, 3))]
    assert [lecturer_of(module, teaching) for module in (1, 2, 3)] == [7, 8, 9]
    assert lecturer_of(1, [(8, (2,))]) is None


subjects = st.lists(st.integers(1, 60), max_size=8).map(
    lambda sizes: [Subject(key, f"Chuyên đề {key}", periods, key % 3) for key, periods in enumerate(sizes)]
)


@settings(deadline=None)  # a busy machine is no fault of the timetable
@given(subjects, st.integers(1, 20))
def test_every_period_is_placed_once_and_no_session_holds_more_than_four(subjects, days):
    sessions = timetable(subjects, days=days)
    placed = {subject.key: 0 for subject in subjects}
    for session in sessions:
        assert session.periods <= 4
        for part in session.parts:
            placed[part.subject] += part.periods
    assert placed == {subject.key: subject.periods for subject in subjects}
    assert [(s.day, s.half) for s in sessions] == [(n // 2 + 1, "12"[n % 2]) for n in range(len(sessions))]


@settings(deadline=None)  # a busy machine is no fault of the timetable
@given(subjects, st.integers(1, 20))
def test_what_fits_by_count_is_placed_within_the_days_without_a_warning(subjects, days):
    fits = sum(subject.periods for subject in subjects) <= days * 8
    sessions = timetable(subjects, days=days)
    assert (max((s.day for s in sessions), default=1) <= days) == fits
    assert (warnings(sessions, subjects, days=days) == []) == fits


@settings(deadline=None)  # a busy machine is no fault of the timetable
@given(subjects, st.integers(1, 20))
def test_modules_stay_in_order_and_with_their_lecturers(subjects, days):
    parts = [part for session in timetable(subjects, days=days) for part in session.parts]
    assert [part.subject for part in parts] == sorted(part.subject for part in parts)
    assert all(part.lecturer == part.subject % 3 for part in parts)
