"""Files that come back signed: examined against what was approved, before anything is changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from documents import store
from documents.enums import FileRole
from documents.freezing import frozen_content, latest_file, number_of, shown_file
from documents.models import FrozenPaper, PaperFile
from documents.signing import SEAL, SIGNER, Expecting, SignedReport, examine_signed, trusted_anchors
from lib.refusals import Refused
from organisations.models import Organisation

NOT_MADE_YET = "Máy chủ chưa tạo xong bản trình ký. Hãy chờ ít phút rồi tải lại trang."
ALTERED = (
    "Bản trình ký trong kho không còn nguyên vẹn (mất hoặc bị sửa trên máy chủ). Hãy báo quản trị hệ thống khôi phục "
    "kho tệp từ bản sao lưu."
)
NO_SIGNED_FILE = "Chưa có tệp đã ký để đóng dấu. Hãy tải lại trang để xem việc tiếp theo."


@dataclass(frozen=True)
class Examined:
    """A file that came back for `paper_id` as `role`, with what its examination found."""

    paper_id: int
    role: FileRole
    data: bytes
    report: SignedReport


def examined(paper: FrozenPaper, data: bytes, *, role: FileRole, at: datetime) -> Examined:
    """Examine `data` as the signed (SIGNED) or the signed, numbered and sealed (SEALED) file of `paper`.

    Takes seconds for a long paper: call it outside of any transaction. Raises Refused while there is no READY file.
    """
    report = examine_signed(
        data,
        approved=bytes_of(paper, FileRole.READY),
        expecting=expecting(paper, role=role),
        anchors=trusted_anchors(),
        at=at,
    )
    return Examined(paper.pk, role, data, report)


def expecting(paper: FrozenPaper, *, role: FileRole) -> Expecting:
    """Whose signatures, which number and date the file of that role must show."""
    entry = number_of(paper)
    return Expecting(
        signer_name=frozen_content(paper).signature.name,
        organisation_name=seal_owner(paper.organisation).name,
        number=entry.number if entry else None,
        dated_on=entry.dated_on if entry else None,
        needs=(SIGNER, SEAL) if role == FileRole.SEALED else (SIGNER,),
    )


def seal_owner(organisation: Organisation) -> Organisation:
    """Whose seal stands on the papers of `organisation`: a council uses that of its office (Điều 17)."""
    return organisation.superior if organisation.is_council and organisation.superior else organisation


def bytes_of(paper: FrozenPaper, role: FileRole) -> bytes:
    """The file of that role that counts. Raises Refused when there is none, or it is not what it was."""
    file = latest_file(paper, role)
    if file is None:
        raise Refused(NOT_MADE_YET if role == FileRole.READY else NO_SIGNED_FILE)
    try:
        return store.get(file.sha256)
    except store.MissingFile:
        raise Refused(ALTERED) from None


def official_file(paper: FrozenPaper) -> PaperFile | None:
    """The file with signatures, or the scan, that counts now; None while nobody has signed."""
    shown = shown_file(paper)
    return shown if shown is not None and shown.role != FileRole.READY else latest_file(paper, FileRole.SIGNED)


def report_of(file: PaperFile | None) -> SignedReport | None:
    """What the examination of `file` found; None for a scan, or when nothing was examined."""
    return SignedReport.from_json(file.report) if file and "signatures" in file.report else None
