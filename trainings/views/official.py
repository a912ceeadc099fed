"""Papers of a class with signature and number: the list of a course, one paper, and what may be done with it now."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from documents.enums import FileRole
from documents.forms.signing import KeyForm, NumberAndSealForm, ScanForm, SignedFileForm
from documents.freezing import latest_file, number_of
from documents.models import SigningKey
from documents.signed_files import examined, official_file, report_of, seal_owner
from lib.keys import row_key
from lib.refusals import Refused
from organisations.enums import Issuing, SignedReady
from trainings.actions import paper_files, papers
from trainings.enums import PaperAct, PaperKind, PaperState
from trainings.forms.papers import DraftForm, NumberForm, ReasonForm, WordingForm
from trainings.models import ClassPaper
from trainings.official_words import title_of
from trainings.paper_steps import is_editable_by, open_acts
from trainings.permissions import can_organise
from trainings.views.access import visible_course
from trainings.views.frames import course_page

_ELECTRONIC, _PAPER = Issuing.ELECTRONIC, Issuing.PAPER


@dataclass(frozen=True)
class Way:
    """One thing that may be done: its address, which act it is, how it is called, what it asks and what it does.

    `issuing` is the way of issuing in which it is offered (None: both).
    """

    name: str
    act: PaperAct
    label: str
    done: str
    doer: Callable
    form_class: type[forms.Form] = forms.Form
    issuing: Issuing | None = None
    needs_fields: bool = False
    weight: str = "main"


def _take(role: FileRole) -> Callable:
    def take(paper, *, file, by, at):
        found = examined(paper.paper, file.read(), role=role, at=at)
        paper_files.take_signed_paper(paper, found, by=by, at=at)

    return take


def _scan(paper, *, files, by, at):
    paper_files.attach_scan_of(paper, [file.read() for file in files], by=by, at=at)


WAYS = {
    way.name: way
    for way in (
        Way("paper_submit", PaperAct.SUBMIT, "Trình duyệt", "Đã trình. Lãnh đạo sẽ duyệt.", papers.submit_paper),
        Way("paper_approve", PaperAct.APPROVE, "Duyệt", "Đã duyệt. Việc tiếp theo: ký.", papers.approve_paper),
        Way(
            "paper_sign_here", PaperAct.SIGN, "Ký số tại đây", "Đã ký. Văn thư sẽ cấp số, đóng dấu.",
            paper_files.sign_paper, KeyForm, _ELECTRONIC, needs_fields=True,
        ),
        Way(
            "paper_upload_signed", PaperAct.SIGN, "Tải tệp đã ký lên", "Tệp đã ký hợp lệ và đã được giữ lại.",
            _take(FileRole.SIGNED), SignedFileForm, _ELECTRONIC, weight="plain",
        ),
        Way(
            "paper_ink", PaperAct.SIGN, "Ghi nhận đã ký tay", "Đã ghi nhận. Việc tiếp theo: cấp số.",
            papers.record_ink_signature_of, issuing=_PAPER,
        ),
        Way(
            "paper_number_and_seal", PaperAct.NUMBER, "Cấp số và đóng dấu số", "Đã cấp số và đóng dấu.",
            paper_files.number_and_seal_paper, NumberAndSealForm, _ELECTRONIC, needs_fields=True,
        ),
        Way(
            "paper_number", PaperAct.NUMBER, "Cấp số", "Đã cấp số. Việc tiếp theo: đóng dấu.", papers.number_paper,
            NumberForm, weight="plain",
        ),
        Way(
            "paper_seal", PaperAct.SEAL, "Đóng dấu số", "Đã đóng dấu số.", paper_files.seal_paper, KeyForm, _ELECTRONIC,
            needs_fields=True,
        ),
        Way(
            "paper_upload_sealed", PaperAct.SEAL, "Tải tệp đã đóng dấu lên", "Tệp hợp lệ và đã được giữ lại.",
            _take(FileRole.SEALED), SignedFileForm, _ELECTRONIC, weight="plain",
        ),
        Way(
            "paper_scan", PaperAct.SEAL, "Đính kèm bản quét", "Đã đính kèm bản quét. Việc tiếp theo: ban hành.", _scan,
            ScanForm, _PAPER,
        ),
        Way("paper_issue", PaperAct.ISSUE, "Ban hành", "Đã ban hành.", papers.issue_paper),
        Way(
            "paper_return", PaperAct.RETURN, "Trả lại để sửa", "Đã trả lại để sửa.", papers.return_paper, ReasonForm,
            weight="danger",
        ),
        Way(
            "paper_number_back", PaperAct.TAKE_BACK_NUMBER, "Hủy số", "Đã hủy số.", papers.take_back_number_of,
            ReasonForm, weight="danger",
        ),
        Way("paper_discard", PaperAct.DISCARD, "Bỏ bản nháp", "Đã bỏ bản nháp.", papers.discard_draft, weight="danger"),
    )
}  # fmt: skip


@require_safe
def course_papers(request, course_id):
    """All papers of a course and its classes, and a form to begin one."""
    return _list(request, visible_course(request, course_id))


@require_POST
def draft(request, course_id):
    """Begin a paper, or open the draft that is there."""
    course = visible_course(request, course_id)
    if not can_organise(request.user, course):
        raise PermissionDenied
    form = DraftForm(request.POST, course=course)
    if not form.is_valid():
        return _list(request, course, form=form, status=400)
    kind = PaperKind(form.cleaned_data["kind"])
    try:
        row = papers.draft_paper(
            course,
            kind,
            training_class=form.cleaned_data["training_class"],
            by=request.user,
            at=timezone.now(),
        )
    except Refused as refusal:
        form.add_error("training_class", refusal.sentence)
        return _list(request, course, form=form, status=409)
    return redirect("trainings:paper", row.pk)


@require_safe
def paper(request, paper_id):
    """One paper: where it is, what it says, what may be done."""
    return _page(request, _visible(request, paper_id))


@require_POST
def save(request, paper_id):
    """Change what a draft says."""
    row = _visible(request, paper_id)
    form = WordingForm(request.POST, paper=row)
    if not is_editable_by(request.user, row):
        raise PermissionDenied
    if not form.is_valid():
        return _page(request, row, wording=form, status=400)
    data = form.cleaned_data
    try:
        papers.save_paper(
            row,
            wording=form.wording(),
            signer=data["signer"],
            recipients=data["recipients"],
            version=data["version"],
            by=request.user,
            at=timezone.now(),
        )
    except Refused as refusal:
        form.add_error(None, refusal.sentence)
        return _page(request, _visible(request, paper_id), wording=form, status=409)
    messages.success(request, "Đã lưu.")
    return redirect("trainings:paper", row.pk)


@sensitive_post_parameters("secret")
@require_POST
def go(request, paper_id, way: Way):
    """Do what `way` says with a paper; what is refused comes back beside its form."""
    row = _visible(request, paper_id)
    if "version" in request.POST:
        row.version = row_key(request.POST["version"])
    form = _form(request.user, row, way, request.POST, request.FILES)
    papers.require_for(row, way.act, by=request.user)
    if not form.is_valid():
        return _page(request, _visible(request, paper_id), failed=(way, form, ""), status=400)
    try:
        way.doer(row, by=request.user, at=timezone.now(), **form.cleaned_data)
    except Refused as refusal:
        return _page(request, _visible(request, paper_id), failed=(way, form, refusal.sentence), status=409)
    messages.success(request, way.done)
    return (
        redirect("trainings:papers", row.course_id)
        if way.name == "paper_discard"
        else redirect("trainings:paper", row.pk)
    )


def _visible(request, paper_id: int) -> ClassPaper:
    rows = ClassPaper.objects.visible_to(request.user).select_related(
        "course__organisation", "course__activity__plan", "course__area", "training_class__venue", "organisation",
        "organisation__superior", "signer", "paper__register_entry", "created_by",
    )  # fmt: skip
    return get_object_or_404(rows, pk=paper_id)


def _list(request, course, *, form: DraftForm | None = None, status: int = 200) -> HttpResponse:
    rows = course.papers.exclude(state=PaperState.DISCARDED)
    rows = rows.select_related("course", "training_class__course", "paper__register_entry", "signer")
    context = {
        "papers": [(row, number_of(row.paper) if row.paper else None) for row in rows],
        "form": form or DraftForm(course=course, initial={"training_class": request.GET.get("lop")}),
    }
    return course_page(request, course, "trainings/papers.html", tab="papers", status=status, **context)


def _page(
    request,
    row: ClassPaper,
    *,
    wording: WordingForm | None = None,
    failed: tuple[Way, Any, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    file = official_file(row.paper) if row.paper else None
    context = {
        "paper": row,
        "title": title_of(row),
        "entry": number_of(row.paper) if row.paper else None,
        "ways": _ways(request.user, row, failed),
        "wording": wording or (WordingForm(paper=row) if is_editable_by(request.user, row) else None),
        "ready": latest_file(row.paper, FileRole.READY) if row.paper else None,
        "file": file,
        "report": report_of(file),
    }
    return course_page(request, row.course, "trainings/paper.html", tab="papers", status=status, **context)


def _ways(user, row: ClassPaper, failed: tuple[Way, Any, str] | None) -> list[tuple[Way, Any, str]]:
    """(way, form, sentence of refusal) for all that `user` may do now; what just failed comes first."""
    acts = open_acts(user, row)
    found = [
        (way, _form(user, row, way), "")
        for way in WAYS.values()
        if way.act in acts and _fits(row, way) and (failed is None or way.name != failed[0].name)
    ]
    return [failed, *found] if failed else found


def _fits(row: ClassPaper, way: Way) -> bool:
    if row.paper is None:
        return way.issuing is None
    if way.issuing not in (None, row.paper.issuing):
        return False
    return not way.needs_fields or row.paper.signed_ready == SignedReady.FIELDS


def _form(user, row: ClassPaper, way: Way, data=None, files=None) -> forms.Form:
    fields: dict[str, Any] = {"auto_id": f"{way.name}-%s"}
    if issubclass(way.form_class, KeyForm):
        fields["keys"] = (
            SigningKey.objects.of_person(user)
            if way.act == PaperAct.SIGN
            else SigningKey.objects.seals_for(user).filter(
                organisation__in={row.organisation_id, seal_owner(row.organisation).pk}
            )
        )
    return way.form_class(data, files, **fields) if data is not None else way.form_class(**fields)
