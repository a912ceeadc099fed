"""Certificates of a class: who has one, giving, taking back, and the PDF of all of them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from audit.enums import EntryKind
from audit.recording import record
from documents import printing
from documents.enums import JobState
from documents.models import Job
from lib.client_address import client_address
from lib.refusals import Refused
from trainings import certificates as work
from trainings.actions import certificates as acts
from trainings.forms.certificates import GiveForm
from trainings.forms.papers import ReasonForm
from trainings.models import TrainingClass
from trainings.views.access import held_class, visible_class
from trainings.views.frames import class_page


@require_safe
def certificates(request, class_id):
    """The certificates of the class, and how far their print is."""
    row = visible_class(request, class_id)
    if request.headers.get("HX-Request"):
        return render(request, "trainings/_certificates_print.html", {"training_class": row} | _print(row))
    return _page(request, row)


@require_POST
def give(request, class_id):
    """Give everybody who completed the class a certificate."""
    row = held_class(request, class_id)
    form = GiveForm(request.POST, training_class=row)
    if not form.is_valid():
        return _page(request, row, form=form, status=400)
    try:
        count = acts.give_certificates(row, by=request.user, at=timezone.now(), **form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, refusal.sentence)
        return _page(request, row, form=form, status=409)
    messages.success(request, f"Đã cấp {count} giấy chứng nhận." if count else "Mọi người hoàn thành đều đã có giấy.")
    return redirect("trainings:certificates", row.pk)


@require_POST
def revoke(request, class_id, certificate_id):
    """Take one back, with a reason."""
    row = held_class(request, class_id)
    certificate = get_object_or_404(work.certificates_of(row), pk=certificate_id)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, row, refused=(certificate.pk, form.errors["reason"][0]), status=400)
    try:
        acts.revoke_certificate(certificate, by=request.user, at=timezone.now(), **form.cleaned_data)
    except Refused as refusal:
        return _page(request, row, refused=(certificate.pk, refusal.sentence), status=409)
    messages.success(request, "Đã thu hồi giấy chứng nhận.")
    return redirect("trainings:certificates", row.pk)


@require_POST
def ask(request, class_id):
    """Ask the worker to print the certificates of a large class."""
    row = held_class(request, class_id)
    acts.request_certificates(row, by=request.user, at=timezone.now())
    return redirect("trainings:certificates", row.pk)


@require_safe
def pdf(request, class_id):
    """All certificates of the class, a page each; a large class is printed by the worker first."""
    row = held_class(request, class_id)
    found = _print(row)
    if not found["count"]:
        raise Refused("Lớp này chưa có giấy chứng nhận nào.")
    data = printing.printed(found["key"])
    if data is None and found["is_quick"]:
        data = work.print_certificates(row)
        printing.keep(found["key"], data)
    if data is None:
        return redirect("trainings:certificates", row.pk)
    record(
        EntryKind.DOWNLOAD,
        act="tải giấy chứng nhận (pdf)",
        by=request.user,
        at=timezone.now(),
        row=row,
        details={"count": found["count"]},
        address=client_address(request),
    )
    name = f"giay-chung-nhan-lop-{row.pk}.pdf"
    return HttpResponse(
        data, content_type="application/pdf", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def _print(row: TrainingClass) -> dict:
    count = work.certificates_of(row).filter(revoked_at=None).count()
    key = work.print_key_of(row)
    is_there = printing.printed(key) is not None
    job = None if is_there else Job.objects.filter(key=key).exclude(state=JobState.DONE).first()
    return {"count": count, "key": key, "is_there": is_there, "is_quick": count <= work.QUICK, "job": job}


def _page(request, row: TrainingClass, *, form: GiveForm | None = None, refused=(0, ""), status: int = 200):
    context = {
        "certificates": [
            (certificate, work.number_in_series(certificate.number, certificate.series))
            for certificate in work.certificates_of(row)
        ],
        "waiting": work.holders(row).count(),
        "form": form or GiveForm(training_class=row),
        "refused": {"at": refused[0], "sentence": refused[1]},
    }
    return class_page(
        request, row, "trainings/certificates.html", tab="certificates", status=status, **context | _print(row)
    )
