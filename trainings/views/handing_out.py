"""Lists on their way to the browser as PDF, Word or Excel; the note of who took one with people in it.

Long ones are printed by the worker. Lists with personal data in full are never kept among the prints.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from audit.enums import EntryKind
from audit.recording import record
from documents import printing
from documents.content import Content, Table
from documents.enums import JobState
from documents.layout import Layout
from documents.models import Job
from documents.papers import Paper
from documents.rendering import render_pdf
from documents.word import write_docx
from documents.workbooks import EXCEL_TYPE, write_xlsx
from lib.client_address import client_address
from lib.downloads import as_download
from lib.refusals import Refused

WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TOO_LONG = "Danh sách có {} người nên bản PDF đầy đủ không in ngay được: hãy tải bản Excel hoặc Word."
_WRITERS: dict[str, tuple[str, Callable[[Content, Layout], bytes]]] = {
    "pdf": ("application/pdf", printing.print_now),
    "docx": (WORD_TYPE, write_docx),
    "xlsx": (EXCEL_TYPE, write_xlsx),
}


@dataclass(frozen=True)
class Printout:
    """A paper of one row to be handed out. `name` is what the file is called, without ending; `ask_url` is where the
    worker is asked to print a long one, `back_url` where one goes afterwards."""

    source: Paper
    row: Any
    name: str
    organisation_id: int
    ask_url: str
    back_url: str
    has_people: bool = True


def hand_out(request: HttpRequest, printout: Printout, format: str) -> HttpResponse:
    """The file, masked; a long PDF that is not printed yet is waited for (202). Raises Http404 for other formats."""
    if format not in _WRITERS:
        raise Http404
    content, layout = printout.source.content(printout.row), printout.source.layout(printout.row)
    if format == "pdf" and not printing.is_quick(content):
        key = printing.print_key(content, layout)
        if printing.printed(key) is None or request.headers.get("HX-Request"):
            return _wait(request, printout, key)
    if printout.has_people:
        _note(request, printout, format, content)
    kind, write = _WRITERS[format]
    return _file(write(content, layout), f"{printout.name}.{format}", kind)


def hand_out_full(
    request: HttpRequest, printout: Printout, content: Content, *, format: str, reason: str
) -> HttpResponse:
    """`content`, which shows personal data in full, as a file. Raises Refused for a PDF that takes too long."""
    layout = printout.source.layout(printout.row)
    if format == "pdf" and not printing.is_quick(content):
        raise Refused(TOO_LONG.format(people_in(content)))
    kind, write = _WRITERS[format]
    data = (render_pdf if format == "pdf" else write)(content, layout)
    _note(request, printout, format, content, reason=reason)
    return _file(data, f"{printout.name} – đầy đủ.{format}", kind)


def people_in(content: Content) -> int:
    """How many rows the tables have."""
    blocks = [block for section in content.walk_sections() for block in section.blocks]
    blocks += [block for appendix in content.appendices for block in appendix.blocks]
    return sum(len(block.rows) for block in blocks if isinstance(block, Table))


def _wait(request: HttpRequest, printout: Printout, key: str) -> HttpResponse:
    job = Job.objects.filter(key=key).exclude(state=JobState.DONE).first()
    context = {
        "printout": printout,
        "file_url": request.path,
        "is_there": printing.printed(key) is not None,
        "job": job,
        "failed": job is not None and job.state == JobState.FAILED,
    }
    if request.headers.get("HX-Request"):
        return render(request, "trainings/_printing.html", context)
    return render(request, "trainings/printing.html", context, status=202)


def _note(request: HttpRequest, printout: Printout, format: str, content: Content, *, reason: str = "") -> None:
    label = printout.source.label
    details = {"people": people_in(content), "full": bool(reason)} | ({"reason": reason} if reason else {})
    record(
        EntryKind.DOWNLOAD,
        act=f"tải {label[:1].lower()}{label[1:]} ({format}{', đầy đủ' if reason else ''})",
        by=request.user,
        at=timezone.now(),
        row=printout.row,
        organisation_id=printout.organisation_id,
        details=details,
        address=client_address(request),
    )


def _file(data: bytes, name: str, kind: str) -> HttpResponse:
    response = as_download(data, name=name, content_type=kind)
    response["Cache-Control"] = "private, no-store"
    return response
