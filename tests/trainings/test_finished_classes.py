"""A finished class refuses silent changes: every act of trainings.actions is tried against one, or says why not."""

import datetime
import importlib
import inspect
import pkgutil

import pytest
from django.db import models

from lib.refusals import Refused
from tests.factories.holding import DAY, a_held_class, people, seen
from tests.factories.plans import NOW
from tests.factories.trainings import a_class, a_registrar, a_roster, a_share, an_enrolment, an_organiser
from trainings import actions
from trainings.actions import (
    attendance,
    class_days,
    classes,
    feedback,
    lists,
    moving,
    passing,
    replacements,
    results,
    timetables,
    uploads,
)  # fmt: skip
from trainings.enrolling import amend, enrol
from trainings.enums import ClassState, EnrolmentState, RosterState
from trainings.feedback import Asked
from trainings.joining import join_classes
from trainings.models import Attendance, ClassSession, Enrolment, FeedbackTally, Share, TrainingClass
from trainings.rosters.rows import Row

pytestmark = pytest.mark.django_db
NEW = Row(1, "Lò Thị Thay", post="Phó trưởng thôn", is_paid=False)

NOT_OF_A_CLASS = {
    "campaigns": "the campaign of a course; lists join a class by acts of lists",
    "certificates": "certificates are given after the end",
    "courses": "the course; results of finished classes are kept in their people",
    "course_editing": "what acts on courses share",
    "following": "the plan's own text",
    "grouping": "spreads units over classes that take names: see seats",
    "holding": "what acts inside a class share",
    "keeping": "catalogues of venues and lecturers",
    "paper_files": "papers are signed and issued after the end, too",
    "papers": "papers are written and issued after the end, too",
    "reminding": "reminders of a campaign",
    "rows": "rows of a list that its unit still writes: nobody of it is in a class",
    "seats": "seats of units whose class is closed stay: see tests of seats",
    "stepping": "what acts on a whole class share",
}
BEYOND = {
    "classes.settle_class",
    "classes.reopen_class",
    "classes.unsettle_class",
    "classes.restore_class",
    "classes.begin_by_roll",
    "classes.invite_by_paper",
    "lists.locked_list",
    "lists.locked_lists",
    "lists.permit_late",
    "lists.attach_scan",
    "lists.submit_list",
    "lists.withdraw_list",
    "uploads.choose_columns",
    "uploads.drop_file",
    "uploads.note_bad_rows",
    "uploads.holds_private",
    "uploads.keep_rows",
    "passing.move_up",
    "class_days.generate_classes",
}
"""Acts of a finished class with a reason of their own, of lists that are not in it yet, or that pass over finished
classes."""


