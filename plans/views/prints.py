"""The printed pages of a plan: always pictures of the true PDF, made at once or, for large plans, by the worker."""

import json
import textwrap
from dataclasses import dataclass
from urllib.parse import quote

from django.core.cache import caches
from django.http import Http404, HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from documents import papers, printing
from documents.actions import request_print
from documents.content import Content
from documents.enums import JobState
from documents.models import Job
from documents.page_map import PageMap, page_map
from lib.text import fold
from plans.models import Plan
from plans.views.access import visible_plan
from plans.views.outlines import outline

PICTURE_WIDTHS = (900, 1400)


@dataclass(frozen=True)
class PrintState:
    """The print of a plan as it is now: its key, what it says, and either the PDF or the job that makes it."""

    key: str
    content: Content
    pdf: bytes | None
    job: Job | None

    @property
    def failed(self) -> bool:
        """Whether the worker gave up."""
        return self.job is not None and self.job.state == JobState.FAILED


def state(plan: Plan) -> PrintState:
    """The print of `plan`: found, made at once when it is quick, or the worker's job for it (None: not asked yet).

    Raises Refused when this machine cannot print.
    """
    paper = papers.paper("plan")
    row = paper.find(plan.pk)
    content, layout = paper.content(row), paper.layout(row)
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
    now = state(plan)
    context = {"plan": plan, "print": now}
    if now.pdf is None:
        return render(request, "plans/_printing.html", context)
    map_ = page_map(now.pdf)
    places = _places(plan, map_)
    sheets = [(page, [place for place in places if place["page"] == page.number]) for page in map_.pages]
    return render(request, "plans/_pages.html", context | {"sheets": sheets, "widths": PICTURE_WIDTHS})


@require_safe
@cache_control(private=True, max_age=7 * 24 * 3600, immutable=True)
def preview_page(request, plan_id, key, page, width):
    """The picture of one page. The address names the print, so a browser may keep it."""
    plan = visible_plan(request, plan_id)
    if width not in PICTURE_WIDTHS:
        raise Http404
    if not _was_shown(plan, key) and state(plan).key != key:
        raise Http404
    try:
        picture = printing.page_picture(key, page, width)
    except printing.NotPrinted as missing:
        raise Http404 from missing
    return HttpResponse(picture, content_type="image/webp")


def _was_shown(plan: Plan, key: str) -> bool:
    """Whether `key` names an earlier print of this very plan, which a page still open may ask for."""
    return caches["papers"].get(_shown_as(plan, key)) is not None


def _shown_as(plan: Plan, key: str) -> str:
    return f"plan-{plan.pk}-{key}"


@require_safe
def download(request, plan_id):
    """The PDF. A large plan that is not printed yet is waited for on a page of its own."""
    plan = visible_plan(request, plan_id)
    now = state(plan)
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
    response = HttpResponse(now.pdf, content_type="application/pdf")
    response["Content-Disposition"] = f"attachment; filename=\"{ascii_name(plan)}\"; filename*=UTF-8''{_quoted(plan)}"
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    return response


def file_name(plan: Plan) -> str:
    """The name under which the PDF is saved: «Kế hoạch 2026 – Thực hiện Tiểu dự án 2.pdf», at most 120 letters."""
    years = plan.years.replace("–", "-")
    title = "".join(" " if letter in '\\/:*?"<>|\n\t' else letter for letter in plan.title)
    words = textwrap.wrap(" ".join(title.split()), 90) or [""]
    return f"Kế hoạch {years} – {words[0].strip(' .')}.pdf"


def ascii_name(plan: Plan) -> str:
    """The same name for browsers that know no Vietnamese letters."""
    kept = "".join(letter if letter.isalnum() else "-" for letter in fold(file_name(plan).removesuffix(".pdf")))
    return "-".join(filter(None, kept.encode("ascii", "ignore").decode().split("-"))) + ".pdf"


def _quoted(plan: Plan) -> str:
    return quote(file_name(plan), safe="")


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
