"""What a save answers: pages to a browser, short JSON to the editor's script."""

import difflib
from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone

from plans.models import Plan

NOT_SAVED = "Chưa lưu: hãy xem chỗ báo đỏ. Những gì đã nhập vẫn còn trên trang."


def by_script(request: HttpRequest) -> bool:
    """Whether the editor's script asks: it wants JSON and goes on by itself."""
    return request.headers.get("Accept") == "application/json"


def saved(request: HttpRequest, *, to: str, form, fresh: dict) -> HttpResponse:
    """Say that it is saved. `fresh` are the hidden fields by which the next save is known to follow this one; `to` is
    where a browser without script goes on. Texts stored otherwise than typed (old fonts) go back to the script.
    """
    if by_script(request):
        at = f"{timezone.localtime():%H:%M:%S}"
        return JsonResponse({"fresh": fresh, "saved_at": at, "notices": form.notices, "texts": form.converted})
    for notice in form.notices:
        messages.info(request, notice)
    messages.success(request, f"Đã lưu lúc {timezone.localtime():%H:%M:%S}.")
    return redirect(to)


def invalid(request: HttpRequest, form, *, page: Callable[[], HttpResponse]) -> HttpResponse:
    """Say beside the fields what is wrong; nothing typed is lost. `page` shows the whole page with `form` in it."""
    if by_script(request):
        errors = {form.add_prefix(name) if name != "__all__" else name: list(e) for name, e in form.errors.items()}
        return JsonResponse({"errors": errors}, status=400)
    messages.error(request, NOT_SAVED)
    response = page()
    response.status_code = 400
    return response


def conflict(
    request: HttpRequest, plan: Plan, *, form, current, action: str, back: str, fresh: dict | None = None
) -> HttpResponse:
    """Show the person's text beside what is stored now, to keep one, take the other or join both (409).

    `fresh` are the hidden fields by which the choice is known to follow `current`: its version, unless given.
    """
    pairs = [_Pair(form, name, current) for name in form.texts]
    plan.refresh_from_db(fields=["updated_at", "updated_by"])
    context = {
        "plan": plan,
        "differing": [pair for pair in pairs if pair.differs],
        "equal": [pair for pair in pairs if not pair.differs],
        "fresh": fresh or {"version": current.version},
        "action": action,
        "back": back,
    }
    if by_script(request):
        return JsonResponse({"conflict": render_to_string("plans/_conflict.html", context, request)}, status=409)
    return render(request, "plans/conflict.html", context, status=409)


def gone(request: HttpRequest, plan: Plan, *, what: str, back: str) -> HttpResponse:
    """The row was deleted by somebody meanwhile: give the typed text back to keep (409)."""
    texts = [text for name, text in request.POST.items() if text.strip() and name in {"title", "body", "wording"}]
    context = {"plan": plan, "what": what, "texts": texts, "back": back}
    if by_script(request):
        return JsonResponse({"conflict": render_to_string("plans/_gone.html", context, request)}, status=409)
    return render(request, "plans/gone.html", context, status=409)


class _Pair:
    """One field in both versions: the person's, ready to be changed, and the stored one."""

    def __init__(self, form, name: str, current):
        self.label = form[name].label
        self.name = form[name].html_name
        self.id = f"mine-{self.name}"
        self.typed = form.data.get(self.name, "")
        self.differs = form.cleaned_data[name] != getattr(current, name)
        self.theirs = _in_words(current, name)
        attrs = {"id": self.id, "aria-label": False, "aria-describedby": False, "autofocus": False}
        if isinstance(form.fields[name].widget, forms.Textarea):
            attrs["rows"] = 8
        self.mine = form[name].as_widget(attrs=attrs)
        self._mine = self.typed.replace("\r\n", "\n")

    @property
    def lines(self) -> list[tuple[str, bool]]:
        """Lines of the stored text; True marks those that the person's text does not have."""
        theirs, mine = self.theirs.split("\n"), self._mine.split("\n")
        marked = []
        for tag, _, _, first, last in difflib.SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes():
            marked += [(line, tag != "equal") for line in theirs[first:last]]
        return marked


def _in_words(row, name: str) -> str:
    """What stands in a field, as people read it."""
    value = getattr(row, f"get_{name}_display", lambda: getattr(row, name))()
    if isinstance(value, bool):
        return "Có" if value else "Không"
    return "" if value is None else str(value)
