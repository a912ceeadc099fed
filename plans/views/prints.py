"""The printed pages of a plan: always pictures of the true PDF, made at once or, for large plans, by the worker.

From approval on they are the pages of the file that counts: the one made for signing, and later the signed one.
"""

import hashlib
import json
from dataclasses import dataclass

from django.core.cache import caches
from django.http import Http404, HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from documents import papers, printing, store
from documents.actions import request_print
from documents.content import Content
from documents.enums import FileRole, JobState
from documents.freezing import latest_file, number_of, shown_file
from documents.models import Job, PaperFile
from documents.page_map import PageMap, page_map
from lib.text import fold
from plans.models import Plan
from plans.views.access import visible_plan
from plans.views.handing_out import as_file, note_download, note_view
from plans.views.outlines import outline

PICTURE_WIDTHS = (900, 1400)


@dataclass(frozen=True)
class PrintState:
    """The print of a plan as it is now: its key, what it says, and either the PDF or the job that makes it.

    `file` is the kept file that the PDF is, if it is one.
    """

    key: str
    content: Content
    pdf: bytes | None
    job: Job | None
    file: PaperFile | None = None

    @property
    def failed(self) -> bool:
        """Whether the worker gave up."""
        return self.job is not None and self.job.state == JobState.FAILED


def state(plan: Plan) -> PrintState:
    """The print of `plan`: found, made at once when it is quick, or the worker's job for it (None: not asked yet).

    Of an approved plan it is the file made for signing, and with number and date once they are given; signatures and
    seals are not on it. Raises Refused when this machine cannot print.
    """
    paper = papers.paper("plan")
    row = paper.find(plan.pk)
    content, layout = paper.content(row), paper.layout(row)
    if row.paper is not None and number_of(row.paper) is None:
        ready = latest_file(row.paper, FileRole.READY)
        if ready is not None and (kept := _kept(plan, ready, content)):
            return kept
    key = printing.print_key(content, layout)
    pdf = printing.printed(key)
    if pdf is None and printing.is_quick(content):
        pdf = printing.print_now(content, layout)
    if pdf is not None:
        caches["papers"].add(_shown_as(plan, key), True)
        return PrintState(key, content, pdf, None)
    job = Job.objects.filter(key=key).first()
    lost = job is not None and job.state == JobState.DONE
    return PrintState(key, content, None, None if lost else job)


def shown(plan: Plan) -> PrintState:
    """What people are shown: the file that counts (signed, sealed, scanned), or the print while there is none."""
    file = shown_file(plan.paper) if plan.paper_id else None
    kept = _kept(plan, file, papers.paper("plan").content(plan)) if file else None
    return kept or state(plan)


def _kept(plan: Plan, file: PaperFile, content: Content) -> PrintState | None:
    """`file` as a print; None when its bytes are gone or altered: the list of files says so."""
    pdf = printing.printed(file.sha256)
    if pdf is None:
        try:
            pdf = store.get(file.sha256)
        except store.MissingFile:
            return None
        printing.keep(file.sha256, pdf)
    caches["papers"].add(_shown_as(plan, file.sha256), True)
    return PrintState(file.sha256, content, pdf, None, file)


@require_POST
def ask(request, plan_id):
    """Ask the worker to print a plan that is too long to wait for; go back to where the pages are waited for."""
    plan = visible_plan(request, plan_id)
    request_print("plan", plan.pk, by=request.user, at=timezone.now())
    return redirect("plans:download" if request.POST.get("den") == "tai-pdf" else "plans:pages", plan.pk)


@require_safe
def pages(request, plan_id):
    """The pages as they will be printed, or how far the worker is with them."""
    plan = visible_plan(request, plan_id)
    now = shown(plan)
    context = {"plan": plan, "print": now}
    if now.pdf is None:
        return render(request, "plans/_printing.html", context)
    map_ = page_map(now.pdf)
    places = _places(plan, map_)
    note_view(request, plan)
    sheets = [(page, [place for place in places if place["page"] == page.number]) for page in map_.pages]
    return render(request, "plans/_pages.html", context | {"sheets": sheets, "widths": PICTURE_WIDTHS})


@require_safe
@cache_control(private=True, max_age=7 * 24 * 3600, immutable=True)
def preview_page(request, plan_id, key, page, width):
    """The picture of one page. The address names the print, so a browser may keep it."""
    plan = visible_plan(request, plan_id)
    if width not in PICTURE_WIDTHS:
        raise Http404
    if not _was_shown(plan, key) and shown(plan).key != key:
        raise Http404
    try:
        picture = printing.page_picture(key, page, width, in_colour=_came_back(plan, key))
    except printing.NotPrinted as missing:
        raise Http404 from missing
    return HttpResponse(picture, content_type="image/webp")


def _was_shown(plan: Plan, key: str) -> bool:
    """Whether `key` names an earlier print of this very plan, which a page still open may ask for."""
    return caches["papers"].get(_shown_as(plan, key)) is not None


def _shown_as(plan: Plan, key: str) -> str:
    return f"plan-{plan.pk}-{key}"


def _came_back(plan: Plan, key: str) -> bool:
    """Whether `key` names a file with seal and signature on it rather than a print of the house: its colours count."""
    return plan.paper_id is not None and plan.paper.files.filter(sha256=key).exclude(role=FileRole.READY).exists()


@require_safe
def download(request, plan_id):
    """The PDF. A large plan that is not printed yet is waited for on a page of its own."""
    plan = visible_plan(request, plan_id)
    now = shown(plan)
    if request.headers.get("HX-Request"):
        response = render(request, "plans/_download_wait.html", {"plan": plan, "print": now})
        if now.pdf is not None:
            response["HX-Trigger"] = json.dumps({"plan:printed": {"url": request.path}})
        return response
    if now.pdf is None:
        return render(request, "plans/download_wait.html", {"plan": plan, "print": now}, status=202)
    return _attachment(request, plan, now)


def _attachment(request, plan: Plan, now: PrintState) -> HttpResponse:
    etag = f'"{now.key}"'
    if request.headers.get("If-None-Match") == etag:
        return HttpResponseNotModified()
    if plan.paper_id is not None:
        what = now.file.get_role_display() if now.file else "Bản in"
        note_download(request, plan, what=what, sha256=hashlib.sha256(now.pdf).hexdigest())
    response = as_file(plan, now.pdf, role=now.file.role if now.file else "")
    response["ETag"] = etag
    return response


def _places(plan: Plan, map_: PageMap) -> list[dict]:
    """Where each section is printed: headings are printed in outline order, so each is looked for behind the last."""
    printed = [_plain(place.text) for place in map_.headings]
    places, first = [], 0
    for row, heading in outline(plan):
        wanted = _plain(f"{heading.label} {row.title}")
        at = next((i for i in range(first, len(printed)) if printed[i] == wanted), None)
        if at is None:
            continue
        first = at + 1
        if row.activity is None:
            found = map_.headings[at]
            places.append({"section": row.section.pk, "page": found.page, "y": found.y_mm, "text": found.text})
    return places


def _plain(heading: str) -> str:
    """A heading without accents, capitals and the mark «./.» that may end the document."""
    return fold(heading).rstrip(" ./")
