"""Documents that exist already: pasted or uploaded, and where the reading of each file stands."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from documents.enums import JobState
from documents.models import Job
from lib.refusals import Refused
from plans import actions
from plans.forms.readings import GiveForm
from plans.models import PlanReading
from plans.permissions import can_begin_plans
from plans.reading_files import KEPT, job_key
from plans.views.access import visible_reading

UNFINISHED_SHOWN = 10


@require_http_methods(["GET", "HEAD", "POST"])
def give(request):
    """Ask for a text or files; a text is read at once, files by the worker."""
    if not can_begin_plans(request.user):
        raise PermissionDenied
    form = GiveForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _given(form.cleaned_data, by=request.user)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
    mine = PlanReading.objects.filter(by=request.user, plan=None).defer("source", "reading")
    context = {"form": form, "unfinished": mine[:UNFINISHED_SHOWN], "kept_days": KEPT.days}
    context |= {"most_mb": actions.LARGEST_BATCH // 1024**2}
    return render(request, "plans/give_reading.html", context, status=400 if form.errors else 200)


def _given(asked: dict, *, by):
    at = timezone.now()
    if not asked["files"]:
        return redirect("plans:reading", actions.give_text(asked["text"], by=by, at=at).pk)
    rows = actions.give_files(asked["files"], by=by, at=at)
    return redirect("plans:reading_batch", rows[0].batch)


@require_safe
def batch(request, batch):
    """The files given together: how far each is, what it is, the way on. Asked again by the page until all are read."""
    rows = list(
        PlanReading.objects.visible_to(request.user).filter(batch=batch).defer("source", "reading").order_by("pk")
    )
    if not rows:
        raise Http404
    asks_again = "HX-Request" in request.headers
    if len(rows) == 1 and rows[0].state == JobState.DONE:
        there = reverse("plans:reading", args=[rows[0].pk])
        return HttpResponse(headers={"HX-Redirect": there}) if asks_again else redirect(there)
    lines = _lines(rows)
    context = {"batch": batch, "lines": lines, "waits": any(line["waits"] for line in lines)}
    return render(request, "plans/_reading_batch.html" if asks_again else "plans/reading_batch.html", context)


def _lines(rows: list[PlanReading]) -> list[dict]:
    """Each file with what the page says of it; a job that died says so in the place of its row."""
    jobs = {job.key: job for job in Job.objects.filter(key__in=[job_key(row) for row in rows])}
    lines = []
    for row in rows:
        job = jobs.get(job_key(row))
        has_failed = row.state == JobState.FAILED or (job is not None and job.state == JobState.FAILED)
        error = row.error or (job.error if job else "")
        waits = row.state != JobState.DONE and not has_failed
        lines.append({"row": row, "job": job, "failed": has_failed, "error": error, "waits": waits})
    return lines


@require_POST
def again(request, reading_id):
    """Have a file that could not be read tried once more."""
    row = visible_reading(request, reading_id)
    try:
        row = actions.read_again(row, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.warning(request, refusal.sentence)
    return redirect("plans:reading_batch", row.batch) if row.batch else redirect("plans:give_reading")


@require_POST
def discard(request, reading_id):
    """Delete a document that was given."""
    row = visible_reading(request, reading_id)
    try:
        actions.discard_reading(row, by=request.user)
        messages.success(request, f"Đã xóa «{row}».")
    except Refused as refusal:
        messages.warning(request, refusal.sentence)
    return redirect("plans:give_reading")
