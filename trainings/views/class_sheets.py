"""The sheets of a class and its papers: one page, each sheet as PDF, Word and Excel."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from documents.actions import request_print
from documents.freezing import number_of
from people.enums import PrivateField
from trainings.forms.lists import FullListForm
from trainings.models import ClassPaper, TrainingClass
from trainings.papers import parts
from trainings.papers.class_papers import KINDS, ClassList, ClassSheet
from trainings.permissions import can_export_private
from trainings.views.access import visible_class
from trainings.views.frames import class_page
from trainings.views.handing_out import Printout, hand_out, hand_out_full


@require_safe
def class_papers(request, class_id):
    """What can be printed of the class, and its papers with number and signature."""
    return _page(request, visible_class(request, class_id))


@require_safe
def class_paper(request, class_id, kind, format):
    """One sheet as a file, masked."""
    row = visible_class(request, class_id)
    return hand_out(request, _printout(row, _source(kind), kind), format)


@require_POST
def print_class_paper(request, class_id, kind):
    """Ask the worker to print a long sheet; back to where it is waited for."""
    row, source = visible_class(request, class_id), _source(kind)
    request_print(source.key, row.pk, by=request.user, at=timezone.now())
    return redirect("trainings:class_paper", row.pk, kind, "pdf")


@require_POST
def full_class_list(request, class_id):
    """The class list with personal data in full, for a reason."""
    row = visible_class(request, class_id)
    if not can_export_private(request.user, row.course):
        raise PermissionDenied
    form = FullListForm(request.POST)
    if not form.is_valid():
        return _page(request, row, form=form, status=400)
    printout = _printout(row, ClassList(), ClassList.slug)
    content = ClassList().full(printout.row, reveal=True)
    return hand_out_full(request, printout, content, **form.cleaned_data)


def _source(kind: str) -> ClassSheet:
    if kind not in KINDS:
        raise Http404
    return KINDS[kind]


def _printout(row: TrainingClass, source: ClassSheet, kind: str) -> Printout:
    return Printout(
        source=source,
        row=source.find(row.pk),
        name=f"{source.label} – {row.title}, {row.course.name[:60]}",
        organisation_id=row.course.organisation_id,
        ask_url=reverse("trainings:class_paper_print", args=[row.pk, kind]),
        back_url=reverse("trainings:class_papers", args=[row.pk]),
        has_people=source.has_people,
    )


def _page(request, row: TrainingClass, *, form: FullListForm | None = None, status: int = 200):
    papers = ClassPaper.objects.filter(training_class=row).select_related("signer", "paper__register_entry")
    asks_private = any(field in PrivateField.values for field in parts.asked(row.course))
    context = {
        "sheets": KINDS,
        "papers": [(paper, number_of(paper.paper) if paper.paper else None) for paper in papers],
        "form": (form or FullListForm()) if asks_private and can_export_private(request.user, row.course) else None,
    }
    return class_page(request, row, "trainings/class_papers.html", tab="class_papers", status=status, **context)
