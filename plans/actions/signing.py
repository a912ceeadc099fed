"""Acts that bring a signed file: signed and sealed here with a key, or elsewhere and uploaded, or scanned.

What takes time (opening keys, signing, examining) is done before the plan's row is locked; then it is asked once more
whether the plan still stands where it stood.
"""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from documents import store
from documents.enums import FileRole
from documents.freezing import add_file, number_of
from documents.keys import opened_key, picture_of
from documents.models import PaperFile, SigningKey
from documents.permissions import can_change_key
from documents.scans import read_scan
from documents.signed_files import Examined, bytes_of, examined, seal_owner
from documents.signing import Signer, seal, sign
from documents.signing.names import is_organisation
from lib.refusals import Refused
from organisations.enums import Issuing
from organisations.models import User
from plans.actions.editing import locked_row
from plans.actions.issuing import mark_sealed, mark_signed, number_plan
from plans.actions.stepping import require
from plans.enums import PlanAct
from plans.models import Plan

OTHER_APPROVAL = "Kế hoạch vừa được trả lại và duyệt lại: tệp này là của bản duyệt trước. Hãy ký bản trình ký mới."
ON_PAPER = "Kế hoạch này ban hành bằng bản giấy: hãy ký tay, đóng dấu mực rồi đính kèm bản quét."
NOT_ON_PAPER = "Kế hoạch này ban hành bằng văn bản điện tử: hãy ký số, đóng dấu số; không dùng bản quét."
NOT_OF_THE_OFFICE = "Khóa này không phải con dấu của cơ quan ban hành kế hoạch. Hãy chọn đúng khóa."
OTHER_OFFICE = (
    "Chứng thư của khóa này cấp cho «{found}», không phải «{owner}» nên chưa cấp số, chưa đóng dấu. Hãy dùng con dấu "
    "số của cơ quan ban hành."
)
TOO_FEW_PAGES = (
    "Bản quét có {scanned} trang, bản đã duyệt có {approved} trang. Hãy quét đủ mọi trang theo thứ tự rồi tải lại."
)

_ACTS = {FileRole.SIGNED: PlanAct.SIGN, FileRole.SEALED: PlanAct.SEAL, FileRole.SCAN: PlanAct.SEAL}


def take_signed_file(plan: Plan, found: Examined, *, by: User, at: datetime) -> PaperFile:
    """Keep an examined file as the signed (then the plan is signed) or the sealed one of `plan`, and return it.

    Raises PermissionDenied; Refused also when the examination refused the file.
    """
    if not found.report.accepted:
        raise Refused(" ".join(found.report.refusals))
    return _keep(plan, found.role, found.data, paper_id=found.paper_id, by=by, at=at, report=found.report.to_json())


def sign_plan(plan: Plan, *, key: SigningKey, secret: str, by: User, at: datetime) -> PaperFile:
    """Sign the signed-ready file of `plan` with an own `key`; `secret` is its password or PIN (Điều 13).

    Raises PermissionDenied, also for somebody else's key; Refused: wrong secret, no field to sign in, a key of another
    name than the signer's, too late.
    """
    require(plan, PlanAct.SIGN, by=by, seen=plan)
    _check_way(plan, FileRole.SIGNED)
    if key.owner_id != by.pk:
        raise PermissionDenied
    ready = bytes_of(plan.paper, FileRole.READY)
    with opened_key(key, secret, at=at) as signer:
        data = sign(ready, signer=signer, picture=picture_of(key), at=at)
    return take_signed_file(plan, examined(plan.paper, data, role=FileRole.SIGNED, at=at), by=by, at=at)


def seal_plan(plan: Plan, *, key: SigningKey, secret: str, by: User, at: datetime) -> PaperFile:
    """Write number and date of the register into the signed file of `plan` and seal it with the office's `key`, in one
    update (Điều 17).

    Raises PermissionDenied; Refused: wrong secret, not this office's seal, sealed already.
    """
    require(plan, PlanAct.SEAL, by=by, seen=plan)
    _check_way(plan, FileRole.SEALED)
    _check_seal(plan, key, by=by)
    with opened_key(key, secret, at=at) as signer:
        return _sealed(plan, key, signer, by=by, at=at)


