"""One document that was read, beside its source: corrected part by part, then made a plan."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from documents.reading.result import Reading
from lib.keys import row_key
from lib.refusals import Refused
from plans import actions
from plans import reading_outline as outline
from plans.actions import StaleEdit
from plans.forms.importing import TRANSCRIPT, ImportForm
from plans.forms.readings import SegmentForm, segment_form
from plans.models import PlanReading
from plans.readings import Segment, mark_of, segments
from plans.views import answers
from plans.views.access import visible_reading
from plans.views.reading_page import import_form, offered, reading_page

CHOICES = "lua-chon"
SPLIT = "tach"


@require_safe
def reading(request, reading_id):
    """The reading beside its source; a document that is no plan is named for what it is."""
    row = visible_reading(request, reading_id)
    if row.plan_id is not None:
        return redirect("plans:detail", row.plan_id)
    if not row.reading:
        return redirect("plans:reading_batch", row.batch) if row.batch else redirect("plans:give_reading")
    return reading_page(request, row)


@require_safe
def offers(request, reading_id):
    """Proposed activities and what the register knows of the bases, once the words have changed; 204: as shown."""
    row = visible_reading(request, reading_id)
    if not row.is_open or request.GET.get("ban") == str(row.version):
        return HttpResponse(status=204)
    return render(request, "plans/_reading_offers.html", {"reading": row, "renews": True} | offered(request, row))


@require_POST
def save(request, reading_id, key):
    """Save the words of one part, or what was chosen for the plan."""
    row = visible_reading(request, reading_id)
    if not row.is_open:
        return _closed(request, row)
    if key == CHOICES:
        return _save_choices(request, row)
    segment = segments(row.read).get(key)
    back = reverse("plans:reading", args=[row.pk]) + f"#{key}"
    if segment is None:
        return answers.gone(request, row, what="Phần", back=back)
    form = segment_form(segment, request.POST)
    if not form.is_valid():
        return answers.invalid(request, form, page=lambda: reading_page(request, row, bound=form))
    return _save_segment(request, row, form, back=back)


def _save_segment(request, row: PlanReading, form: SegmentForm, *, back: str) -> HttpResponse:
    key = form.segment.key
    who = {"by": request.user, "at": timezone.now()}
    try:
        stored = actions.correct_reading(row, key, form.values, mark=form.cleaned_data["was"], **who)
    except StaleEdit as stale:
        now: Segment = segments(stale.current.read)[key]
        action = reverse("plans:reading_save", args=[row.pk, key])
        fresh = {"was": now.mark}
        current = form.current(now)
        return answers.conflict(request, row, form=form, current=current, fresh=fresh, action=action, back=back)
    except Refused as refusal:
        form.add_error(None, refusal.sentence)
        return answers.invalid(request, form, page=lambda: reading_page(request, row, bound=form))
    mark = mark_of(segments(stored.read)[key].values)
    return answers.saved(request, to=back, form=form, fresh={"was": mark})


def _save_choices(request, row: PlanReading) -> HttpResponse:
    form = import_form(request, row, request.POST)
    actions.keep_choices(row, form.choices, by=request.user)
    return answers.saved(request, to=reverse("plans:reading", args=[row.pk]) + "#tao", form=form, fresh={})


@require_POST
def change(request, reading_id, key, act):
    """Add, drop, join or split a part; its words travel along and are saved first."""
    row = visible_reading(request, reading_id)
    if not row.is_open:
        return _closed(request, row)
    kind, _, number = key.rpartition("-")
    shape, index = READING_ACTS.get((kind, act)), row_key(number)
    if shape is None or index is None:
        raise Http404
    if act == SPLIT:
        shape = partial(shape, line=row_key(request.POST.get("line")) or 0)
    if "was" in request.POST and act not in DROPPING and key in segments(row.read):
        kept = save(request, reading_id, key)
        if kept.status_code >= 400:
            return kept
    at = f"#{kind}-{index + (act in ADDING)}"
    try:
        actions.reshape_reading(row, partial(shape, index=index), by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.warning(request, refusal.sentence)
    return redirect(reverse("plans:reading", args=[row.pk]) + at)


READING_ACTS: dict[tuple[str, str], Callable[..., Reading]] = {
    ("can-cu", "bo"): outline.without_basis,
    ("can-cu", "them"): outline.with_new_basis,
    ("muc", "bo"): outline.without_section,
    ("muc", "them"): outline.with_new_section,
    ("muc", "gop"): outline.joined_section,
    ("muc", SPLIT): outline.split_section,
    ("phu-luc", "bo"): outline.without_appendix,
}
DROPPING = {"bo"}
ADDING = {"them", SPLIT}


@require_POST
def create(request, reading_id):
    """Make the plan and open it; what was chosen is kept when something is wrong."""
    row = visible_reading(request, reading_id)
    if not row.is_open:
        return _closed(request, row)
    form = import_form(request, row, request.POST)
    if row.read.is_plan:
        row = actions.keep_choices(row, form.choices, by=request.user)
    if form.is_valid():
        try:
            plan = _made(request, row, form)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, "Đã tạo kế hoạch từ văn bản. Hãy xem các lưu ý trước khi trình.")
            return redirect("plans:detail", plan.pk)
    response = reading_page(request, row, chosen=form)
    response.status_code = 400
    return response


def _made(request, row: PlanReading, form: ImportForm):
    data = form.cleaned_data
    fields = {
        name: data[name] for name in ("organisation", "year_from", "year_to", "dated_year", "programme", "signer")
    }
    ticks = {name: frozenset(request.POST.getlist(name)) for name in ("takes", "enters", "links", "settled")}
    is_transcript = data["becomes"] == TRANSCRIPT
    who = {"by": request.user, "at": timezone.now()}
    return actions.create_plan_from_reading(row, is_transcript=is_transcript, **fields, **ticks, **who)


def _closed(request, row: PlanReading) -> HttpResponse:
    """A plan was made of it meanwhile, or it is not read yet: nothing here can be changed (409 to the script)."""
    if row.plan_id is None:
        return redirect("plans:reading", row.pk)
    back = reverse("plans:detail", args=[row.plan_id])
    if answers.by_script(request):
        return answers.gone(request, row, what="Phần", back=back)
    messages.info(request, "Văn bản này đã được tạo thành kế hoạch.")
    return redirect(back)
