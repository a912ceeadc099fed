"""Who may do what with courses, lists and classes. Which rows one sees is said by the querysets (`visible_to`)."""

from organisations.models import User
from plans.models import Plan
from trainings.models import Course, Lecturer, RosterList, TrainingClass, Venue


def _is_of(user: User, organisation) -> bool:
    return user.organisation_id is not None and user.organisation_id in (organisation.pk, organisation.successor_id)


def can_begin_course(user: User, plan: Plan) -> bool:
    """Whether the office of `user` may hold what `plan` says: the office of the plan, one that continues it, or one
    under it. Reads `plan.organisation` and `user.organisation`; whether the plan is visible is said by its queryset.
    """
    if not user.has_perm("trainings.add_course") or user.organisation is None:
        return False
    return _is_of(user, plan.organisation) or user.organisation.superior_id == plan.organisation_id


def can_keep(user: User, row: Venue | Lecturer) -> bool:
    """Whether `user` may change a venue or lecturer: whoever organises, those of the own office."""
    return user.has_perm("trainings.change_course") and _is_of(user, row.organisation)


def can_organise(user: User, course: Course) -> bool:
    """Whether `user` may change `course`, its classes, seats and campaign. Reads `course.organisation`."""
    return user.has_perm("trainings.change_course") and _is_of(user, course.organisation)


def can_hold(user: User, training_class: TrainingClass) -> bool:
    """Whether `user` may take attendance, enter results, replace people. Reads `training_class.course.organisation`."""
    return can_organise(user, training_class.course)


def can_settle(user: User, training_class: TrainingClass) -> bool:
    """Whether `user` may say that the money of a class is settled, or take that back. Reads the course's organiser."""
    return user.has_perm("trainings.settle_trainingclass") and can_hold(user, training_class)


def can_fill(user: User, roster: RosterList) -> bool:
    """Whether `user` may write rows of `roster` and send it. Reads `roster.office`; says nothing about the time."""
    is_office = roster.office is not None and _is_of(user, roster.office)
    return user.has_perm("trainings.fill_rosterlist") and is_office


def can_judge(user: User, roster: RosterList) -> bool:
    """Whether `user` may accept or return `roster`, or let it come late. Reads the course's organiser."""
    return user.has_perm("trainings.accept_rosterlist") and _is_of(user, roster.campaign.course.organisation)


def can_see_private(user: User, course: Course) -> bool:
    """Whether `user` may look at numbers of identity cards, phones and ethnic groups in `course`: with a reason, which
    is written into the audit trail.
    """
    return user.has_perm("trainings.see_private_enrolment") and _is_of(user, course.organisation)


def can_export_private(user: User, course: Course) -> bool:
    """Whether `user` may take such a list away as a file: with a reason, too."""
    return user.has_perm("trainings.export_enrolment") and _is_of(user, course.organisation)


def can_take_full_list(user: User, roster: RosterList) -> bool:
    """Whether `user` may take the list of a unit with personal data in full: who makes it, and who organises the
    course; with a reason, too. Reads `roster.office` and the course's organiser.
    """
    return can_fill(user, roster) or can_export_private(user, roster.campaign.course)
