"""What the audit trail may tell of these tables: what concerns a course only to those who may see it."""

from django.urls import reverse

from audit.tables import register
from trainings import models
from trainings.enums import ClassState, PaperState, RosterState


def _of_courses(model, path: str):
    """Rows of `model` that hang on a course which the person sees; `path` leads there."""
    return lambda user: model.objects.filter(**{f"{path}__in": models.Course.objects.visible_to(user)})


def _page(name: str):
    return lambda row_id: reverse(name, args=[row_id])


register("trainings.course", rows=models.Course.objects.visible_to, url=_page("trainings:course"))
register(
    "trainings.trainingclass",
    rows=models.TrainingClass.objects.visible_to,
    url=_page("trainings:class"),
    words=dict(ClassState.choices),
)
register("trainings.campaign", rows=models.Campaign.objects.visible_to)
register(
    "trainings.rosterlist",
    rows=models.RosterList.objects.visible_to,
    url=_page("registration:list"),
    words=dict(RosterState.choices),
)
register("trainings.enrolment", rows=models.Enrolment.objects.visible_to)
register(
    "trainings.classpaper",
    rows=models.ClassPaper.objects.visible_to,
    url=_page("trainings:paper"),
    words=dict(PaperState.choices),
)
register("trainings.venue", rows=models.Venue.objects.visible_to)
register("trainings.lecturer", rows=models.Lecturer.objects.visible_to)
for _model, _path in (
    (models.Module, "course"),
    (models.SeatRule, "course"),
    (models.Share, "course"),
    (models.SeatTransfer, "giver__course"),
    (models.Reminder, "list__campaign__course"),
    (models.ClassSession, "training_class__course"),
    (models.ClassLecturer, "training_class__course"),
    (models.FeedbackTally, "training_class__course"),
    (models.Certificate, "enrolment__course"),
    (models.Upload, "roster__campaign__course"),
):
    register(_model._meta.label_lower, rows=_of_courses(_model, _path))
register("trainings.certificateseries")
