"""Scores as Vietnamese write them."""

from decimal import Decimal

from django import template

from trainings.results import score_text

register = template.Library()
register.filter("score", score_text)


@register.filter
def gain(score: Decimal | None) -> str:
    """«+2,5», «−1», «0»; empty when one of the two scores is missing."""
    if score is None:
        return ""
    sign = "+" if score > 0 else "−" if score < 0 else ""
    return sign + score_text(abs(score))
