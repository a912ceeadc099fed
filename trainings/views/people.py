"""The people of a class: the list, one person with what may be done, somebody who comes late."""

from collections.abc import Collection

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lib.keys import row_key
from lib.refusals import Refused
from lib.text import fold
from people.masking import masked_all
from trainings import attendance, replacing
from trainings.actions import replacements
from trainings.enums import ClassState, EnrolmentState
from trainings.forms.people import AddForm, MoveForm, PersonForm, WhyForm
from trainings.models import Enrolment, TrainingClass
from trainings.permissions import can_hold
from trainings.results import result_lines
from trainings.views.access import held_class, visible_class
from trainings.views.frames import class_page

PEOPLE_PER_PAGE = 200


@require_safe
def people(request, class_id):
    """Everybody by given name; who left stands at the end."""
    return people_page(request, visible_class(request, class_id))


def people_page(
    request,
    row: TrainingClass,
    *,
    status: int = 200,
    move: MoveForm | None = None,
    chosen: Collection[int] = (),
    refusal: str = "",
) -> HttpResponse:
    """The list of a class; `move` comes back with what was typed, `chosen` with who was ticked."""
    words = request.GET.get("q", "")[:80]
    rows = row.enrolments.select_related(*attendance.UNIT_OF_LIST, "replaced_by", "replaces")
    for word in fold(words).split():
        rows = rows.filter(search_key__contains=word)
    here = rows.exclude(state__in=EnrolmentState.gone()).order_by("-counts", "sort_key", "pk")
    page = Paginator(here, PEOPLE_PER_PAGE).get_page(request.GET.get("trang"))
    gone = rows.filter(state__in=EnrolmentState.gone()).order_by("sort_key", "pk")
    changes = may_change(request, row)
    context = {
        "words": words,
        "page": page,
        "people": [(person, attendance.unit_of(person)) for person in page.object_list],
        "gone": [(person, attendance.unit_of(person)) for person in gone],
        "may_change": changes,
        "move_form": (move or move_form(row)) if changes else None,
        "chosen": chosen,
        "refusal": refusal,
    }
    return class_page(request, row, "trainings/people.html", tab="people", status=status, **context)


@require_safe
def member(request, class_id, enrolment_id):
    """One person: what the list says (personal data masked), attendance, result, and what may be done."""
    row = visible_class(request, class_id)
    return member_page(request, row, member_of(row, enrolment_id))


def member_page(
    request, row: TrainingClass, person: Enrolment, *, status: int = 200, refusal: tuple[str, str] = ("", ""), **forms
) -> HttpResponse:
    """The page of a member; `forms` (replace, why, move) are shown as they were typed, `refusal` is (act, sentence)."""
    rolls = attendance.rolls(row)
    (line,) = attendance.table(row, rolls, [person])
    (result,) = result_lines(row, [person])
    is_in = person.state in EnrolmentState.holding_a_seat()
    changes = may_change(request, row)
    context = {
        "person": person,
        "unit": attendance.unit_of(person),
        "private": masked_all(person.private),
        "marks": list(zip(rolls, line.marks, strict=True)),
        "result": result,
        "refused_act": refusal[0],
        "refusal": refusal[1],
        "may_replace": changes and is_in and row.state in ClassState.being_held(),
        "may_withdraw": changes and is_in,
        "may_come_back": changes and person.state == EnrolmentState.WITHDRAWN,
        "waiting": list(replacing.waiting_for(person)[:50]) if changes and is_in else [],
        "replace_form": forms.get("replace") or _replace_form(row, person),
        "why_form": forms.get("why") or WhyForm(),
        "move_form": (forms.get("move") or move_form(row)) if changes and is_in else None,
    }
    return class_page(request, row, "trainings/member.html", tab="people", status=status, **context)


@require_POST
def replace(request, class_id, enrolment_id):
    """Somebody new takes the place."""
    row = held_class(request, class_id)
    person, form = member_of(row, enrolment_id), None
    form = _replace_form(row, person, request.POST)
    if not form.is_valid():
        return member_page(request, row, person, status=400, replace=form, refusal=("replace", ""))
    reason, new = form.cleaned_data["reason"], None
    try:
        new = replacements.replace_person(person, form.row, reason=reason, by=request.user, at=timezone.now())
    except Refused as refusal:
        fresh = member_of(row, enrolment_id)
        return member_page(request, row, fresh, status=409, replace=form, refusal=("replace", refusal.sentence))
    return done(request, row, f"Đã thay {person.full_name} bằng {new.full_name}.", form.warnings)


