"""What a plan still lacks before it can be put before its signer."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import BooleanField, ExpressionWrapper, Q

from plans.models import Activity, Plan, PlanLegalBasis, PlanSection


@dataclass(frozen=True)
class Gap:
    """One missing thing in words, and the part of the plan where it belongs: «head», «bases» or «sections»."""

    sentence: str
    part: str


def gaps_of(plans: Sequence[Plan]) -> dict[int, tuple[Gap, ...]]:
    """For each plan (by id) what it lacks, in the order of the document; three queries however many plans.

    Legal bases, opening, content and signature block are parts of a plan by Nghị định 30/2020, Phụ lục I and Mẫu 1.4.
    """
    ids = [plan.pk for plan in plans]
    bases = Counter(PlanLegalBasis.objects.filter(plan__in=ids).order_by().values_list("plan", flat=True))
    described = set(Activity.objects.filter(section__plan__in=ids).order_by().values_list("section", flat=True))
    sections = defaultdict(list)
    says_something = ExpressionWrapper(~Q(body="") | ~Q(source=""), output_field=BooleanField())
    for plan, pk, level, says in (
        PlanSection.objects.filter(plan__in=ids)
        .annotate(says_something=says_something)
        .order_by("plan", "position", "id")
        .values_list("plan", "pk", "level", "says_something")
    ):
        sections[plan].append((level, says or pk in described))
    return {plan.pk: tuple(_gaps(plan, bases[plan.pk], empty_headings(sections[plan.pk]))) for plan in plans}


def empty_headings(sections: Sequence[tuple[int, bool]]) -> int | None:
    """How many headings have nothing under them; None when there is no heading at all.

    `sections` are (level, says something itself) in outline order; a heading with a deeper one after it is not empty.
    """
    if not sections:
        return None
    following = [*(level for level, _ in sections[1:]), -1]
    return sum(not says and after <= level for (level, says), after in zip(sections, following, strict=True))


def _gaps(plan: Plan, bases: int, empty: int | None) -> Iterable[Gap]:
    if not bases:
        yield Gap("chưa có căn cứ", "bases")
    if not plan.opening:
        yield Gap("chưa có câu mở đầu", "head")
    if empty is None:
        yield Gap("chưa có mục nào", "sections")
    elif empty:
        yield Gap(f"{empty} mục còn trống", "sections")
    if not plan.closing:
        yield Gap("chưa có câu kết", "head")
    if not plan.recipients:
        yield Gap("chưa có nơi nhận", "head")
    if plan.signer_id is None:
        yield Gap("chưa có người ký", "head")
