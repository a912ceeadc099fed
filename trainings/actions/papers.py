"""From the draft of a class's paper to its issue: approved, signed, numbered, sealed, issued (Điều 13–18)."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.timezone import localdate

from audit.enums import EntryKind
from audit.recording import record
from documents.actions import cancel_number, discard_paper, freeze_paper, give_number
from documents.enums import FileRole
from documents.freezing import frozen_content, latest_file
from documents.models import RegisterEntry
from documents.papers import paper as paper_of
from lib.dates import short_date
from lib.refusals import Refused
from organisations.enums import Issuing
from organisations.mandates import signing_fault
from organisations.models import Organisation, Post, User
from organisations.validity import absence
from trainings.actions.classes import invite_by_paper
from trainings.enums import PaperAct, PaperKind, PaperState
from trainings.models import ClassPaper, Course, TrainingClass
from trainings.paper_steps import STEPS, is_editable_by, is_for, why_not
from trainings.permissions import can_organise

SOURCE = "class-paper"
"""The key under which documents.papers knows these papers."""

OFFICIAL_FILE = {Issuing.ELECTRONIC: FileRole.SEALED, Issuing.PAPER: FileRole.SCAN}
NO_OFFICIAL_FILE = {
    FileRole.SEALED: "Chưa ban hành được: chưa có tệp đã đóng dấu số của cơ quan. Hãy đóng dấu, hoặc tải tệp lên.",
    FileRole.SCAN: "Chưa ban hành được: chưa có bản quét của văn bản đã ký, đóng dấu. Hãy quét và tải lên.",
}
NEEDS_A_REASON = "Hãy ghi lý do: người nhận cần biết vì sao và phải làm gì."
CHANGED_SINCE = "Giấy tờ này đã được sửa sau khi bạn mở trang: hãy xem lại bản hiện tại rồi làm tiếp."
NEEDS_A_SIGNER = "Chưa chọn người ký. Hãy chọn rồi lưu, sau đó mới trình duyệt."


class StalePaper(Refused):
    """Somebody saved the paper after it was read. `current` is the row as it stands now."""

    def __init__(self, current: ClassPaper):
        self.current = current
        super().__init__(
            "Người khác đã sửa giấy tờ này sau khi bạn mở trang. Nội dung của bạn chưa được lưu: hãy xem bản hiện tại, "
            "chép lại phần cần giữ rồi lưu."
        )


@dataclass
class Stepping:
    """An act under way; `details` are kept in the audit trail."""

    paper: ClassPaper
    details: dict[str, Any] = field(default_factory=dict)


@transaction.atomic
def draft_paper(
    course: Course, kind: PaperKind, *, training_class: TrainingClass | None = None, by: User, at: datetime
) -> ClassPaper:
    """Begin a paper of `course`, of one class where `kind` is about a class; a draft that is there already is returned.

    Raises PermissionDenied; Refused when the class is missing or cancelled.
    """
    if not can_organise(by, course):
        raise PermissionDenied
    Course.objects.select_for_update(of=("self",)).get(pk=course.pk)
    needs_class = kind not in (PaperKind.REMINDER,)
    if needs_class and (training_class is None or training_class.course_id != course.pk):
        raise Refused("Hãy chọn lớp (đoàn) trước khi lập giấy tờ này.")
    training_class = training_class if needs_class else None
    known = ClassPaper.objects.filter(
        course=course, kind=kind, training_class=training_class, state=PaperState.DRAFT
    ).first()
    if known is not None:
        return known
    paper = ClassPaper.objects.create(
        kind=kind,
        course=course,
        training_class=training_class,
        organisation=course.organisation,
        signer=_usual_signer(course.organisation, on=localdate(at)),
        state_since=at,
        created_at=at,
        created_by=by,
    )
    record(EntryKind.CHANGE, act=f"lập {paper.get_kind_display().lower()}", by=by, at=at, row=paper, details={})
    return paper


@transaction.atomic
def save_paper(
    paper: ClassPaper,
    *,
    wording: dict[str, str],
    signer: Post | None,
    recipients: str,
    version: int,
    by: User,
    at: datetime,
) -> ClassPaper:
    """Change what the draft says. Empty values of `wording` mean: as the program writes it.

    Raises PermissionDenied; StalePaper when somebody saved it after `version`; Refused when it is approved already.
    """
    row = _locked(paper)
    if not is_for(by, row, PaperAct.DISCARD):
        raise PermissionDenied
    if not is_editable_by(by, row):
        raise Refused(f"Không sửa được: giấy tờ này đang ở bước «{row.get_state_display()}».")
    wording = {name: text for name, text in wording.items() if text}
    if (row.wording, row.signer_id, row.recipients) == (wording, signer.pk if signer else None, recipients):
        return row
    if row.version != version:
        raise StalePaper(row)
    changes = sorted(name for name in {*wording, *row.wording} if wording.get(name) != row.wording.get(name))
    row.wording, row.signer, row.recipients, row.version = wording, signer, recipients, row.version + 1
    try:
        row.full_clean(exclude=["paper"])
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error
    row.save()
    record(EntryKind.CHANGE, act="sửa giấy tờ của lớp", by=by, at=at, row=row, details={"fields": changes})
    return row


def submit_paper(paper: ClassPaper, *, by: User, at: datetime) -> None:
    """Put the draft before its signer. Raises PermissionDenied; Refused without a signer who may sign today."""
    with stepping(paper, PaperAct.SUBMIT, by=by, at=at) as step:
        _require_signer(step.paper, on=localdate(at))


def approve_paper(paper: ClassPaper, *, by: User, at: datetime) -> None:
    """Approve what was submitted: what it says now is kept for ever, and the files to be signed are made.

    Raises PermissionDenied; Refused without a signer, or when that signer may not sign today.
    """
    with stepping(paper, PaperAct.APPROVE, by=by, at=at) as step:
        row = step.paper
        _require_signer(row, on=localdate(at))
        source = paper_of(SOURCE)
        whole = source.find(row.pk)
        row.paper = freeze_paper(
            source=SOURCE,
            row_id=row.pk,
            organisation=row.organisation,
            content=source.content(whole),
            layout=source.layout(whole),
            by=by,
            at=at,
        )


def return_paper(paper: ClassPaper, *, reason: str, by: User, at: datetime) -> None:
    """Make a paper that is not signed a draft again. Raises PermissionDenied, Refused."""
    with stepping(paper, PaperAct.RETURN, by=by, at=at, reason=reason, needs_reason=True) as step:
        if step.paper.paper is not None:
            discard_paper(step.paper.paper, at=at)
        step.paper.paper = None


def discard_draft(paper: ClassPaper, *, by: User, at: datetime) -> None:
    """Drop a draft that nobody needs. Raises PermissionDenied, Refused."""
    with stepping(paper, PaperAct.DISCARD, by=by, at=at):
        pass


def record_ink_signature_of(paper: ClassPaper, *, by: User, at: datetime) -> None:
    """Note that the printed paper bears the leader's signature in ink. Raises PermissionDenied, Refused."""
    with stepping(paper, PaperAct.SIGN, by=by, at=at) as step:
        if step.paper.paper.issuing != Issuing.PAPER:
            raise Refused("Giấy tờ này ban hành bằng văn bản điện tử: hãy ký số, hoặc tải tệp đã ký số lên.")
        may_sign(step.paper, on=localdate(at))


