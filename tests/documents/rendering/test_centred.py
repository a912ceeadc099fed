"""Centred lines: what is kept together parts before one of its words is cut."""

from documents.rendering.centred import balanced
from documents.rendering.fonts import typeface


def test_an_amount_wider_than_the_line_is_broken_between_its_words():
    lines = balanced("Kinh phí 1.251.000.000 triệu đồng", width=45, pt=14, style="bold", face=typeface())
    assert lines == ["Kinh phí", "1.251.000.000", "triệu đồng"]


def test_a_word_wider_than_the_line_is_cut():
    pieces = balanced("1.251.000.000.000.000", width=30, pt=14, style="bold", face=typeface())
    assert (len(pieces), "".join(pieces)) == (2, "1.251.000.000.000.000")
