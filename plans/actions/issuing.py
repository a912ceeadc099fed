"""From approval to archive: signed, numbered, sealed, issued; corrected, replaced, recalled (Điều 13–18)."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import F
from django.utils.timezone import localdate

from documents.actions import cancel_number, give_number
from documents.enums import FileRole
from documents.freezing import frozen_content, latest_file
from documents.models import PaperFile, RegisterEntry
from lib.dates import short_date
from lib.refusals import Refused
from organisations.enums import Issuing
from organisations.mandates import signing_fault
from organisations.models import User
from organisations.validity import absence, heir_on
from plans.actions.copying import copy_plan
from plans.actions.editing import locked_row
from plans.actions.stepping import Stepping, move, require, stepping
from plans.enums import PlanAct, PlanState
from plans.models import Plan

OFFICIAL_FILE = {Issuing.ELECTRONIC: FileRole.SEALED, Issuing.PAPER: FileRole.SCAN}
"""What must be there before a plan is issued."""


def mark_signed(plan: Plan, *, by: User, at: datetime, file: PaperFile) -> None:
    """Note that `file`, examined and kept, is the approved paper with the leader's digital signature (Điều 13).

    Raises PermissionDenied; Refused also for an office that issues on paper, or when the signer's time has run out.
    """
    with stepping(plan, PlanAct.SIGN, by=by, at=at) as step:
        if step.plan.paper.issuing != Issuing.ELECTRONIC:
            raise Refused("Kế hoạch này ban hành bằng bản giấy: hãy in, ký tay rồi ghi nhận «đã ký trên giấy».")
        _may_sign(step.plan, on=localdate(at))
        _keep(step, file, FileRole.SIGNED)


def record_ink_signature(plan: Plan, *, by: User, at: datetime, note: str = "") -> None:
    """Note that the printed paper bears the leader's signature in ink.

    Raises PermissionDenied; Refused also for an office that issues electronically, or when the signer's time has run
    out.
    """
    with stepping(plan, PlanAct.SIGN, by=by, at=at, reason=note) as step:
        if step.plan.paper.issuing != Issuing.PAPER:
            raise Refused("Kế hoạch này ban hành bằng văn bản điện tử: hãy ký số, hoặc tải tệp đã ký số lên.")
        _may_sign(step.plan, on=localdate(at))


def number_plan(
    plan: Plan, *, by: User, at: datetime, dated_on: date | None = None, number: int | None = None, reason: str = ""
) -> RegisterEntry:
    """Give `plan` number and date from the register and return its line (Điều 15, 16).

    `dated_on` is the day of `at` unless given. A `number` entered by hand needs a `reason`.
    Raises PermissionDenied; Refused also for a date before the approval, in the future, in another year than the paper
    names, or on which the office did not exist or its signer might not sign; and when the register refuses.
    """
    with stepping(plan, PlanAct.NUMBER, by=by, at=at, reason=reason) as step:
        row = step.plan
        day = dated_on or localdate(at)
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
            number=number,
            manual_reason=reason,
            pages=ready.pages if ready else None,
            by=by,
            at=at,
        )
        step.details |= {"number": str(entry), "dated_on": short_date(day)}
    return entry


def take_back_number(plan: Plan, *, by: User, at: datetime, reason: str) -> None:
    """Cancel the number of a `plan` that has not gone out, which then waits for another one.

    The cancelled line stays in the register. What was sealed or scanned under that number no longer counts.
    Raises PermissionDenied, Refused.
    """
    with stepping(plan, PlanAct.TAKE_BACK_NUMBER, by=by, at=at, reason=reason, needs_reason=True) as step:
        step.details["cancelled_number"] = _cancel_number(step.plan, reason=reason, by=by, at=at)


def mark_sealed(plan: Plan, *, by: User, at: datetime, file: PaperFile) -> None:
    """Note that `file`, examined and kept, is the official one: with the office's digital signature, or the scan of the
    stamped paper (Điều 17). May be done again until the plan is issued: the latest file counts.

    Raises PermissionDenied, Refused.
    """
    with stepping(plan, PlanAct.SEAL, by=by, at=at) as step:
        _keep(step, file, OFFICIAL_FILE[Issuing(step.plan.paper.issuing)])


def issue_plan(plan: Plan, *, by: User, at: datetime, note: str = "") -> None:
    """Issue `plan` (Điều 18.1). A plan that it replaces is replaced from now on.

    Raises PermissionDenied; Refused also while the sealed file or the scan is missing.
    """
    with stepping(plan, PlanAct.ISSUE, by=by, at=at, reason=note) as step:
        row = step.plan
        wanted = OFFICIAL_FILE[Issuing(row.paper.issuing)]
        file = latest_file(row.paper, wanted)
        if file is None:
            raise Refused(
                "Chưa ban hành được: chưa có bản quét của văn bản đã ký, đóng dấu. Hãy quét và tải lên."
                if wanted == FileRole.SCAN
                else "Chưa ban hành được: chưa có tệp đã đóng dấu số của cơ quan. Hãy đóng dấu, hoặc tải tệp lên."
            )
        step.details["file_sha256"] = file.sha256
        unsent = RegisterEntry.objects.filter(paper=row.paper, sent_on=None)
        unsent.update(sent_on=localdate(at), version=F("version") + 1)
        if row.replaces_id is not None:
            _replace(row, by=by, at=at)


def correct_plan(plan: Plan, *, by: User, at: datetime, letter: str, reason: str) -> None:
    """Note that errors of form in the issued `plan` are corrected by an official `letter` (Điều 18.3).

    `letter` is how it is cited: «Công văn số 12/SDTTG-VP ngày 10/3/2026». Raises PermissionDenied, Refused.
    """
    letter = letter.strip()
    text = f"{letter}: {reason.strip()}" if letter and reason.strip() else ""
    with stepping(plan, PlanAct.CORRECT, by=by, at=at, reason=text) as step:
        if not text:
            raise Refused("Đính chính phải ghi công văn đính chính (số, ký hiệu, ngày) và nội dung đính chính.")
        step.details |= {"letter": letter}


@transaction.atomic
def begin_replacement(plan: Plan, *, by: User, at: datetime, year: int | None = None) -> Plan:
    """Begin a draft that will replace the issued `plan` when it is issued; return it (Điều 18.3).

    It is a copy, for the same years unless `year` is given, of the same office or of the one that continues it today.
    Raises PermissionDenied; Refused also when one is under way already.
    """
    row = locked_row(plan)
    require(row, PlanAct.REPLACE, by=by, seen=plan)
    under_way = row.replacements.exclude(state=PlanState.RECALLED).select_related("drafter").first()
    if under_way is not None:
        raise Refused(f"Đã có kế hoạch thay thế do {under_way.drafter} soạn: hãy mở và sửa tiếp bản đó.")
    today = localdate(at)
    office = heir_on(row.organisation, today)
    draft = copy_plan(row, year=year or row.year_from, by=by, at=at, dated_year=today.year, organisation=office)
    draft.replaces = row
    draft.save(update_fields=["replaces"])
    return draft


def recall_plan(plan: Plan, *, by: User, at: datetime, reason: str) -> None:
    """Stop a signed plan for good, issued or not. A number given to one that never went out is cancelled.

    Raises PermissionDenied, Refused.
    """
    with stepping(plan, PlanAct.RECALL, by=by, at=at, reason=reason, needs_reason=True) as step:
        if step.plan.state == PlanState.NUMBERED:
            step.details["cancelled_number"] = _cancel_number(step.plan, reason=reason, by=by, at=at)


def _cancel_number(plan: Plan, *, reason: str, by: User, at: datetime) -> str:
    """Cancel the number of the locked `plan` in the register; say which it was."""
    entry = RegisterEntry.objects.get(paper=plan.paper)
    cancel_number(entry, reason=reason, by=by, at=at)
    return str(entry)


def _replace(new: Plan, *, by: User, at: datetime) -> None:
    """Note on the plan that `new` replaces that it is replaced, unless it was recalled meanwhile."""
    old = locked_row(new.replaces_id)
    if old.state not in (PlanState.ISSUED, PlanState.CORRECTED):
        return
    entry = RegisterEntry.objects.get(paper=new.paper)
    reason = f"Thay thế bằng Kế hoạch số {entry} ngày {short_date(entry.dated_on)}"
    move(Stepping(old, PlanState.REPLACED), PlanAct.REPLACE, by=by, at=at, reason=reason)


def _may_sign(plan: Plan, *, on: date) -> None:
    if plan.signer and (sentence := signing_fault(plan.signer, on)):
        raise Refused(f"{sentence} Lãnh đạo trả lại kế hoạch để đổi người ký.")


def _keep(step: Stepping, file: PaperFile, role: FileRole) -> None:
    """Note which file the step brought. A file of another paper or kind is a bug of the caller."""
    if (file.paper_id, file.role) != (step.plan.paper_id, role):
        raise ValueError(f"{file} is not the {role} file of {step.plan}")
    step.details["file_sha256"] = file.sha256


def _date_fault(plan: Plan, day: date, *, year: int, today: date) -> str:
    """Why `plan`, whose paper names `year`, cannot bear the date `day`; empty when it can."""
    approved = localdate(plan.paper.frozen_at)
    if day.year != year:
        return f"Bản đã duyệt ghi năm {year}: ngày văn bản phải thuộc năm {year}."
    if day > today:
        return f"Ngày văn bản không được sau hôm nay ({short_date(today)})."
    if day < approved:
        return f"Kế hoạch được duyệt ngày {short_date(approved)}: ngày văn bản không được trước ngày đó."
    if sentence := absence(plan.organisation, day):
        return f"{sentence} Hãy chép kế hoạch cho cơ quan hiện nay."
    return signing_fault(plan.signer, day) if plan.signer else ""
