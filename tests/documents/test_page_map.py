"""Pages and headings of a printed PDF."""

from dataclasses import replace

from documents.layout import Layout
from documents.page_map import page_map
from documents.rendering import render_pdf
from lib.text import fold
from tests.factories.contents import appendix, plan


def test_every_page_has_its_size_and_number():
    pages = page_map(render_pdf(plan(appendices=(appendix(landscape=True),)), Layout())).pages
    sizes = [(page.number, round(page.width_mm), round(page.height_mm)) for page in pages]
    assert sizes[0] == (1, 210, 297)
    assert sizes[-1] == (len(pages), 297, 210)


def test_headings_stand_where_they_are_printed():
    content = plan(appendices=())
    places = page_map(render_pdf(content, Layout())).headings
    wanted = [fold(f"{section.label} {section.title}") for section in content.walk_sections()]
    assert [fold(place.text) for place in places][1:] == wanted
    order = [(place.page, place.y_mm) for place in places]
    assert order == sorted(order)
    assert all(0 <= place.y_mm <= 297 for place in places)


def test_only_pages_that_changed_have_another_digest():
    content = plan(appendices=(appendix(),))
    changed = replace(content, appendices=(replace(content.appendices[0], title=("Tên khác",)),))
    before, after = (page_map(render_pdf(each, Layout())).pages for each in (content, changed))
    assert [page.digest for page in before][:-1] == [page.digest for page in after][:-1]
    assert before[-1].digest != after[-1].digest
