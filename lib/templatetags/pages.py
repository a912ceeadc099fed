"""Small parts of every page: an icon, a time in words, found words marked, the version of the program."""

import tomllib
from datetime import datetime, timedelta
from functools import cache

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe

from lib.lettering import roman
from lib.text import fold

register = template.Library()
register.filter("roman", roman)


@register.simple_tag
def icon(name: str, title: str = ""):
    """The symbol `name` of static/icons.svg; decorative unless `title` says what it means."""
    href = f"{static('icons.svg')}#{name}"
    if title:
        return format_html('<svg class="icon" role="img" aria-label="{}"><use href="{}"/></svg>', title, href)
    return format_html('<svg class="icon" aria-hidden="true" focusable="false"><use href="{}"/></svg>', href)


@cache
def _version() -> str:
    return tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())["project"]["version"]


@register.simple_tag
def program_version() -> str:
    """The version in pyproject.toml, e.g. «0.1.0»."""
    return _version()


@register.simple_tag
def support_contact() -> str:
    """Whom to call when one cannot sign in, from the settings; may be empty."""
    return settings.SUPPORT_CONTACT


@register.filter
def when(moment: datetime) -> str:
    """A moment as people say it: «09:05 hôm nay», «16:40 hôm qua», «08:00 ngày 03/11/2026»."""
    local = timezone.localtime(moment)
    days_ago = (timezone.localdate() - local.date()) // timedelta(days=1)
    day = {0: "hôm nay", 1: "hôm qua"}.get(days_ago, f"ngày {local:%d/%m/%Y}")
    return f"{local:%H:%M} {day}"


@register.filter
def minutes(duration: timedelta) -> int:
    """A duration in whole minutes, at least 1."""
    return max(1, round(duration.total_seconds() / 60))


@register.filter
def marked(text: str, words: str):
    """`text` with every one of the searched `words` inside <mark>, accents and case aside."""
    folded = [fold(letter) if letter != " " else " " for letter in text]
    origin = [at for at, letters in enumerate(folded) for _ in letters]
    plain = "".join(folded)
    found = set()
    for word in fold(words).split():
        start = plain.find(word)
        while start >= 0:
            found.update(origin[start : start + len(word)])
            start = plain.find(word, start + len(word))
    parts, last = [], False
    for at, letter in enumerate(text):
        if (at in found) != last:
            parts.append("</mark>" if last else "<mark>")
            last = not last
        parts.append(escape(letter))
    return mark_safe("".join(parts) + ("</mark>" if last else ""))