def number_paper(paper: ClassPaper, *, dated_on: date | None = None, by: User, at: datetime) -> RegisterEntry:
    """Give the signed paper number and date from the register of its office (Điều 15).

    Raises PermissionDenied; Refused also for a day before the approval, after today or in another year.
    """
    with stepping(paper, PaperAct.NUMBER, by=by, at=at) as step:
        row, day = step.paper, dated_on or localdate(at)
        content = frozen_content(row.paper)
        if fault := _date_fault(row, day, year=content.head.date.year, today=localdate(at)):
            raise Refused(fault)
        ready = latest_file(row.paper, FileRole.READY)
        entry = give_number(
            organisation=row.organisation,
            kind=row.paper.kind,
            symbol=content.head.symbol,
            dated_on=day,
            title=content.title,
            signer=content.signature.name,
            recipients="\n".join(content.recipients),
            archive=content.archive,
            paper=row.paper,
            pages=ready.pages if ready else None,
            by=by,
            at=at,
        )
        step.details |= {"number": str(entry), "dated_on": short_date(day)}
    return entry


def take_back_number_of(paper: ClassPaper, *, reason: str, by: User, at: datetime) -> None:
    """Cancel the number of a paper that has not gone out; its line stays. Raises PermissionDenied, Refused."""
    with stepping(paper, PaperAct.TAKE_BACK_NUMBER, by=by, at=at, reason=reason, needs_reason=True) as step:
        entry = RegisterEntry.objects.get(paper=step.paper.paper)
        cancel_number(entry, reason=reason, by=by, at=at)
        step.details["cancelled_number"] = str(entry)


