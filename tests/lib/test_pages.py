"""Small parts of every page."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from lib.templatetags.pages import icon, marked, minutes, program_version, when


@pytest.mark.parametrize(
    ("text", "words", "shown"),
    [
        ("Huyện Tủa Chùa", "tua chua", "Huyện <mark>Tủa</mark> <mark>Chùa</mark>"),
        ("Đặng", "dang", "<mark>Đặng</mark>"),
        ("a & b", "b", "a &amp; <mark>b</mark>"),
        ("<b>", "b", "&lt;<mark>b</mark>&gt;"),
        ("Tủa", "", "Tủa"),
        ("Tủa", "xyz", "Tủa"),
        ("ban ban", "ban", "<mark>ban</mark> <mark>ban</mark>"),
    ],
)
def test_found_words_are_marked_and_text_is_escaped(text, words, shown):
    assert marked(text, words) == shown


def test_times_are_said_as_people_say_them():
    today = timezone.localtime().replace(hour=9, minute=5)
    assert [when(today), when(today - timedelta(days=1)), when(datetime(2024, 3, 5, 1, 0, tzinfo=UTC))] == [
        "09:05 hôm nay",
        "09:05 hôm qua",
        "08:00 ngày 05/03/2024",
    ]


def test_durations_are_said_in_whole_minutes():
    assert [minutes(timedelta(minutes=15)), minutes(timedelta(seconds=1))] == [15, 1]


def test_icon_is_hidden_from_readers_unless_it_says_something():
    assert 'aria-hidden="true"' in icon("search")
    assert 'aria-label="Tìm &quot;x&quot;"' in icon("search", title='Tìm "x"')


def test_version_is_that_of_the_project():
    assert program_version().count(".") == 2
