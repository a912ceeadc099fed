"""The outline and its text: written, added, moved, indented, deleted, undone."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from lib.refusals import Refused
from plans import actions
from plans.actions import StaleEdit
from plans.activity_sources import fill
from plans.activity_text import activity_blocks
from plans.enums import SectionLevel
from plans.forms import SectionForm
from plans.models import Plan, PlanSection
from plans.permissions import can_comment
from plans.remarks import threads
from plans.views import answers
from plans.views.access import editable_plan
from plans.views.outlines import outline
from plans.views.workspace import workspace

NEW_TITLE = "Đề mục mới"


@require_safe
def edit(request, plan_id):
    """All sections with their text, ready to be written in. `?moi=ID` puts the cursor into a new one."""
    return _page(request, editable_plan(request, plan_id))


@require_POST
def save(request, plan_id, section_id):
    """Save title and body of one section."""
    plan = editable_plan(request, plan_id)
    section = plan.sections.filter(pk=section_id).first()
    back = _place(plan, section_id)
    if section is None:
        return answers.gone(request, plan, what="Mục", back=back)
    form = _form(section, request.POST)
    if not form.is_valid():
        return answers.invalid(request, form, page=lambda: _page(request, plan, bound=form))
    try:
        stored = actions.save_section(section, by=request.user, at=timezone.now(), **form.cleaned_data)
    except StaleEdit as stale:
        action = reverse("plans:section_save", args=[plan.pk, section_id])
        return answers.conflict(request, plan, form=form, current=stale.current, action=action, back=back)
    except Refused as refusal:
        form.add_error(None, refusal.sentence)
        return answers.invalid(request, form, page=lambda: _page(request, plan, bound=form))
    return answers.saved(request, to=back, form=form, fresh={"version": stored.version})


@require_POST
def change(request, plan_id, section_id, act):
    """Add after, move, indent or delete. The section's text travels along and is saved first: nothing typed is lost."""
    plan = editable_plan(request, plan_id)
    section = plan.sections.filter(pk=section_id).first()
    if section is None:
        return answers.gone(request, plan, what="Mục", back=_place(plan, section_id))
    if act != "xoa" and "body" in request.POST and _form(section, request.POST).has_changed():
        kept = save(request, plan_id, section_id)
        if kept.status_code >= 400:
            return kept
    return _done(request, plan, partial(SECTION_ACTS[act], section), stay_at=section_id)


@require_POST
def add_last(request, plan_id):
    """A chapter at the end of the outline: also how an empty outline begins."""
    plan = editable_plan(request, plan_id)
    act = partial(actions.add_section, plan, after=None, level=SectionLevel.ROMAN, title=NEW_TITLE)
    return _done(request, plan, act, stay_at=0)


def _add_after(section: PlanSection, **who) -> PlanSection:
    return actions.add_section(section.plan, after=section, level=section.level, title=NEW_TITLE, **who)


def _delete(section: PlanSection, **who) -> str:
    actions.delete_section(section, **who)
    return f"Đã xóa mục «{section.title[:60]}». Bấm «Hoàn tác» nếu xóa nhầm."


SECTION_ACTS = {
    "them": _add_after,
    "len": partial(actions.move_section, step=-1),
    "xuong": partial(actions.move_section, step=1),
    "vao": partial(actions.indent_section, step=1),
    "ra": partial(actions.indent_section, step=-1),
    "xoa": _delete,
}


def _done(request, plan: Plan, act, *, stay_at: int) -> HttpResponse:
    """Do `act` and go back to the outline; what is refused is said there."""
    outcome = None
    try:
        outcome = act(by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.warning(request, refusal.sentence)
    if isinstance(outcome, str):
        messages.success(request, outcome)
    if isinstance(outcome, PlanSection):
        return redirect(reverse("plans:sections", args=[plan.pk]) + f"?moi={outcome.pk}#muc-{outcome.pk}")
    return redirect(_place(plan, stay_at))


def _place(plan: Plan, section_id: int) -> str:
    """Where the section stands on the editor's page."""
    return reverse("plans:sections", args=[plan.pk]) + (f"#muc-{section_id}" if section_id else "")


def _form(section: PlanSection, data=None) -> SectionForm:
    return SectionForm(data, instance=section, auto_id=f"muc-{section.pk}-%s")


def _page(request, plan: Plan, *, bound: SectionForm | None = None) -> HttpResponse:
    """The editor's page; in `bound` stands what the person typed and what is wrong with it."""
    held: dict[int, list] = {}
    activities = plan.activities.prefetch_related("lines")
    fill(activities, is_live=plan.is_editable)
    for activity in activities:
        held.setdefault(activity.section_id, []).append((activity, activity_blocks(activity, activity.lines.all())))
    talk = threads(plan, reader=request.user)
    rows = []
    for row, heading in outline(plan, with_text=True):
        if row.activity is None:
            form = bound if bound is not None and bound.instance.pk == row.section.pk else _form(row.section)
            if request.GET.get("moi") == str(row.section.pk):
                form.fields["title"].widget.attrs["autofocus"] = True
            about = {"activities": held.get(row.section.pk, []), "thread": talk[row.section.pk]}
            rows.append({"row": row, "heading": heading, "form": form} | about)
    frame = {"rows": rows, "may_comment": can_comment(request.user, plan)}
    return workspace(request, plan, "plans/edit_sections.html", tab="sections", **frame)
