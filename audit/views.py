"""The pages of the audit trail: the list, one entry, and taking home what was found."""

from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from audit.enums import EntryKind
from audit.exporting import FORMATS, MOST_ROWS, as_file
from audit.filters import EntryFilter
from audit.models import Entry
from audit.recording import record
from audit.tables import name_of, readable, url_of, words_of
from audit.telling import details_of, facts, lines, summary
from lib.client_address import client_address
from lib.keys import row_key

PER_PAGE = 50


@require_safe
def trail(request):
    """The newest entries that the person may see, narrowed as asked; pages go on from an entry, not by number."""
    _require_right(request.user)
    asked = EntryFilter(request.GET, user=request.user)
    entries, newer, older = _page(asked.narrow(Entry.objects.visible_to(request.user)), request.GET)
    may_read = readable(request.user, entries)
    rows = [
        (entry, entry.row_name, summary(details_of(entry))) if entry.pk in may_read else (entry, "", "")
        for entry in entries
    ]
    kept = urlencode([(name, value) for name, value in request.GET.items() if value and name not in ("truoc", "sau")])
    context = {"filter": asked, "rows": rows, "newer": newer, "older": older, "kept": kept, "most": MOST_ROWS}
    return render(request, "audit/trail.html", context)


@require_safe
def entry(request, entry_id):
    """One entry: who, when, and what stood there before and after."""
    _require_right(request.user)
    row = get_object_or_404(Entry.objects.visible_to(request.user), pk=entry_id)
    may_read = bool(readable(request.user, [row]))
    details = details_of(row) if may_read else {}
    context = {
        "entry": row,
        "may_read": may_read,
        "table": name_of(row.table) if row.table else "",
        "url": url_of(row) if may_read else "",
        "lines": lines(details),
        "facts": facts(details, words_of(row)),
    }
    return render(request, "audit/entry.html", context)


@require_POST
def take_home(request, kind):
    """The newest entries found, at most MOST_ROWS, as a spreadsheet; that they were taken is an entry itself."""
    _require_right(request.user)
    if kind not in FORMATS:
        raise Http404
    asked = EntryFilter(request.POST, user=request.user)
    entries = list(asked.narrow(Entry.objects.visible_to(request.user))[:MOST_ROWS])
    data = as_file(entries, readable=readable(request.user, entries), kind=kind)
    now = timezone.now()
    details = {"rows": len(entries), "format": kind, "filter": asked.in_words()}
    address = client_address(request)
    record(EntryKind.DOWNLOAD, act="tải nhật ký", by=request.user, at=now, details=details, address=address)
    response = HttpResponse(data, content_type=FORMATS[kind]().get_content_type())
    name = f"nhat-ky-{timezone.localtime(now):%Y-%m-%d-%H%M}.{kind}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


def _require_right(user) -> None:
    if not user.has_perm("audit.view_entry"):
        raise PermissionDenied


def _page(entries, asked) -> tuple[list[Entry], int | None, int | None]:
    """(entries of the page, key from which newer ones go on, key from which older ones go on)."""
    before, after = row_key(asked.get("truoc")), row_key(asked.get("sau"))
    if after is not None:
        rows = list(entries.filter(pk__gt=after).order_by("pk")[: PER_PAGE + 1])
        has_newer, has_older = len(rows) > PER_PAGE, True
        rows = rows[:PER_PAGE][::-1]
    else:
        rows = list((entries.filter(pk__lt=before) if before is not None else entries)[: PER_PAGE + 1])
        has_newer, has_older = before is not None, len(rows) > PER_PAGE
        rows = rows[:PER_PAGE]
    newer = rows[0].pk if rows and has_newer else None
    return rows, newer, rows[-1].pk if rows and has_older else None
