"""What a plan still lacks."""

import pytest

from plans.gaps import empty_headings, gaps_of
from plans.models import Plan, PlanLegalBasis
from tests.factories.plans import a_document, a_plan, a_post, a_user, an_outline

ROMAN, ARABIC = 1, 2


@pytest.mark.parametrize(
    ("sections", "empty"),
    [
        ([], None),
        ([(ROMAN, True)], 0),
        ([(ROMAN, False)], 1),
        ([(ROMAN, False), (ARABIC, True)], 0),
        ([(ROMAN, False), (ARABIC, False), (ROMAN, True)], 1),
        ([(ROMAN, False), (ROMAN, False)], 2),
    ],
)
def test_a_heading_is_empty_when_neither_text_nor_a_deeper_heading_follows(sections, empty):
    assert empty_headings(sections) == empty


def sentences(*plans):
    rows = list(Plan.objects.filter(pk__in=[plan.pk for plan in plans]).order_by("pk"))
    return [[gap.sentence for gap in gaps] for _, gaps in sorted(gaps_of(rows).items())]


@pytest.mark.django_db
def test_gaps_are_told_in_the_order_of_the_document():
    user = a_user()
    bare, full = (a_plan(user) for _ in range(2))
    Plan.objects.filter(pk=bare.pk).update(opening="", closing="", recipients="", signer=None)
    Plan.objects.filter(pk=full.pk).update(
        opening="Như sau:", closing="Trên đây.", recipients="Như trên", signer=a_post(user.organisation)
    )
    PlanLegalBasis.objects.create(plan=full, document=a_document())
    (section,) = an_outline(full, user, "MỤC ĐÍCH")
    section.body = "Nâng cao năng lực."
    section.save()
    assert sentences(bare, full) == [
        [
            "chưa có căn cứ",
            "chưa có câu mở đầu",
            "chưa có mục nào",
            "chưa có câu kết",
            "chưa có nơi nhận",
            "chưa có người ký",
        ],
        [],
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 30])
def test_three_queries_for_any_number_of_plans(django_assert_num_queries, number):
    user = a_user()
    plans = [a_plan(user, title=f"Kế hoạch {i}") for i in range(number)]
    with django_assert_num_queries(3):
        gaps_of(plans)
