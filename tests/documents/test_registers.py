"""Registers as books: which lines, which gaps, one book for each series and year; the pages of the PDF."""

import datetime
import io

import pdfplumber
import pikepdf
import pytest

from documents.actions import cancel_number, complete_entry
from documents.registers import Span, books, print_books, span_of
from documents.rendering import register_books
from documents.rendering.register_books import Book, Line, render_books
from organisations.models import User
from tests.factories.plans import a_user
from tests.factories.registers import a_number, local

YEAR = (datetime.date(2026, 1, 1), datetime.date(2026, 12, 31))


@pytest.fixture
def clerk(db) -> User:
    return a_user()


def texts(pdf: bytes) -> list[str]:
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        return [page.extract_text() for page in document.pages]


def a_book(count: int, **changes) -> Book:
    values = {
        "superior": ("UBND TỈNH QUẢNG TRỊ",), "issuer": ("SỞ DÂN TỘC", "VÀ TÔN GIÁO"), "year": 2026, "series": "",
        "numbers": ("01", f"{count:02}"), "days": ("05/01/2026", "20/11/2026"),
        "lines": tuple(Line((f"{n:02}/KH", *["x"] * 9)) for n in range(1, count + 1)), "cancelled": "", "lacking": "",
        "seal": "abc", "place": "Quảng Trị",
    }  # fmt: skip
    return Book(**values | changes)


# ---- rows → books -------------------------------------------------------------------------------------------------


def test_there_is_one_book_for_each_series_and_year(clerk):
    office = clerk.organisation
    a_number(office, by=clerk, dated_on=datetime.date(2025, 5, 6), number=3, manual_reason="Sổ giấy")
    for kind in ("Quyết định", "Kế hoạch", "Kế hoạch"):
        a_number(office, by=clerk, kind=kind)
    both = Span(office.pk, datetime.date(2025, 1, 1), YEAR[1])
    found = [(book.year, book.series, len(book.lines)) for book in books(both)]
    assert found == [(2025, "Kế hoạch", 1), (2026, "Kế hoạch", 2), (2026, "Quyết định", 1)]
    assert [book.series for book in books(Span(office.pk, *YEAR, "quyet dinh"))] == ["Quyết định"]


def test_a_book_says_what_is_cancelled_and_what_is_lacking(clerk):
    office = clerk.organisation
    first = a_number(office, by=clerk)
    for number in (3, 7):
        a_number(office, by=clerk, number=number, manual_reason="Sổ giấy")
    cancel_number(first, reason="Ghi nhầm", by=clerk, at=local(2026, 3, 6))
    (book,) = books(Span(office.pk, *YEAR))
    assert (book.numbers, book.days) == (("01", "07"), ("05/3/2026", "05/3/2026"))
    assert (book.cancelled, book.lacking) == ("01", "02, 04–06")
    assert [(line.cells[0], line.cells[9], line.is_cancelled) for line in book.lines] == [
        ("01/KH-BDT", "Số đã hủy: Ghi nhầm", True),
        ("03/KH-BDT", "Số nhập tay: Sổ giấy", False),
        ("07/KH-BDT", "Số nhập tay: Sổ giấy", False),
    ]


def test_the_key_changes_with_every_line_and_column(clerk):
    office = clerk.organisation
    entry = a_number(office, by=clerk)
    span = Span(office.pk, *YEAR)
    keys = [span.key(), span.key()]
    entry = complete_entry_as(clerk, entry)
    keys.append(span.key())
    a_number(office, by=clerk)
    keys.append(span.key())
    cancel_number(entry, reason="Ghi nhầm", by=clerk, at=local(2026, 3, 6))
    keys.append(span.key())
    assert (keys[0] == keys[1], len(set(keys)), max(map(len, keys)) <= 200) == (True, 4, True)


def complete_entry_as(clerk, entry):
    clerk.is_superuser = True  # every permission, of this object only
    return complete_entry(entry, {"note": "Gửi lại"}, version=1, by=clerk, at=local(2026, 3, 6))


@pytest.mark.parametrize("series", [None, "", "ke hoach va bao cao"])
def test_a_key_leads_back_to_its_lines(clerk, series):
    span = Span(clerk.organisation_id, *YEAR, series)
    assert span_of(span.key()) == span


# ---- books → PDF --------------------------------------------------------------------------------------------------


def test_cover_numbered_pages_and_closing_page(clerk):
    office = clerk.organisation
    for _ in range(30):
        a_number(office, by=clerk)
    pages = texts(print_books(Span(office.pk, *YEAR)))
    cover = pages[0].split("\n")
    assert cover == [
        "BAN DÂN TỘC", "SỔ ĐĂNG KÝ VĂN BẢN ĐI", "Dãy số: Kế hoạch", "Năm: 2026", "Từ số 01 đến số 30",
        "Từ ngày 05/3/2026 đến ngày 05/3/2026", cover[-1],
    ]  # fmt: skip
    assert [f"BAN DÂN TỘC {number} Sổ đăng ký văn bản đi năm 2026 – Kế hoạch" in page
            for number, page in enumerate(pages[1:], start=1)] == [True] * (len(pages) - 1)  # fmt: skip
    last = len(pages) - 1
    assert f"Sổ này có {last} trang, đánh số từ 1 đến {last}, không kể bìa." in pages[-1]
    assert "Đăng ký từ số 01 đến số 30" in pages[-1]


def test_pages_are_a4_landscape(clerk):
    a_number(clerk.organisation, by=clerk)
    with pikepdf.open(io.BytesIO(print_books(Span(clerk.organisation_id, *YEAR)))) as pdf:
        assert {tuple(round(float(n)) for n in page.mediabox) for page in pdf.pages} == {(0, 0, 842, 595)}


def test_parts_follow_each_other_without_a_half_empty_page(monkeypatch):
    whole = texts(render_books([a_book(300)]))
    monkeypatch.setattr(register_books, "PART_LINES", 90)
    heard = []
    assert texts(render_books([a_book(300)], progress=heard.append)) == whole
    assert (heard == sorted(heard), heard[-1], len(heard) > 3) == (True, 100, True)


def test_each_book_is_numbered_from_one():
    pages = texts(render_books([a_book(2, series="Kế hoạch"), a_book(2, series="Báo cáo")]))
    assert [("1 Sổ" in page, "2 Sổ" in page) for page in pages] == [
        (False, False), (True, False), (False, True), (False, False), (True, False), (False, True),
    ]  # fmt: skip


def test_text_that_looks_like_markup_stays_text():
    line = Line(("01/KH", "05/3/2026", "#sys.inputs *đậm* $x$ <row> @a", *["y"] * 7))
    assert "#sys.inputs *đậm* $x$" in " ".join(texts(render_books([a_book(1, lines=(line,))]))).replace("\n", " ")


def test_equal_books_give_equal_bytes():
    assert render_books([a_book(5)]) == render_books([a_book(5)])
