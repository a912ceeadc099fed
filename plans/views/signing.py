"""Signing an approved plan: here with a key, or elsewhere and uploaded; sealing it; attaching the scan of the paper."""

from dataclasses import dataclass, field

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from documents.enums import FileRole
from documents.forms.signing import KeyForm, NumberAndSealForm, ScanForm, SignedFileForm
from documents.freezing import latest_file, number_of
from documents.models import PaperFile, SigningKey
from documents.signed_files import examined, official_file, report_of, seal_owner
from documents.signing import SignedReport
from lib.refusals import Refused
from organisations.enums import Issuing, SignedReady
from organisations.models import User
from plans import actions
from plans.actions.stepping import require
from plans.enums import PlanAct, PlanState
from plans.models import Plan
from plans.steps import open_acts
from plans.views.access import approved_plan, visible_plan
from plans.views.workspace import workspace


@dataclass(frozen=True)
class Outcome:
    """What became of a request that failed: which form (by the name of its address), why, and what was found."""

    at: str = ""
    form: object = None
    refusal: str = ""
    report: SignedReport | None = None


@require_safe
def signing(request, plan_id):
    """What is to be signed or sealed now, how, and who has signed."""
    return _page(request, approved_plan(request, plan_id), Outcome())


@require_POST
def upload_signed(request, plan_id):
    """Take the file that the leader signed with a tool of their own."""
    return _upload(request, plan_id, FileRole.SIGNED, PlanAct.SIGN, "upload_signed")


@require_POST
def upload_sealed(request, plan_id):
    """Take the file with number, date and the office's seal made with a tool of its own."""
    return _upload(request, plan_id, FileRole.SEALED, PlanAct.SEAL, "upload_sealed")


@sensitive_post_parameters("secret")
@require_POST
def sign_here(request, plan_id):
    """Sign with an own key."""
    keys = SigningKey.objects.of_person(request.user)
    return _with_key(
        request, plan_id, PlanAct.SIGN, form_class=KeyForm, keys=keys, doer=actions.sign_plan, at="sign_here"
    )


@sensitive_post_parameters("secret")
@require_POST
def seal_here(request, plan_id):
    """Seal a numbered plan with the office's key."""
    keys = SigningKey.objects.seals_for(request.user)
    return _with_key(
        request, plan_id, PlanAct.SEAL, form_class=KeyForm, keys=keys, doer=actions.seal_plan, at="seal_here"
    )


@sensitive_post_parameters("secret")
@require_POST
def number_and_seal(request, plan_id):
    """Give number and date, and seal, in one go."""
    keys = SigningKey.objects.seals_for(request.user)
    doer = actions.number_and_seal_plan
    return _with_key(
        request, plan_id, PlanAct.NUMBER, form_class=NumberAndSealForm, keys=keys, doer=doer, at="number_and_seal"
    )


@require_POST
def upload_scan(request, plan_id):
    """Take the scan of the paper signed and stamped by hand."""
    plan = visible_plan(request, plan_id)
    form = ScanForm(request.POST, request.FILES)
    try:
        require(plan, PlanAct.SEAL, by=request.user, seen=plan)
        if not form.is_valid():
            return _page(request, plan, Outcome("upload_scan", form), status=400)
        files = [file.read() for file in form.cleaned_data["files"]]
        actions.attach_scan(plan, files, by=request.user, at=timezone.now())
    except Refused as refusal:
        return _refused(request, plan, Outcome("upload_scan", form, refusal.sentence))
    return _done(request, plan, "Đã đính kèm bản quét. Kế hoạch có thể ban hành.")


def _upload(request, plan_id, role: FileRole, act: PlanAct, at: str) -> HttpResponse:
    plan = visible_plan(request, plan_id)
    form = SignedFileForm(request.POST, request.FILES)
    try:
        require(plan, act, by=request.user, seen=plan)
        if not form.is_valid():
            return _page(request, plan, Outcome(at, form), status=400)
        found = examined(plan.paper, form.cleaned_data["file"].read(), role=role, at=timezone.now())
        if not found.report.accepted:
            return _page(request, plan, Outcome(at, SignedFileForm(), report=found.report), status=400)
        actions.take_signed_file(plan, found, by=request.user, at=timezone.now())
    except Refused as refusal:
        return _refused(request, plan, Outcome(at, form, refusal.sentence))
    return _done(request, plan, "Tệp đã ký hợp lệ và đã được giữ lại.")