class World:
    """A finished class with two people, one who withdrew, one who waits."""

    def __init__(self, state: ClassState):
        self.by = an_organiser()
        self.row = a_held_class(by=self.by, people=2, course={"has_tests": True})
        self.first, self.second = people(self.row)
        self.roster = self.first.roster
        self.waiting = an_enrolment(self.roster, state=EnrolmentState.QUEUED)
        self.gone = an_enrolment(self.roster, training_class=self.row, state=EnrolmentState.WITHDRAWN)
        self.sent = a_roster(
            self.roster.campaign, a_share(self.row.course, training_class=self.row), state=RosterState.SUBMITTED
        )
        an_enrolment(self.sent)
        self.other = a_share(self.row.course)
        TrainingClass.objects.update(state=state, state_since=NOW)
        self.row = seen(self.row)
        self.next = a_class(self.row.course)
        self.now = {"by": self.by, "at": NOW + datetime.timedelta(hours=1)}
        for person in (self.first, self.second, self.gone):
            person.training_class = self.row

    def tries(self) -> dict:
        """Every act that touches rows of the class, done as its page would."""
        row, now, version = self.row, self.now, {"version": self.row.version}
        session = row.sessions.first()
        reason = {"reason": "Vì"}
        return {
            "attendance.mark": lambda: attendance.mark(row, session.pk, {self.first.pk: "p"}, **now),
            "attendance.lay_out_sessions": lambda: attendance.lay_out_sessions(row, **now),
            "results.put_scores": lambda: results.put_scores(row, {self.first.pk: {"score_after": 8}}, **now),
            "results.rule": lambda: results.rule(self.first, ruling="completed", **reason, **now),
            "feedback.put_feedback": lambda: feedback.put_feedback(row, [Asked("Nội dung")], remarks="Tốt", **now),
            "replacements.replace_person": lambda: replacements.replace_person(self.first, NEW, **reason, **now),
            "replacements.call_up": lambda: replacements.call_up(self.first, self.waiting, **reason, **now),
            "replacements.withdraw_person": lambda: replacements.withdraw_person(self.first, **reason, **now),
            "replacements.take_back_person": lambda: replacements.take_back_person(self.gone, **now),
            "replacements.add_person": lambda: replacements.add_person(row, NEW, **reason, **now),
            "classes.open_class": lambda: classes.open_class(row, **now),
            "classes.freeze_class": lambda: classes.freeze_class(row, without_lists=True, **now),
            "classes.unfreeze_class": lambda: classes.unfreeze_class(row, **reason, **now),
            "classes.invite_class": lambda: classes.invite_class(row, **now),
            "classes.begin_class": lambda: classes.begin_class(row, starts_on=DAY, **now),
            "classes.finish_class": lambda: classes.finish_class(row, starts_on=DAY, ends_on=DAY, as_is=True, **now),
            "classes.cancel_class": lambda: classes.cancel_class(row, **reason, **now),
            "class_days.save_class": lambda: class_days.save_class(row, {"seats": 5}, **version, **now),
            "class_days.put_lecturer": lambda: class_days.put_lecturer(
                row, None, engagement="contract", reference="", modules=[], **now
            ),
            "class_days.remove_lecturer": lambda: class_days.remove_lecturer(row, None, **now),
            "timetables.make_timetable": lambda: timetables.make_timetable(row, **version, **now),
            "timetables.save_timetable": lambda: timetables.save_timetable(row, [], **version, **now),
            "moving.move_people": lambda: moving.move_people(row, [self.first.pk], self.next, **reason, **now),
            "lists.accept_list": lambda: lists.accept_list(self.sent, **now),
            "lists.accept_lists": lambda: lists.accept_lists(self.roster.campaign, **now),
            "lists.return_list": lambda: lists.return_list(self.roster, until=NOW.date(), **reason, **now),
            "passing.pass_seats": lambda: passing.pass_seats(self.roster.share, self.other, seats=1, **now),
            "uploads.give_file": lambda: uploads.give_file(row, name="a.csv", data=b"a", **now),
            "uploads.put_into_class": lambda: uploads.put_into_class(row, [NEW], **now),
        }


def _acts() -> set[str]:
    found = set()
    for module in pkgutil.iter_modules(actions.__path__):
        if module.name in NOT_OF_A_CLASS:
            continue
        name = f"trainings.actions.{module.name}"
        for act, function in inspect.getmembers(importlib.import_module(name), inspect.isfunction):
            if function.__module__ == name and not act.startswith("_"):
                found.add(f"{module.name}.{act}")
    return found


def _rows() -> list:
    """Everything that a class says, as it stands in the database."""
    tables: list[type[models.Model]] = [TrainingClass, Enrolment, Attendance, ClassSession, FeedbackTally, Share]
    return [list(table.objects.order_by("pk").values()) for table in tables]


def test_every_act_is_tried_or_said_to_be_none_of_a_class():
    assert sorted(World(ClassState.COMPLETED).tries().keys() | BEYOND) == sorted(_acts())


@pytest.mark.parametrize("state", sorted(ClassState.finished()))
def test_a_finished_class_refuses_every_act(state):
    world = World(state)
    before, done = _rows(), []
    for name, act in world.tries().items():
        try:
            act()
        except Refused:
            continue
        done.append(name)
    assert done == []
    assert _rows() == before


@pytest.mark.parametrize("state", sorted(ClassState.finished()))
def test_works_below_the_acts_refuse_too(state):
    world = World(state)
    Share.objects.filter(pk=world.roster.share_id).update(training_class=None)
    for work in (
        lambda: enrol(world.row, [NEW], at=NOW),
        lambda: amend(world.first, NEW, at=NOW),
        lambda: join_classes([world.sent], at=NOW),
    ):
        with pytest.raises(Refused):
            work()


def test_who_registers_cannot_write_into_a_list_that_was_accepted():
    world = World(ClassState.COMPLETED)
    registrar = a_registrar(world.roster.share.area)
    with pytest.raises(Refused):
        lists.withdraw_list(world.roster, by=registrar, at=NOW)
