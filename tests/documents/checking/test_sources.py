"""The real plans of tests/data/sources: which mistakes of numbers, dates and training are found in them, and no others.

Read by hand, word by word. What a person would ask of a number and a rule cannot (a vague place, a class that is too
large) is not here.
"""

from pathlib import Path

import pytest

from documents.checking import check
from documents.reading import read, source_of_text

SOURCES = Path(__file__).parents[2] / "data" / "sources"
MISTAKES = {
    "quang_tri_2020": [
        ("amounts.breakdown", "III", "1.251.000.000 đ"),  # one amount for three groups of classes and a tour
        ("amounts.currency", "III", "1.251.000.000 đ"),
        ("amounts.words", "III", "Một tỷ, hai trăm năm mươi một nghìn đồng"),
        ("dates.outside_plan", "II.2", "tháng 7 - 8/2019"),
        ("dates.outside_plan", "II.3", "tháng 8 – 9/2019"),
        ("training.load", "II.1", "3 ngày/lớp"),  # 30 periods
        ("training.load", "II.2", "3 ngày/lớp"),
        ("training.load", "II.3", "2 ngày/lớp"),  # 20 periods
        ("training.when", "II.4", "22 người"),
    ],
    "quang_nam_2021": [("dates.no_time", "Trích yếu", "")],
    "lang_son_2022": [
        ("amounts.source", "IV", "100.000.000 đồng"),
        ("amounts.years", "IV", "Trong đó: Năm 2022 : 10.000.000 đồng"),  # 2021 of 2021 - 2025
    ],
    "tua_chua_2024": [
        ("amounts.brackets", "II.1.2.a", "36 người (01 lãnh đạo UBND"),  # of each commune
        ("amounts.enumeration", "II.1.1.a", "09 đại biểu, gồm: Đại diện lãnh đạo"),  # eleven
        ("amounts.none", "III", "KINH PHÍ"),
        ("training.incomplete", "II.2.2.a", "380 người"),
    ],
}


@pytest.mark.parametrize("name", MISTAKES)
def test_mistakes_of_a_real_plan_are_found(name):
    content = read(source_of_text((SOURCES / f"{name}.txt").read_text("utf-8"))).content
    own = [f for f in check(content) if f.rule.startswith(("amounts.", "dates.", "training."))]
    found = sorted((finding.rule, finding.section, finding.quote) for finding in own)

    assert [(rule, section) for rule, section, _ in found] == [(rule, section) for rule, section, _ in MISTAKES[name]]
    assert all(quote.startswith(start) for (*_, quote), (*_, start) in zip(found, MISTAKES[name], strict=True))