def _with_key(request, plan_id, act: PlanAct, *, form_class, keys, doer, at: str) -> HttpResponse:
    plan = visible_plan(request, plan_id)
    form = form_class(request.POST, keys=keys)
    try:
        require(plan, act, by=request.user, seen=plan)
        if not form.is_valid():
            return _page(request, plan, Outcome(at, form), status=400)
        doer(plan, by=request.user, at=timezone.now(), **form.cleaned_data)
    except Refused as refusal:
        return _refused(request, plan, Outcome(at, form, refusal.sentence))
    sealed = "Đã đóng dấu số. Việc tiếp theo: ban hành."
    return _done(request, plan, "Đã ký. Văn thư sẽ cấp số và đóng dấu." if act == PlanAct.SIGN else sealed)


def _refused(request, plan: Plan, outcome: Outcome) -> HttpResponse:
    """The page as things stand now, with the sentence beside the form that was sent."""
    plan = visible_plan(request, plan.pk)
    if plan.paper_id is None:
        raise Refused(outcome.refusal)
    return _page(request, plan, outcome, status=409)


def _done(request, plan: Plan, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    if request.POST.get("tu") == "cho-ky":
        return redirect("plans:desk")
    return redirect("plans:signing", plan.pk)


def _page(request, plan: Plan, outcome: Outcome, *, status: int = 200) -> HttpResponse:
    context = {
        "ways": _ways(request.user, plan, outcome),
        "paper": plan.paper,
        "signed": latest_file(plan.paper, FileRole.SIGNED),
        "ready": latest_file(plan.paper, FileRole.READY),
        "entry": number_of(plan.paper),
        "outcome": outcome,
        "from_desk": "cho-ky" in (request.GET.get("tu"), request.POST.get("tu")),
    }
    return workspace(request, plan, "plans/signing.html", tab="signing", status=status, **context | signed_facts(plan))


@dataclass(frozen=True)
class Way:
    """One way to go on: its address, its form, and what just failed there."""

    name: str
    form: object
    outcome: Outcome = field(default_factory=Outcome)

    @property
    def address(self) -> str:
        return f"plans:{self.name}"


def _ways(user: User, plan: Plan, outcome: Outcome) -> dict[str, Way]:
    """The ways that are open to `user` now, by name; one that just failed is shown whatever happened meanwhile."""
    acts, paper = open_acts(user, plan), plan.paper
    electronic, fields = paper.issuing == Issuing.ELECTRONIC, paper.signed_ready == SignedReady.FIELDS
    seals = _seals(user, plan)
    forms = {}
    if electronic and PlanAct.SIGN in acts:
        own = SigningKey.objects.of_person(user)
        forms["upload_signed"] = SignedFileForm(auto_id="da-ky-%s")
        if fields and user.has_perm("plans.approve_plan"):
            forms["sign_here"] = KeyForm(keys=own, auto_id="ky-%s")
    if electronic and fields and PlanAct.NUMBER in acts:
        forms["number_and_seal"] = NumberAndSealForm(keys=seals, auto_id="so-dau-%s")
    if electronic and PlanAct.SEAL in acts:
        forms["upload_sealed"] = SignedFileForm(auto_id="da-dong-dau-%s")
        if fields:
            forms["seal_here"] = KeyForm(keys=seals, auto_id="dau-%s")
    if not electronic and PlanAct.SEAL in acts:
        forms["upload_scan"] = ScanForm(auto_id="quet-%s")
    ways = {name: Way(name, form) for name, form in forms.items()}
    if outcome.at:
        ways[outcome.at] = Way(outcome.at, outcome.form, outcome)
    return ways


def _seals(user: User, plan: Plan):
    offices = {plan.organisation_id, seal_owner(plan.organisation).pk}
    return SigningKey.objects.seals_for(user).filter(organisation__in=offices)


def _is_official(file: PaperFile | None) -> bool:
    """Whether nothing is left to do before the plan is issued."""
    return file is not None and file.role in (FileRole.SEALED, FileRole.SCAN)


def signed_facts(plan: Plan) -> dict:
    """The signed file that counts and what its examination found, for the panel «Chữ ký»."""
    file = official_file(plan.paper) if plan.paper_id else None
    return {"file": file, "report": report_of(file), "is_official": _is_official(file)}


def signing_call(user: User, plan: Plan) -> str:
    """What the button to the signing page says to `user`; empty when there is nothing for them to sign or seal."""
    if plan.paper_id is None:
        return ""
    acts, electronic = open_acts(user, plan), plan.paper.issuing == Issuing.ELECTRONIC
    if plan.state == PlanState.NUMBERED and _is_official(official_file(plan.paper)):
        return ""
    if electronic and PlanAct.SIGN in acts:
        return "Ký số"
    if electronic and plan.state == PlanState.SIGNED and PlanAct.NUMBER in acts:
        return "Cấp số và đóng dấu"
    if PlanAct.SEAL in acts:
        return "Đóng dấu số" if electronic else "Đính kèm bản quét"
    return ""
