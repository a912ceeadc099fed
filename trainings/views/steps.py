"""The acts on a whole class: one address each. What is refused is said beside its button, with all that was typed."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_POST

from lib.refusals import Refused
from trainings.actions import classes
from trainings.enums import ClassAct
from trainings.forms.steps import ASKINGS, Offer, asked
from trainings.models import TrainingClass
from trainings.views.access import held_class
from trainings.views.classes import home_page

DOERS = {
    ClassAct.OPEN: classes.open_class,
    ClassAct.FREEZE: classes.freeze_class,
    ClassAct.UNFREEZE: classes.unfreeze_class,
    ClassAct.INVITE: classes.invite_class,
    ClassAct.BEGIN: classes.begin_class,
    ClassAct.FINISH: classes.finish_class,
    ClassAct.SETTLE: classes.settle_class,
    ClassAct.UNSETTLE: classes.unsettle_class,
    ClassAct.REOPEN: classes.reopen_class,
    ClassAct.CANCEL: classes.cancel_class,
    ClassAct.RESTORE: classes.restore_class,
}


@require_POST
def step(request, class_id: int, act: ClassAct) -> HttpResponse:
    """Do `act` and go on; 400 when something is missing, 409 when it is refused, both with what was typed."""
    training_class = _as_seen(held_class(request, class_id), request.POST)
    asking, form = ASKINGS[act], asked(act, training_class, request.POST)
    refusal, status = "", 400
    if form.is_valid():
        try:
            DOERS[act](training_class, by=request.user, at=timezone.now(), **form.cleaned_data)
        except Refused as refused:
            refusal, status = refused.sentence, 409
        else:
            messages.success(request, f"Đã {act.label}. {training_class.title} nay ở bước «{_state(training_class)}».")
            return redirect("trainings:class", class_id)
    return home_page(request, held_class(request, class_id), refused=Offer(act, asking, form, refusal), status=status)


def _as_seen(training_class: TrainingClass, posted) -> TrainingClass:
    """The class with the time that stood in the form: who read an earlier round of it decides on that one."""
    if "luc" in posted:
        try:
            training_class.state_since = parse_datetime(posted["luc"])
        except ValueError:
            training_class.state_since = None
    return training_class


def _state(training_class: TrainingClass) -> str:
    return training_class.get_state_display()
