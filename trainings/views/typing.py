"""What is typed or pasted into the grid of a list: the same form, sent by the script row by row or by a button."""

import secrets

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from lib.refusals import Refused
from trainings.actions.rows import Saved, Typed, delete_rows, save_rows
from trainings.grid import columns
from trainings.lacks import lacks_of
from trainings.models import RosterList
from trainings.overview import lines
from trainings.pasting import pasted_rows
from trainings.views.access import filled_list
from trainings.views.list_page import list_page, page_of, place_of


@require_POST
def save(request: HttpRequest, roster_id: int) -> HttpResponse:
    """Keep the rows that were sent; 409 with both texts when somebody else changed one meanwhile."""
    roster, at = filled_list(request, roster_id), timezone.now()
    typed, gone = _typed(request, roster), request.POST.getlist("xoa")
    try:
        with transaction.atomic():  # rows go and come together, or neither
            deleted = delete_rows(roster, gone, by=request.user, at=at) if gone else 0
            saved = save_rows(roster, [one for one in typed if one.key not in set(gone)], by=request.user, at=at)
    except Refused as refusal:
        return _refused(request, roster, refusal)
    conflicts = [one for one in saved if one.state == "conflict"]
    status = 409 if conflicts else 200
    if _is_script(request):
        return JsonResponse({"rows": [_as_json(one) for one in saved], **_sums(roster.pk)}, status=status)
    if conflicts:
        sides = _sides(conflicts, typed, columns(roster.campaign.asks))
        return list_page(request, filled_list(request, roster_id), status=409, conflicts=sides)
    _tell(request, saved, deleted)
    last = max((one.place for one in saved if one.state == "unfinished"), default=0)
    url = redirect("registration:list", roster_id).url
    return redirect(f"{url}?trang={page_of(last)}#dong-{last}" if last else f"{url}?trang=1000#cuoi")


@require_POST
def paste(request: HttpRequest, roster_id: int) -> HttpResponse:
    """Rows of a block copied from Excel, by their headings or from the column where it was pasted. The script gets them
    to fill the grid; without it they are kept at once, and what is refused stands in the box again.
    """
    roster = filled_list(request, roster_id)
    text, start = request.POST.get("khoi", ""), request.POST.get("cot", "full_name")
    try:
        block = pasted_rows(text, columns=columns(roster.campaign.asks), start=start)
        if _is_script(request):
            said = {"rows": block.rows, "has_heads": block.has_heads, "unread": block.unread, "skipped": block.skipped}
            return JsonResponse(said)
        name = "".join(filter(str.isalnum, request.POST.get("khoa", "")))[:20]
        typed = [Typed(f"p{name}x{number}", 0, cells) for number, cells in enumerate(block.rows)]
        saved = save_rows(roster, typed, by=request.user, at=timezone.now())
    except Refused as refusal:
        return _refused(request, roster, refusal, paste_text=text)
    _tell(request, saved, 0)
    return redirect(f"{redirect('registration:list', roster_id).url}?trang=1000#cuoi")


def _typed(request: HttpRequest, roster: RosterList) -> list[Typed]:
    """The rows of the form: «r» names each with its version, «key-field» holds its cells."""
    post, fields = request.POST, columns(roster.campaign.asks)
    found = []
    for name in post.getlist("r"):
        key, _, version = name.partition(":")
        if not key.isalnum() or len(key) > 40:
            continue
        cells = {field: post.get(f"{key}-{field}", "") for field in fields}
        number = int(version) if version.isdecimal() and len(version) < 9 else 0
        found.append(Typed(key, number, cells, is_another=bool(post.get(f"{key}-khac"))))
    return found


def _refused(request: HttpRequest, roster: RosterList, refusal: Refused, **context) -> HttpResponse:
    if _is_script(request):
        return JsonResponse({"refusal": refusal.sentence}, status=409)
    row = filled_list(request, roster.pk)
    return list_page(request, row, status=409, refusal=refusal.sentence, **context)


def _is_script(request: HttpRequest) -> bool:
    return request.headers.get("Accept") == "application/json"


def _as_json(one: Saved) -> dict:
    return {
        "sent": one.sent, "key": one.key, "state": one.state, "version": one.version, "place": one.place,
        "waits": one.is_waiting, "theirs": one.theirs,
        "faults": [
            {"field": place_of(fault), "sentence": fault.sentence, "suggestion": fault.suggestion,
             "error": fault.is_error, "twins": fault.is_about_twins}
            for fault in one.faults
        ],
    }  # fmt: skip


def _sides(conflicts: list[Saved], typed: list[Typed], heads: dict[str, str]) -> list[dict]:
    """Both texts of each row that was not kept, and the fields that send the person's own once more."""
    mine, found = {one.key: one for one in typed}, []
    for one in conflicts:
        cells = mine[one.sent].cells
        key, version = (one.key, one.version) if one.theirs else (f"n{secrets.token_hex(6)}", 0)
        found.append(
            {
                "theirs": bool(one.theirs),
                "pairs": [(heading, (one.theirs or {}).get(name, ""), cells[name]) for name, heading in heads.items()],
                "again": f"{key}:{version}",
                "fields": [(f"{key}-{name}", text) for name, text in cells.items()],
            }
        )
    return found


def _sums(roster_id: int) -> dict:
    """What the page says above the grid, as it stands after saving."""
    today = timezone.localdate()
    lists = RosterList.objects.filter(pk=roster_id).select_related("campaign", "share")
    (line,) = lines(lists, on=today)
    return {
        "sums": {"seats": line.seats, "taken": line.taken, "missing": line.missing, "waiting": line.waiting},
        "lacks": [{"sentence": lack.sentence, "url": lack.url} for lack in lacks_of(line, on=today)],
    }


def _tell(request: HttpRequest, saved: list[Saved], deleted: int) -> None:
    stored = sum(one.state == "stored" for one in saved)
    bad = sum(one.state == "unfinished" for one in saved)
    parts = [f"Đã ghi {stored} dòng."] if stored else []
    parts += [f"Đã xóa {deleted} dòng."] if deleted else []
    if bad:
        parts.append(f"{bad} dòng còn lỗi: vẫn giữ ở dưới, hãy sửa chỗ báo đỏ.")
    level = messages.WARNING if bad else messages.SUCCESS
    messages.add_message(request, level, " ".join(parts) or "Không có gì mới để ghi.")
