"""The legal bases of a plan: found in the register, written freely, entered in place; ordered and removed."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from lib.keys import row_key
from lib.refusals import Refused
from plans import actions
from plans.actions import StaleEdit
from plans.citations import citation
from plans.forms import BasisForm, LegalDocumentForm, OwnBasisForm
from plans.models import LegalDocument, Plan, PlanLegalBasis
from plans.views import answers
from plans.views.access import editable_plan
from plans.views.workspace import workspace

FOUND_AT_ONCE = 12


@require_safe
def edit(request, plan_id):
    """The bases with their wording, and the ways to add one. `?tim=` searches the register."""
    return _page(request, editable_plan(request, plan_id))


@require_safe
def search(request, plan_id):
    """Documents of the register that hold the words asked for."""
    plan = editable_plan(request, plan_id)
    return render(request, "plans/_found_documents.html", {"plan": plan} | _search(plan, request.GET.get("tim", "")))


@require_POST
def save(request, plan_id, basis_id):
    """Save the wording of a basis."""
    plan = editable_plan(request, plan_id)
    basis = plan.bases.select_related("document").filter(pk=basis_id).first()
    back = reverse("plans:bases", args=[plan.pk]) + f"#can-cu-{basis_id}"
    if basis is None:
        return answers.gone(request, plan, what="Căn cứ", back=back)
    form = _form(basis, request.POST)
    if not form.is_valid():
        return answers.invalid(request, form, page=lambda: _page(request, plan, bound=form))
    texts = {name: form.cleaned_data[name] for name in ("wording", "continues_previous", "was")}
    try:
        row = actions.save_basis(basis, by=request.user, at=timezone.now(), **texts)
    except StaleEdit as stale:
        action = reverse("plans:basis_save", args=[plan.pk, basis_id])
        fresh = {"was": stale.current.wording}
        return answers.conflict(request, plan, form=form, current=stale.current, fresh=fresh, action=action, back=back)
    except Refused as refusal:
        form.add_error(None, refusal.sentence)
        return answers.invalid(request, form, page=lambda: _page(request, plan, bound=form))
    return answers.saved(request, to=back, form=form, fresh={"was": row.wording})


@require_POST
def change(request, plan_id, basis_id, act):
    """Move a basis up or down, or remove it; its wording travels along and is saved first."""
    plan = editable_plan(request, plan_id)
    basis = plan.bases.filter(pk=basis_id).first()
    if basis is None:
        return answers.gone(request, plan, what="Căn cứ", back=reverse("plans:bases", args=[plan.pk]))
    if act != "xoa" and "wording" in request.POST and _form(basis, request.POST).has_changed():
        kept = save(request, plan_id, basis_id)
        if kept.status_code >= 400:
            return kept
    return _done(request, plan, partial(BASIS_ACTS[act], basis))


BASIS_ACTS = {
    "len": partial(actions.move_basis, step=-1),
    "xuong": partial(actions.move_basis, step=1),
    "xoa": actions.remove_basis,
}


@require_POST
def add(request, plan_id):
    """Add a document of the register."""
    plan = editable_plan(request, plan_id)
    document = LegalDocument.objects.filter(pk=row_key(request.POST.get("document"))).first()
    if document is None:
        messages.warning(request, "Văn bản này không còn trong danh mục: hãy tìm và chọn lại.")
        return redirect("plans:bases", plan.pk)
    return _done(request, plan, partial(actions.add_basis, plan, document=document))


@require_POST
def add_own(request, plan_id):
    """Add a basis written freely."""
    plan = editable_plan(request, plan_id)
    form = OwnBasisForm(request.POST, prefix="own")
    if not form.is_valid():
        return answers.invalid(request, form, page=lambda: _page(request, plan, own=form))
    return _done(request, plan, partial(actions.add_basis, plan, wording=form.cleaned_data["wording"]))


@require_POST
def add_document(request, plan_id):
    """Enter a document into the register and add it."""
    plan = editable_plan(request, plan_id)
    if not request.user.has_perm("plans.add_legaldocument"):
        raise PermissionDenied
    form = LegalDocumentForm(request.POST, prefix="doc")
    if not form.is_valid():
        return answers.invalid(request, form, page=lambda: _page(request, plan, document=form))
    return _done(request, plan, partial(_enter, plan, form))


@transaction.atomic
def _enter(plan: Plan, form: LegalDocumentForm, **who) -> PlanLegalBasis:
    try:
        with transaction.atomic():
            document = form.save()
    except IntegrityError as error:
        raise Refused("Văn bản này vừa được nhập vào danh mục: hãy tìm và bấm «Thêm».") from error
    return actions.add_basis(plan, document=document, **who)


def _done(request, plan: Plan, act) -> HttpResponse:
    """Do `act` and go back to the bases; what is refused is said there."""
    try:
        act(by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.warning(request, refusal.sentence)
    return redirect("plans:bases", plan.pk)


def _form(basis: PlanLegalBasis, data=None) -> BasisForm:
    return BasisForm(data, instance=basis, auto_id=f"can-cu-{basis.pk}-%s")


def _search(plan: Plan, words: str) -> dict:
    found = LegalDocument.objects.matching(words).select_related("replaced_by")[: FOUND_AT_ONCE + 1] if words else []
    cited = set(plan.bases.values_list("document", flat=True))
    rows = [{"document": d, "citation": citation(d), "is_cited": d.pk in cited} for d in found[:FOUND_AT_ONCE]]
    return {"words": words, "found": rows, "more": len(found) > FOUND_AT_ONCE}


def _page(request, plan: Plan, *, bound=None, own=None, document=None) -> HttpResponse:
    rows = []
    for basis in plan.bases.select_related("document"):
        form = bound if bound is not None and bound.instance.pk == basis.pk else _form(basis)
        rows.append({"basis": basis, "form": form, "citation": citation(basis.document) if basis.document else ""})
    return workspace(
        request,
        plan,
        "plans/edit_bases.html",
        tab="bases",
        rows=rows,
        own=own or OwnBasisForm(prefix="own"),
        document=document or LegalDocumentForm(prefix="doc"),
        **_search(plan, request.GET.get("tim", "")),
    )
