"""Numbers of progress in templates."""

from django import template

from trainings.progress.sheets import in_words, share, thousands

register = template.Library()
register.filter("portion", in_words)
register.filter("thousands", lambda number: thousands(number or 0))
register.filter("percent_of", share)
