"""Registers on paper and in Excel: made at once when they are short, by the worker when they are long."""

import json

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from documents import actions, printing
from documents.enums import JobState
from documents.filters import RegisterFilter
from documents.models import Job
from documents.register_sheets import write_sheet
from documents.registers import QUICK_LINES, Span, print_books
from documents.views.access import may_read_registers
from documents.workbooks import EXCEL_TYPE
from lib.downloads import as_download


@require_safe
@may_read_registers
def book(request):
    """The PDF; a long one that is not printed yet is waited for on a page of its own."""
    span = _span(request)
    pdf, job = _printed(span)
    if request.headers.get("HX-Request"):
        response = render(request, "documents/_book_wait.html", _waiting(request, pdf, job))
        if pdf is not None:
            response["HX-Trigger"] = json.dumps({"plan:printed": {"url": request.get_full_path()}})
        return response
    if pdf is None:
        return render(request, "documents/book_wait.html", _waiting(request, pdf, job), status=202)
    return as_download(pdf, name=_name(span, "pdf"), content_type="application/pdf")


@require_POST
@may_read_registers
def ask(request):
    """Ask the worker for a long register; go back to where it is waited for."""
    actions.request_book(_span(request), by=request.user, at=timezone.now())
    return redirect(f"{reverse('documents:book')}?{request.GET.urlencode()}")


@require_safe
@may_read_registers
def sheet(request):
    """The lines as an Excel workbook."""
    span = _span(request)
    return as_download(write_sheet(span), name=_name(span, "xlsx"), content_type=EXCEL_TYPE)


def _span(request) -> Span:
    """The lines that the address asks for, words aside; Http404 when there is none."""
    asked = RegisterFilter(request.GET, user=request.user, on=timezone.localdate())
    if asked.office is None:
        raise Http404
    span = Span(asked.office.pk, asked.first, asked.last, asked.series)
    if not span.entries().exists():
        raise Http404
    return span


def _printed(span: Span) -> tuple[bytes | None, Job | None]:
    """The PDF, printed now when it is short; else the job that makes it, if it was asked for and is not lost."""
    key = span.key()
    pdf = printing.printed(key)
    if pdf is None and span.entries().count() <= QUICK_LINES:
        pdf = print_books(span)
        printing.keep(key, pdf)
    job = None if pdf else Job.objects.filter(key=key).exclude(state=JobState.DONE).first()
    return pdf, job


def _waiting(request, pdf, job) -> dict:
    query = request.GET.urlencode()
    return {
        "pdf": pdf,
        "job": job,
        "failed": job is not None and job.state == JobState.FAILED,
        "book_url": f"{reverse('documents:book')}?{query}",
        "ask_url": f"{reverse('documents:ask_book')}?{query}",
        "back_url": f"{reverse('documents:register')}?{query}",
    }


def _name(span: Span, ending: str) -> str:
    days = f"{span.first:%d-%m-%Y} đến {span.last:%d-%m-%Y}"
    if (span.first.day, span.first.month, span.last.day, span.last.month) == (1, 1, 31, 12):
        days = " ".join(dict.fromkeys([str(span.first.year), str(span.last.year)]))
    return f"Sổ văn bản đi {days}.{ending}"
