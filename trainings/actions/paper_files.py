"""Acts that bring a signed file of a class's paper: signed and sealed here, or elsewhere and uploaded, or scanned.

As with plans, what takes time is done before the row is locked; then it is asked once more where the paper stands.
"""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localdate

from documents import store
from documents.enums import FileRole
from documents.freezing import add_file, number_of
from documents.keys import opened_key, picture_of
from documents.models import PaperFile, SigningKey
from documents.permissions import can_change_key
from documents.scans import read_scan
from documents.signed_files import Examined, bytes_of, examined, seal_owner
from documents.signing import seal, sign
from documents.signing.names import is_organisation
from lib.refusals import Refused
from organisations.enums import Issuing
from organisations.models import User
from trainings.actions.papers import may_sign, number_paper, require, stepping
from trainings.enums import PaperAct
from trainings.models import ClassPaper

OTHER_APPROVAL = "Giấy tờ này vừa được trả lại và duyệt lại: tệp này là của bản duyệt trước. Hãy ký bản mới."
ON_PAPER = "Giấy tờ này ban hành bằng bản giấy: hãy ký tay, đóng dấu mực rồi đính kèm bản quét."
NOT_ON_PAPER = "Giấy tờ này ban hành bằng văn bản điện tử: hãy ký số, đóng dấu số; không dùng bản quét."
NOT_OF_THE_OFFICE = "Khóa này không phải con dấu của cơ quan ban hành. Hãy chọn đúng khóa."
OTHER_OFFICE = (
    "Chứng thư của khóa này cấp cho «{found}», không phải «{owner}». Hãy dùng con dấu số của cơ quan ban hành."
)

_ACTS = {FileRole.SIGNED: PaperAct.SIGN, FileRole.SEALED: PaperAct.SEAL, FileRole.SCAN: PaperAct.SEAL}


def sign_paper(paper: ClassPaper, *, key: SigningKey, secret: str, by: User, at: datetime) -> PaperFile:
    """Sign with an own key. Raises PermissionDenied, also for somebody else's key; Refused."""
    require(paper, PaperAct.SIGN, by=by)
    _check_way(paper, FileRole.SIGNED)
    if key.owner_id != by.pk:
        raise PermissionDenied
    with opened_key(key, secret, at=at) as signer:
        data = sign(bytes_of(paper.paper, FileRole.READY), signer=signer, picture=picture_of(key), at=at)
    return take_signed_paper(paper, examined(paper.paper, data, role=FileRole.SIGNED, at=at), by=by, at=at)


def number_and_seal_paper(
    paper: ClassPaper, *, key: SigningKey, secret: str, dated_on: date | None = None, by: User, at: datetime
) -> PaperFile:
    """Give number and date, then seal with the office's key. A number that was given stays when sealing fails.

    Raises PermissionDenied, Refused.
    """
    require(paper, PaperAct.NUMBER, by=by)
    _check_seal(paper, key, by=by)
    with opened_key(key, secret, at=at) as signer:
        _check_owner(paper, signer)
        number_paper(paper, dated_on=dated_on, by=by, at=at)
        return _sealed(paper, key, signer, by=by, at=at)


def seal_paper(paper: ClassPaper, *, key: SigningKey, secret: str, by: User, at: datetime) -> PaperFile:
    """Write number and date into the signed file and seal it. Raises PermissionDenied, Refused."""
    require(paper, PaperAct.SEAL, by=by)
    _check_seal(paper, key, by=by)
    with opened_key(key, secret, at=at) as signer:
        _check_owner(paper, signer)
        return _sealed(paper, key, signer, by=by, at=at)


def take_signed_paper(paper: ClassPaper, found: Examined, *, by: User, at: datetime) -> PaperFile:
    """Keep an examined file as the signed or the sealed one. Raises PermissionDenied; Refused when it was refused."""
    if not found.report.accepted:
        raise Refused(" ".join(found.report.refusals))
    return _keep(paper, found.role, found.data, paper_id=found.paper_id, by=by, at=at, report=found.report.to_json())


def attach_scan_of(paper: ClassPaper, files: list[bytes], *, by: User, at: datetime) -> PaperFile:
    """Keep the scan of the signed and stamped paper (Điều 18.6). Raises PermissionDenied, Refused."""
    require(paper, PaperAct.SEAL, by=by)
    _check_way(paper, FileRole.SCAN)
    report = {"files": len(files)}
    return _keep(paper, FileRole.SCAN, read_scan(files), paper_id=paper.paper_id, by=by, at=at, report=report)


def _check_way(paper: ClassPaper, role: FileRole) -> None:
    if (paper.paper.issuing == Issuing.PAPER) != (role == FileRole.SCAN):
        raise Refused(NOT_ON_PAPER if role == FileRole.SCAN else ON_PAPER)


def _check_seal(paper: ClassPaper, key: SigningKey, *, by: User) -> None:
    _check_way(paper, FileRole.SEALED)
    if not can_change_key(by, key):
        raise PermissionDenied
    if key.organisation_id not in (paper.organisation_id, seal_owner(paper.organisation).pk):
        raise Refused(NOT_OF_THE_OFFICE)


def _check_owner(paper: ClassPaper, signer) -> None:
    owner = seal_owner(paper.organisation).name
    if not is_organisation(signer.certificate, owner):
        raise Refused(OTHER_OFFICE.format(found=signer.certificate.name, owner=owner))


def _sealed(paper: ClassPaper, key: SigningKey, signer, *, by: User, at: datetime) -> PaperFile:
    entry = number_of(paper.paper)
    data = seal(
        bytes_of(paper.paper, FileRole.SIGNED),
        signer=signer,
        number=entry.number,
        dated_on=entry.dated_on,
        picture=picture_of(key),
        at=at,
    )
    return take_signed_paper(paper, examined(paper.paper, data, role=FileRole.SEALED, at=at), by=by, at=at)


def _keep(
    paper: ClassPaper, role: FileRole, data: bytes, *, paper_id: int, by: User, at: datetime, report: dict
) -> PaperFile:
    store.put(data)  # before the transaction: writing to disk would hold up everybody else's
    with transaction.atomic(), stepping(paper, _ACTS[role], by=by, at=at) as step:
        row = step.paper
        if row.paper_id != paper_id:
            raise Refused(OTHER_APPROVAL)
        _check_way(row, role)
        if role == FileRole.SIGNED:
            may_sign(row, on=localdate(at))
        file = add_file(row.paper, role, data, by=by, at=at, report=report)
        step.details["file_sha256"] = file.sha256
    return file
