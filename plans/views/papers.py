"""The files of an approved plan: how far the worker is with them, and the files to take home."""

from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from documents import store
from documents.actions import files_job, request_files
from documents.enums import JobState
from documents.freezing import missing_roles
from documents.models import PaperFile
from lib.refusals import Refused
from plans.models import Plan
from plans.views.access import approved_plan
from plans.views.handing_out import as_file, note_download
from plans.views.workspace import workspace

ALTERED = (
    "Tệp này trong kho không còn nguyên vẹn (mất hoặc bị sửa trên máy chủ) nên không đưa ra. Hãy báo quản trị hệ thống "
    "khôi phục kho tệp từ bản sao lưu."
)


@require_safe
def files(request, plan_id):
    """The files with size and SHA-256, or how far the worker is; a page of its own when no script asks."""
    plan = approved_plan(request, plan_id)
    context = _files(plan)
    if request.headers.get("HX-Request"):
        return render(request, "plans/_files.html", {"plan": plan} | context)
    return workspace(request, plan, "plans/files.html", tab="files", **context)


@require_POST
def make_files(request, plan_id):
    """Have the worker make the files that are missing; back to where they are waited for."""
    plan = approved_plan(request, plan_id)
    request_files(plan.paper, by=request.user, at=timezone.now())
    return redirect("plans:files", plan.pk)


@require_safe
def file(request, plan_id, file_id):
    """One file of the approved plan, checked against its SHA-256 on the way out; who took it is noted."""
    plan = approved_plan(request, plan_id)
    kept = get_object_or_404(PaperFile, pk=file_id, paper=plan.paper)
    try:
        data = store.get(kept.sha256)
    except store.MissingFile:
        raise Refused(ALTERED) from None
    note_download(request, plan, what=kept.get_role_display(), sha256=kept.sha256)
    return as_file(plan, data, role=kept.role)


def _files(plan: Plan) -> dict:
    is_missing = bool(missing_roles(plan.paper))
    job = files_job(plan.paper) if is_missing else None
    return {
        "paper": plan.paper,
        "files": plan.paper.files.select_related("made_by"),
        "job": job,
        "is_missing": is_missing,
        "failed": job is not None and job.state == JobState.FAILED,
    }
