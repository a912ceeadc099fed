"""Printed papers in the cache and their pictures."""

import io
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from django.core.cache import caches
from PIL import Image

from documents.content import Paragraph, Table
from documents.layout import Layout
from documents.printing import NotPrinted, is_quick, page_count, page_picture, print_key, print_now, printed
from documents.rendering import prewarm, render_pdf
from tests.factories import faces
from tests.factories.contents import FILLER, appendix, plan


@pytest.fixture(autouse=True)
def empty_cache():
    caches["papers"].clear()
    yield
    caches["papers"].clear()


def test_key_follows_content_and_layout():
    same = print_key(plan(), Layout())
    assert print_key(plan(), Layout()) == same
    assert len({same, print_key(plan(title="Khác"), Layout()), print_key(plan(), Layout(body_pt=13))}) == 3


def test_printed_paper_is_kept_under_its_key():
    key = print_key(plan(), Layout())
    assert printed(key) is None
    pdf = print_now(plan(), Layout())
    assert printed(key) == pdf
    assert print_now(plan(), Layout()) == pdf


def test_progress_rises_to_the_end():
    seen = []
    print_now(plan(), Layout(), progress=seen.append)
    assert seen == sorted(seen)
    assert seen[-1] == 100


def test_progress_is_silent_when_the_paper_is_kept():
    print_now(plan(), Layout())
    seen = []
    print_now(plan(), Layout(), progress=seen.append)
    assert seen == []


def test_page_picture_has_the_asked_width_and_is_grey():
    print_now(plan(), Layout())
    key = print_key(plan(), Layout())
    picture = Image.open(io.BytesIO(page_picture(key, 1, 700)))
    assert (picture.format, picture.width, picture.height) == ("WEBP", 700, 990)
    assert len(set(picture.convert("RGB").resize((1, 1)).getpixel((0, 0)))) == 1
    assert page_picture(key, 1, 700) == page_picture(key, 1, 700)


def test_landscape_page_keeps_its_shape():
    print_now(plan(), Layout())
    key = print_key(plan(), Layout())
    picture = Image.open(io.BytesIO(page_picture(key, page_count(key), 700)))
    assert picture.width > picture.height


@pytest.mark.parametrize("page", [0, 99])
def test_page_that_is_not_there(page):
    print_now(plan(), Layout())
    with pytest.raises(NotPrinted):
        page_picture(print_key(plan(), Layout()), page, 700)


def test_paper_that_is_not_printed():
    with pytest.raises(NotPrinted):
        page_count("0" * 64)
    with pytest.raises(NotPrinted):
        page_picture("0" * 64, 1, 700)


def test_picture_width_stays_within_bounds():
    print_now(plan(), Layout())
    key = print_key(plan(), Layout())
    assert Image.open(io.BytesIO(page_picture(key, 1, 100_000))).width == 2400
    assert Image.open(io.BytesIO(page_picture(key, 1, 1))).width == 80


def test_quick_papers_are_short_ones():
    rows = tuple(("1", "Nguyễn Văn A") for _ in range(400))
    assert is_quick(plan())
    assert not is_quick(plan(closing=(Paragraph(FILLER),) * 800))
    assert not is_quick(plan(appendices=(replace(appendix(), blocks=(Table((("TT", "Họ và tên"),), rows),)),)))


def test_prewarm_on_a_machine_that_cannot_print_is_only_logged(settings, caplog):
    settings.OFFICE_FONT_DIR = "/nowhere"
    prewarm()
    assert [record.getMessage() for record in caplog.records if record.name.startswith("documents")] == [
        "Cannot print: OFFICE_FONT_DIR: không có thư mục /nowhere."
    ]


def test_threads_print_and_draw_at_once():
    contents = [plan(title=f"Kế hoạch số {n}", appendices=()) for n in range(4)]
    alone = [render_pdf(content, Layout()) for content in contents]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda content: print_now(content, Layout()), contents * 2))
        keys = [print_key(content, Layout()) for content in contents]
        pictures = list(pool.map(lambda key: page_picture(key, 1, 400), keys * 4))
    assert together == alone * 2
    assert pictures == [page_picture(key, 1, 400) for key in keys] * 4


def test_lists_and_forms_of_their_own_are_quick_up_to_two_thousand_rows():
    assert is_quick(faces.sheet(2000))
    assert not is_quick(faces.sheet(2001))
    assert is_quick(faces.form(1500))
