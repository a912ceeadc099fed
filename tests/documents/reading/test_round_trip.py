"""Word → reading → content gives the content that was written, whatever it says."""

import pytest
from django.utils.timezone import now
from hypothesis import HealthCheck, Phase, given, settings

from documents.layout import HOUSE_LAYOUT
from documents.reading import read, source_of
from documents.reading.word_files import read_word
from documents.word import write_docx
from plans.models import Plan
from plans.papers import PlanPaper
from portal.examples import load_examples
from tests.factories.any_contents import contents
from tests.factories.contents import plan


def read_back(content):
    return read(read_word(write_docx(content, HOUSE_LAYOUT)))


@settings(
    max_examples=80,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink],
)
@given(contents)
def test_any_content_comes_back_from_word(content):
    assert read_back(content).content == content


def test_the_example_comes_back_through_the_process_of_its_own():
    content = plan()
    reading = read(source_of(write_docx(content, HOUSE_LAYOUT), "ke-hoach.docx"))
    assert (reading.content, reading.kind, reading.is_plan, reading.doubts) == (content, "KẾ HOẠCH", True, ())


@pytest.mark.django_db
def test_every_example_plan_comes_back_from_word():
    load_examples(at=now())
    for row in Plan.objects.all():
        content = PlanPaper().content(row)
        assert read(read_word(write_docx(content, PlanPaper().layout(row)))).content == content
