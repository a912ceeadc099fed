"""The page of a class."""

from django.views.decorators.http import require_safe

from trainings.views.access import visible_class
from trainings.views.frames import class_page


@require_safe
def training_class(request, class_id):
    """When, where, by whom the class is held, and how many people are in it."""
    return class_page(request, visible_class(request, class_id), "trainings/class.html", tab="class")