def issue_paper(paper: ClassPaper, *, by: User, at: datetime) -> None:
    """Issue the paper. Raises PermissionDenied; Refused while the sealed file or the scan is missing."""
    with stepping(paper, PaperAct.ISSUE, by=by, at=at) as step:
        wanted = OFFICIAL_FILE[Issuing(step.paper.paper.issuing)]
        file = latest_file(step.paper.paper, wanted)
        if file is None:
            raise Refused(NO_OFFICIAL_FILE[wanted])
        step.details["file_sha256"] = file.sha256
        entry = RegisterEntry.objects.filter(paper=step.paper.paper, cancelled_at=None).first()
        unsent = RegisterEntry.objects.filter(paper=step.paper.paper, sent_on=None)
        unsent.update(sent_on=localdate(at), version=F("version") + 1)
        if step.paper.kind == PaperKind.INVITATION and step.paper.training_class is not None:
            invite_by_paper(step.paper.training_class, number=str(entry or ""), by=by, at=at)


def _require_signer(paper: ClassPaper, *, on: date) -> None:
    if paper.signer is None:
        raise Refused(NEEDS_A_SIGNER)
    if sentence := signing_fault(paper.signer, on) or absence(paper.organisation, on):
        raise Refused(sentence)


def may_sign(paper: ClassPaper, *, on: date) -> None:
    """Raise Refused when the signer of `paper` may not sign on that day."""
    if paper.signer and (sentence := signing_fault(paper.signer, on)):
        raise Refused(f"{sentence} Lãnh đạo trả lại giấy tờ này để đổi người ký.")


@contextmanager
def stepping(
    paper: ClassPaper, act: PaperAct, *, by: User, at: datetime, reason: str = "", needs_reason: bool = False
) -> Iterator[Stepping]:
    """Do the block as `act` on `paper`: row locked, permission and state asked before, audit entry written after.

    `paper` is the row as the person saw it. Raises PermissionDenied; Refused when its state does not allow `act`, or
    when somebody changed it since: nobody approves what was not on the page.
    """
    with transaction.atomic():
        row = _locked(paper)
        require(row, act, by=by)
        if row.version != paper.version:
            raise Refused(CHANGED_SINCE)
        reason = reason.strip()
        if needs_reason and not reason:
            raise Refused(NEEDS_A_REASON)
        step = Stepping(row)
        yield step
        before, row.state = row.state, STEPS[act].to_state
        if row.state != before:
            row.state_since = at
        row.version += 1
        row.save()
        details = {"from": before, "to": row.state, "reason": reason} | step.details
        record(EntryKind.TRANSITION, act=PaperAct(act).label, by=by, at=at, row=row, details=details)
    for name in ("state", "state_since", "paper", "version"):
        setattr(paper, name, getattr(row, name))


def require(row: ClassPaper, act: PaperAct, *, by: User) -> None:
    """Raise PermissionDenied unless `act` falls to `by`, Refused unless the state of `row` allows it."""
    require_for(row, act, by=by)
    if row.state not in STEPS[act].from_states:
        raise Refused(why_not(row, act))


def require_for(row: ClassPaper, act: PaperAct, *, by: User) -> None:
    """Raise PermissionDenied unless `act` falls to `by`, at whatever time."""
    if not is_for(by, row, act):
        raise PermissionDenied


def _locked(paper: ClassPaper) -> ClassPaper:
    rows = ClassPaper.objects.select_for_update(of=("self",)).select_related(
        "organisation__successor", "organisation__superior", "signer", "paper", "course", "training_class"
    )
    return rows.get(pk=paper.pk)


def _usual_signer(organisation: Organisation, *, on: date) -> Post | None:
    """The head of the office, if there is one on that day."""
    return organisation.posts.existing_on(on).order_by("capacity", "pk").filter(capacity="head").first()


def _date_fault(paper: ClassPaper, day: date, *, year: int, today: date) -> str:
    approved = localdate(paper.paper.frozen_at)
    if day.year != year:
        return f"Bản đã duyệt ghi năm {year}: ngày văn bản phải thuộc năm {year}."
    if day > today:
        return f"Ngày văn bản không được sau hôm nay ({short_date(today)})."
    if day < approved:
        return f"Giấy tờ này được duyệt ngày {short_date(approved)}: ngày văn bản không được trước ngày đó."
    return absence(paper.organisation, day) or (signing_fault(paper.signer, day) if paper.signer else "")
