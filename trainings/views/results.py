"""The result list of a class: scores, who completed and why not, results decided otherwise."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from lib.keys import row_key
from lib.refusals import Refused
from trainings import attendance, results
from trainings.actions import results as acts
from trainings.enums import ClassState, Ruling
from trainings.forms.marks import scores_said
from trainings.models import TrainingClass
from trainings.permissions import can_hold
from trainings.views.access import held_class, visible_class
from trainings.views.frames import class_page

PEOPLE_PER_PAGE = 200


@require_safe
def overview(request, class_id):
    """Everybody's attendance, scores and result."""
    return page_of(request, visible_class(request, class_id))


def page_of(
    request, row: TrainingClass, *, status: int = 200, typed=None, faults=None, ruling=None, refusal: str = ""
) -> HttpResponse:
    """The result list; `typed` (what was posted) and `faults` (name of an input → why) come back after a mistake,
    `ruling` is the key of the person whose result is being decided."""
    people = results.people_of(row).select_related(*attendance.UNIT_OF_LIST)
    page = Paginator(people, PEOPLE_PER_PAGE).get_page(request.GET.get("trang"))
    lines = results.result_lines(row, page.object_list)
    context = {
        "page": page,
        "rows": [(line, attendance.unit_of(line.person), _inputs(line, typed, faults or {})) for line in lines],
        "sessions": len(results.sessions_held(row)),
        "summary": results.summary(row),
        "may_mark": row.state in ClassState.being_held() and can_hold(request.user, row),
        "ruled": ruling or row_key(request.GET.get("nguoi")),
        "ruling_said": (request.POST.get("ket-qua", ""), request.POST.get("ly-do", "")) if ruling else None,
        "rulings": Ruling.choices,
        "refusal": refusal,
    }
    return class_page(request, row, "trainings/results.html", tab="results", status=status, **context)


@require_POST
def save(request, class_id):
    """Keep scores: those that can be read are kept, the others are said beside their fields."""
    row = held_class(request, class_id)
    scores, faults = scores_said(request.POST)
    try:
        acts.put_scores(row, scores, by=request.user, at=timezone.now())
    except Refused as refusal:
        if _by_script(request):
            return JsonResponse({"refused": refusal.sentence}, status=409)
        return page_of(request, row, status=409, typed=request.POST, refusal=refusal.sentence)
    if _by_script(request):
        return JsonResponse(_answer(row, scores, faults), status=400 if faults else 200)
    if faults:
        return page_of(request, row, status=400, typed=request.POST, faults=faults)
    messages.success(request, "Đã lưu điểm.")
    return redirect("trainings:results", class_id)


@require_POST
def rule(request, class_id, enrolment_id):
    """Decide one result otherwise, or go back to what attendance and tests say."""
    row = held_class(request, class_id)
    person = get_object_or_404(row.enrolments, pk=enrolment_id)
    person.training_class = row
    ruling = request.POST.get("ket-qua", "")
    if ruling not in {"", *Ruling.values}:
        return page_of(request, row, status=400, ruling=person.pk, refusal="Hãy chọn một kết quả.")
    try:
        acts.rule(person, ruling=ruling, reason=request.POST.get("ly-do", "")[:300], by=request.user, at=timezone.now())
    except Refused as refusal:
        return page_of(request, row, status=409, ruling=person.pk, refusal=refusal.sentence)
    messages.success(request, f"Đã ghi kết quả của {person.full_name}.")
    return redirect("trainings:results", class_id)


def _inputs(line: results.ResultLine, typed, faults: dict[str, str]) -> list[dict]:
    """The two fields of a person: name, what is shown, what was known, what is wrong."""
    found = []
    for prefix, field in results.SCORES.items():
        name = f"{prefix}-{line.person.pk}"
        known = results.score_text(getattr(line.person, field))
        shown = typed.get(name, known) if typed is not None else known
        label = "Điểm đầu vào" if prefix == "truoc" else "Điểm đầu ra"
        found.append({"name": name, "known": known, "shown": shown, "fault": faults.get(name, ""), "label": label})
    return found


def _answer(row: TrainingClass, scores: dict, faults: dict[str, str]) -> dict:
    people = results.people_of(row).filter(pk__in=list(scores))
    lines = results.result_lines(row, people)
    fields = {
        f"{prefix}-{line.person.pk}": results.score_text(getattr(line.person, field))
        for line in lines
        for prefix, field in results.SCORES.items()
    }
    texts = {f"ket-qua-{line.person.pk}": line.verdict for line in lines}
    texts |= {f"vi-sao-{line.person.pk}": line.outcome.why for line in lines}
    return {"saved_at": f"{timezone.localtime():%H:%M:%S}", "errors": faults, "values": fields, "texts": texts}


def _by_script(request) -> bool:
    return request.headers.get("Accept") == "application/json"
