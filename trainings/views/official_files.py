"""The files of a class's paper: the one that counts, or the draft as it would be printed; its pages as pictures."""

import hashlib

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from audit.enums import EntryKind
from audit.recording import record
from documents import printing, store
from documents.freezing import shown_file
from documents.papers import paper as paper_of
from documents.word import write_docx
from lib.client_address import client_address
from lib.refusals import Refused
from lib.text import fold
from trainings.actions.papers import SOURCE
from trainings.models import ClassPaper

WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ALTERED = "Tệp này trong kho không còn nguyên vẹn nên không đưa ra. Hãy báo quản trị hệ thống khôi phục từ bản sao lưu."
PICTURE_WIDTH = 1000


@require_safe
def pdf(request, paper_id):
    """The signed or scanned file if there is one, else the paper as printed. Who took it is noted."""
    row = _found(request, paper_id)
    return _as_file(request, row, _bytes(row), "pdf", "application/pdf")


@require_safe
def word(request, paper_id):
    """The paper as a Word file."""
    row = _found(request, paper_id)
    source = paper_of(SOURCE)
    return _as_file(request, row, write_docx(source.content(row), source.layout(row)), "docx", WORD_TYPE)


@require_safe
def page(request, paper_id, page):
    """One page as a picture."""
    row = _found(request, paper_id)
    data = _bytes(row)
    key = hashlib.sha256(data).hexdigest()
    if printing.printed(key) is None:
        printing.keep(key, data)
    try:
        picture = printing.page_picture(key, page, PICTURE_WIDTH, in_colour=row.paper_id is not None)
    except printing.NotPrinted:
        raise Http404 from None
    return HttpResponse(picture, content_type="image/webp", headers={"Cache-Control": "private, no-cache"})


def _found(request, paper_id: int) -> ClassPaper:
    seen = get_object_or_404(ClassPaper.objects.visible_to(request.user).only("pk"), pk=paper_id)
    return paper_of(SOURCE).find(seen.pk)


def _bytes(row: ClassPaper) -> bytes:
    file = shown_file(row.paper) if row.paper else None
    if file is None:
        source = paper_of(SOURCE)
        return printing.print_now(source.content(row), source.layout(row))
    try:
        return store.get(file.sha256)
    except store.MissingFile:
        raise Refused(ALTERED) from None


def _as_file(request, row: ClassPaper, data: bytes, ending: str, kind: str) -> HttpResponse:
    record(
        EntryKind.DOWNLOAD,
        act=f"tải {row.get_kind_display().lower()} ({ending})",
        by=request.user,
        at=timezone.now(),
        row=row,
        details={},
        address=client_address(request),
    )
    name = f"{slugify(fold(row.get_kind_display()))}-{row.pk}.{ending}"
    return HttpResponse(data, content_type=kind, headers={"Content-Disposition": f'inline; filename="{name}"'})