@require_POST
def call_up(request, class_id, enrolment_id):
    """Somebody of the waiting list takes the place."""
    row = held_class(request, class_id)
    person, form = member_of(row, enrolment_id), WhyForm(request.POST)
    waiting = row.course.enrolments.filter(pk=row_key(request.POST.get("nguoi"))).first()
    if waiting is None or not form.is_valid():
        sentence = "Hãy chọn một người trong danh sách chờ."
        return member_page(request, row, person, status=400, why=form, refusal=("call_up", sentence))
    return _try(request, row, person, form, "call_up", waiting=waiting)


@require_POST
def withdraw(request, class_id, enrolment_id):
    """Somebody leaves."""
    row = held_class(request, class_id)
    return _try(request, row, member_of(row, enrolment_id), WhyForm(request.POST), "withdraw")


@require_POST
def take_back(request, class_id, enrolment_id):
    """Somebody who left is in the class again."""
    row = held_class(request, class_id)
    return _try(request, row, member_of(row, enrolment_id), WhyForm(request.POST), "take_back")


@require_http_methods(["GET", "HEAD", "POST"])
def add(request, class_id):
    """Somebody who comes late."""
    row = held_class(request, class_id)
    form, refusal, status = _add_form(row, request.POST or None), "", 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                new = _add(row, form, by=request.user)
            except Refused as refused:
                refusal, status = refused.sentence, 409
            else:
                return done(request, row, f"Đã thêm {new.full_name} vào danh sách.", form.warnings)
    context = {"form": form, "refusal": refusal, "may_change": may_change(request, row)}
    return class_page(request, row, "trainings/add_person.html", tab="people", status=status, **context)


def may_change(request, row: TrainingClass) -> bool:
    """Whether this person may change people of the class now."""
    return not row.is_finished and can_hold(request.user, row)


def _add(row: TrainingClass, form: AddForm, *, by) -> Enrolment:
    said = form.cleaned_data
    return replacements.add_person(
        row, form.row, roster=said["roster"], counts=not said["comes_along"], reason=said["reason"], by=by,
        at=timezone.now(),
    )  # fmt: skip


def _try(request, row: TrainingClass, person: Enrolment, form: WhyForm, act: str, **more) -> HttpResponse:
    doers = {
        "call_up": (replacements.call_up, f"Đã thay {person.full_name} bằng người trong danh sách chờ."),
        "withdraw": (replacements.withdraw_person, f"Đã cho {person.full_name} rút."),
        "take_back": (replacements.take_back_person, f"Đã nhận lại {person.full_name}."),
    }
    do, said = doers[act]
    if not form.is_valid():
        return member_page(request, row, person, status=400, why=form, refusal=(act, ""))
    if act != "take_back":
        more["reason"] = form.cleaned_data["reason"]
    try:
        do(person, **more, by=request.user, at=timezone.now())
    except Refused as refusal:
        fresh = member_of(row, person.pk)
        return member_page(request, row, fresh, status=409, why=form, refusal=(act, refusal.sentence))
    return done(request, row, said)


def done(request, row: TrainingClass, said: str, warnings=()) -> HttpResponse:
    """Say what was done and go to the list."""
    messages.success(request, said)
    for warning in warnings:
        messages.warning(request, warning)
    return redirect("trainings:people", row.pk)


def move_form(row: TrainingClass, data=None) -> MoveForm:
    """Into which classes of the course people of `row` may be moved."""
    others = row.course.classes.exclude(pk=row.pk).exclude(state__in=sorted(ClassState.finished()))
    targets = others.select_related("course", "venue").order_by("ordinal")
    return MoveForm(data, targets=targets, needs_reason=row.frozen_at is not None, auto_id="chuyen-%s")


def member_of(row: TrainingClass, enrolment_id: int) -> Enrolment:
    """Somebody of the class with what the pages show, or Http404."""
    rows = row.enrolments.select_related(*attendance.UNIT_OF_LIST, "replaced_by", "replaces", "roster__campaign")
    person = get_object_or_404(rows, pk=enrolment_id)
    person.training_class = row
    return person


def _replace_form(row: TrainingClass, person: Enrolment, data=None) -> PersonForm:
    facts = replacing.facts_for(row, person.roster, on=timezone.localdate(), without=person.pk)
    return PersonForm(data, facts=facts, auto_id="thay-%s")


def _add_form(row: TrainingClass, data=None) -> AddForm:
    lists = replacing.lists_of(row)
    roster = lists.filter(pk=row_key(data.get("roster"))).first() if data else None
    facts = replacing.facts_for(row, roster or lists.first(), on=timezone.localdate())
    return AddForm(data, facts=facts, lists=lists, auto_id="them-%s")
