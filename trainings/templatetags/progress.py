"""Numbers of progress in templates."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from documents.content import Chart
from documents.rendering.charts import on_screen
from trainings.progress.sheets import in_words, share, thousands

register = template.Library()
register.filter("portion", in_words)
register.filter("thousands", lambda number: thousands(number or 0))
register.filter("percent_of", share)


@register.simple_tag
def drawn(chart: Chart, number: int) -> SafeString:
    """The chart as inline SVG; `number` tells those of one page apart."""
    return mark_safe(on_screen(chart, name=f"bieu-do-{number}"))