def number_and_seal_plan(
    plan: Plan, *, key: SigningKey, secret: str, dated_on: date | None = None, by: User, at: datetime
) -> PaperFile:
    """Give `plan` number and date, then seal it: two acts, with the key opened before the first.

    Raises as number_plan and seal_plan do. A number that was given stays given when sealing fails afterwards.
    """
    require(plan, PlanAct.NUMBER, by=by, seen=plan)
    _check_way(plan, FileRole.SEALED)
    _check_seal(plan, key, by=by)
    with opened_key(key, secret, at=at) as signer:
        owner = seal_owner(plan.organisation).name
        if not is_organisation(signer.certificate, owner):
            raise Refused(OTHER_OFFICE.format(found=signer.certificate.name, owner=owner))
        number_plan(plan, dated_on=dated_on, by=by, at=at)
        return _sealed(plan, key, signer, by=by, at=at)


def attach_scan(plan: Plan, files: list[bytes], *, by: User, at: datetime) -> PaperFile:
    """Keep the scan of the signed and stamped paper of `plan`: a PDF, or pictures of its pages (Điều 18.6).

    Raises PermissionDenied; Refused: not a scan that can be read, fewer pages than the paper has.
    """
    require(plan, PlanAct.SEAL, by=by, seen=plan)
    _check_way(plan, FileRole.SCAN)
    scan, report = read_scan(files), {"files": len(files)}
    return _keep(plan, FileRole.SCAN, scan, paper_id=plan.paper_id, by=by, at=at, report=report)


def _check_way(plan: Plan, role: FileRole) -> None:
    """Whether a file of that role belongs to the way in which the paper is issued."""
    if (plan.paper.issuing == Issuing.PAPER) != (role == FileRole.SCAN):
        raise Refused(NOT_ON_PAPER if role == FileRole.SCAN else ON_PAPER)


def _check_seal(plan: Plan, key: SigningKey, *, by: User) -> None:
    if not can_change_key(by, key):
        raise PermissionDenied
    if key.organisation_id not in (plan.organisation_id, seal_owner(plan.organisation).pk):
        raise Refused(NOT_OF_THE_OFFICE)


def _sealed(plan: Plan, key: SigningKey, signer: Signer, *, by: User, at: datetime) -> PaperFile:
    entry = number_of(plan.paper)
    data = seal(
        bytes_of(plan.paper, FileRole.SIGNED),
        signer=signer,
        number=entry.number,
        dated_on=entry.dated_on,
        picture=picture_of(key),
        at=at,
    )
    return take_signed_file(plan, examined(plan.paper, data, role=FileRole.SEALED, at=at), by=by, at=at)


def _keep(plan: Plan, role: FileRole, data: bytes, *, paper_id: int, by: User, at: datetime, report: dict) -> PaperFile:
    store.put(data)  # before the transaction: writing to disk would hold up everybody else's
    mark = mark_signed if role == FileRole.SIGNED else mark_sealed
    with transaction.atomic():
        row = locked_row(plan)
        require(row, _ACTS[role], by=by, seen=plan)
        if row.paper_id != paper_id:
            raise Refused(OTHER_APPROVAL)
        _check_way(row, role)
        file = add_file(row.paper, role, data, by=by, at=at, report=report)
        if role == FileRole.SCAN:
            _check_pages(file)
        mark(plan, by=by, at=at, file=file)
    return file


def _check_pages(scan: PaperFile) -> None:
    ready = scan.paper.files.filter(role=FileRole.READY).first()
    if ready and ready.pages and (scan.pages or 0) < ready.pages:
        raise Refused(TOO_FEW_PAGES.format(scanned=scan.pages or 0, approved=ready.pages))
