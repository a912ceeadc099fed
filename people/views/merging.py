"""Rows that may be one person: the list of pairs, two rows side by side, merging, undoing, setting apart."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lib.client_address import client_address
from lib.keys import row_key
from lib.refusals import Refused
from people import actions, ties
from people.finding import offices_of, page_of
from people.forms import MergeForm
from people.likeness import ids_differ
from people.masking import masked_all
from people.merging import side_by_side
from people.models import Candidate, Merge
from people.permissions import can_merge
from people.views.access import mergeable_person, require_people, visible_person

PAIRS_PER_PAGE = 20
OTHERS_OFFERED = 20


@require_safe
def candidates(request):
    """Pairs that somebody should look at, the latest first; pages go on from a pair, not by number."""
    require_people(request.user)
    pairs = Candidate.objects.visible_to(request.user).to_be_judged().order_by("-id")
    if (last := row_key(request.GET.get("sau"))) is not None:
        pairs = pairs.filter(pk__lt=last)
    found = list(pairs.select_related("person__area", "other__area", "person__keeper")[: PAIRS_PER_PAGE + 1])
    shown = found[:PAIRS_PER_PAGE]
    counted = ties.counts({key for pair in shown for key in (pair.person_id, pair.other_id)})
    rows = [(pair, [_side(person, counted) for person in (pair.other, pair.person)]) for pair in shown]
    may_judge = {pair.pk for pair in shown if can_merge(request.user, pair.person)}
    context = {"rows": rows, "may_judge": may_judge, "after": shown[-1].pk if len(found) > len(shown) else None}
    return render(request, "people/candidates.html", context)


@require_safe
def choose(request, person_id):
    """Find the other row of a person by words of its name."""
    row = mergeable_person(request, person_id)
    words = request.GET.get("q", row.full_name)
    found = page_of(offices_of(request.user), words=words, size=OTHERS_OFFERED).people
    counted = ties.counts([person.pk for person in found])
    rows = [_side(person, counted) for person in found if person.pk != row.pk]
    return render(request, "people/choose.html", {"person": row, "rows": rows, "words": words})


@require_http_methods(["GET", "HEAD", "POST"])
def compare(request, person_id, other_id):
    """The row that is kept and the other one side by side; POST merges them."""
    kept, away = mergeable_person(request, person_id), visible_person(request, other_id)
    form = MergeForm(request.POST if request.method == "POST" else None)
    error = ""
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        versions = {kept.pk: said["kept_version"], away.pk: said["away_version"]}
        try:
            actions.merge_people(
                kept, away, choices=form.choices, versions=versions, confirms_cards=said["confirms_cards"],
                by=request.user, at=timezone.now(), address=client_address(request),
            )  # fmt: skip
        except Refused as refusal:
            return _compare_page(request, kept.pk, away.pk, form, error=refusal.sentence, status=409)
        messages.success(request, "Đã gộp hai hồ sơ. Nếu nhầm, bấm «Hoàn tác» ở cuối trang này.")
        return redirect("people:person", kept.pk)
    if form.errors:
        error = "Trang gửi thiếu dữ liệu. Hãy xem lại hai hồ sơ rồi gộp."
    return _compare_page(request, kept.pk, away.pk, form, error=error, status=400 if error else 200)


def _compare_page(request, kept_id: int, away_id: int, form: MergeForm, *, error: str, status: int):
    kept, away = visible_person(request, kept_id), visible_person(request, away_id)
    chosen = {name: form.data.get(name) for name in form.fields} if form.is_bound else {}
    counted = ties.counts([kept.pk, away.pk])
    context = {
        "kept": kept,
        "away": away,
        "sides": [(side, chosen.get(side.field) or side.proposed) for side in side_by_side(kept, away)],
        "cards_differ": ids_differ(kept.private, away.private),
        "counts": (counted.get(kept.pk, 0), counted.get(away.pk, 0)),
        "can_be_merged": kept.pk != away.pk and kept.merged_into_id is None and away.merged_into_id is None,
        "error": error,
    }
    return render(request, "people/compare.html", context, status=status)


@require_POST
def set_apart(request, candidate_id):
    """The two are two people."""
    pair = get_object_or_404(Candidate.objects.visible_to(request.user), pk=candidate_id)
    actions.set_apart(pair, by=request.user, at=timezone.now(), address=client_address(request))
    messages.success(request, f"Đã ghi: hai hồ sơ {pair.person} là hai người, không hỏi lại nữa.")
    return redirect("people:candidates")


@require_POST
def undo(request, merge_id):
    """Take a merge back."""
    merge = get_object_or_404(Merge.objects.visible_to(request.user).select_related("kept__keeper"), pk=merge_id)
    if not can_merge(request.user, merge.kept):
        raise PermissionDenied
    actions.undo_merge(merge, by=request.user, at=timezone.now(), address=client_address(request))
    messages.success(request, "Đã hoàn tác: hai hồ sơ lại đứng riêng, lớp của ai về hồ sơ người đó.")
    return redirect("people:person", merge.kept_id)


def _side(person, counted: dict[int, int]) -> dict:
    return {"person": person, "private": masked_all(person.private), "count": counted.get(person.pk, 0)}
