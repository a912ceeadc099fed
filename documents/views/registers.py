"""The register of outgoing documents on screen."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from documents.filters import RegisterFilter
from documents.papers import pages_of
from documents.permissions import can_register
from documents.views.access import may_read_registers

LINES_PER_PAGE = 50


@require_safe
@may_read_registers
def register_page(request):
    """Lines of one office by period, the latest first."""
    asked = RegisterFilter(request.GET, user=request.user, on=timezone.localdate())
    rows = asked.rows().select_related("paper").defer("paper__content", "paper__layout")
    page = Paginator(rows, LINES_PER_PAGE).get_page(request.GET.get("trang"))
    addresses = pages_of([entry.paper for entry in page if entry.paper_id], user=request.user)
    return render(
        request,
        "documents/register.html",
        {
            "filter": asked,
            "page": page,
            "pages": page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1),
            "lines": [(entry, addresses.get(entry.paper_id, "")) for entry in page],
            "may_register": asked.office is not None and can_register(request.user, asked.office),
        },
    )
