"""Files on their way to the browser: name, type, and the note of who saw or took a paper that counts."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from audit.enums import EntryKind
from audit.recording import record, record_view
from documents.enums import FileRole
from documents.freezing import number_of
from lib.client_address import client_address
from lib.downloads import as_download
from plans.enums import PlanState
from plans.file_names import ENDINGS, file_name
from plans.models import Plan

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def as_file(plan: Plan, data: bytes, *, role: str = "", ending: str = "") -> HttpResponse:
    """`data` to be saved under a Vietnamese name; `role` says which file of the approved plan it is, `ending` how the
    name of another one ends."""
    entry = number_of(plan.paper) if plan.paper_id else None
    name = file_name(plan, number=str(entry) if entry else "", ending=ending or ENDINGS.get(role, ".pdf"))
    return as_download(data, name=name, content_type=_WORD if role == FileRole.WORD else "application/pdf")


def note_download(request: HttpRequest, plan: Plan, *, what: str, sha256: str) -> None:
    """Write into the audit trail that this person took `what` («Bản đã ký»)."""
    act, details, address = f"tải {what[:1].lower()}{what[1:]}", {"sha256": sha256}, client_address(request)
    record(EntryKind.DOWNLOAD, act=act, by=request.user, at=timezone.now(), row=plan, details=details, address=address)


def note_view(request: HttpRequest, plan: Plan) -> None:
    """Write into the audit trail that this person looks at an issued plan, once in ten minutes; plans on their way are
    not noted. The one thing that a GET of a plan writes."""
    if plan.state in PlanState.in_public():
        address = client_address(request)
        record_view(plan, by=request.user, at=timezone.now(), act="xem kế hoạch", address=address)
