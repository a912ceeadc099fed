"""Scans as scanners, phones and strangers make them: what is kept can be shown, the rest is refused in words."""

import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from documents.page_map import page_map
from documents.printing import page_sizes
from documents.scans import read_scan
from lib.refusals import Refused


def a_pdf(change=lambda pdf, page: None, *, size=(595, 842)) -> bytes:
    """One blank page, changed."""
    with pikepdf.new() as pdf:
        change(pdf, pdf.add_blank_page(page_size=size).obj)
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def bookmarks_of_numbers(pdf, page):
    pdf.Root.Outlines = Array([1])


def a_bookmark_to_nowhere(pdf, page):
    mark = pdf.make_indirect(Dictionary(Title=String("x"), Dest=Array([page, Name.XYZ, 0, Name.Foo])))
    pdf.Root.Outlines = pdf.make_indirect(Dictionary(First=mark, Last=mark, Count=1))


def a_drawing_of_numbers(pdf, page):
    page.Contents = Array([1, Name.A])


def a_drawing_that_is_none(pdf, page):
    page.Contents = Dictionary(A=1)


def a_broken_drawing(pdf, page):
    page.Contents = pikepdf.Stream(pdf, b"")
    page.Contents.write(b"garbage", filter=Name.FlateDecode)


@pytest.mark.parametrize(
    "change",
    [bookmarks_of_numbers, a_bookmark_to_nowhere, a_drawing_of_numbers, a_drawing_that_is_none, a_broken_drawing],
)
def test_what_only_looks_odd_inside_is_kept_and_can_be_shown(change):
    kept = read_scan([a_pdf(change)])
    assert [(page.number, round(page.width_mm)) for page in page_map(kept).pages] == [(1, 210)]
    assert page_map(kept).headings == ()


def a_slit(pdf, page):
    page.CropBox = Array([0, 0, 1, 842])


@pytest.mark.parametrize(
    "data",
    [a_pdf(size=(4, 14400)), a_pdf(size=(14400, 14400)), a_pdf(a_slit)],
    ids=["a thread", "a field", "a slit"],
)
def test_pages_whose_picture_would_fill_the_memory_are_refused(data):
    with pytest.raises(Refused, match="quá nhỏ hoặc quá lớn"):
        read_scan([data])


def test_a_scan_that_no_reader_shows_is_refused():
    data = a_pdf()[:-200]
    assert page_sizes(data) == ()
    with pytest.raises(Refused, match="bị hỏng"):
        read_scan([data])
