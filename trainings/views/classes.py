"""The page of a class."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from audit.telling import details_of
from trainings.forms.steps import Offer, offers
from trainings.models import TrainingClass
from trainings.steps import steps_of
from trainings.views.access import visible_class
from trainings.views.class_facts import class_facts
from trainings.views.frames import class_page

STEPS_SHOWN = 12


@require_safe
def training_class(request, class_id):
    """Where the class stands and what may be done; when, where, by whom it is held, how many people are in it."""
    return home_page(request, visible_class(request, class_id))


def home_page(
    request, training_class: TrainingClass, *, refused: Offer | None = None, status: int = 200
) -> HttpResponse:
    """The first page of the class. `refused` is an act that could not be done: what was typed comes back."""
    context = class_facts(training_class) | {
        "offers": offers(request.user, training_class, refused=refused),
        "steps": [(entry, details_of(entry).get("reason", "")) for entry in steps_of(training_class)[:STEPS_SHOWN]],
    }
    return class_page(request, training_class, "trainings/class.html", tab="class", status=status, **context)
