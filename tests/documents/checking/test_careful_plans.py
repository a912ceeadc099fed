"""Plans that a careful office wrote: nothing is said of them."""

from pathlib import Path

import pytest

from documents.checking import Severity, check
from documents.checking.printed import printed_of
from documents.checking.shipped import shipped_facts
from documents.reading import read, source_of

CAREFUL = Path(__file__).parents[2] / "data" / "careful"


@pytest.mark.parametrize("name", ["commune_2026.txt", "department_2026.txt"])
def test_nothing_is_said_of_a_careful_plan(name):
    source = source_of((CAREFUL / name).read_bytes(), name)
    reading = read(source)

    found = check(reading.content, shipped_facts(printed=printed_of(source, reading)))

    assert [(finding.rule, finding.quote) for finding in found] == []


SOURCES = CAREFUL.parent / "sources"
HEAD = """ỦY BAN NHÂN DÂN TỈNH QUẢNG TRỊ
BAN DÂN TỘC

Số: 12/KH-BDT
Quảng Trị, ngày 02 tháng 3 năm 2020
"""
CORRECTED = {
    "quang_tri_2020.txt": {
        "KẾ HOẠCH\n": f"{HEAD}\nKẾ HOẠCH\n",
        "01/TT-UBND": "01/2017/TT-UBDT",
        "7 - 8/2019": "7 - 8/2020",
        "8 – 9/2019": "8 - 9/2020",
        "Một tỷ, hai trăm năm mươi một nghìn đồng": "Một tỷ hai trăm năm mươi mốt triệu đồng",
    },
    "tua_chua_2024.txt": {},
    "quang_nam_2021.txt": {},
    "lang_son_2022.txt": {},
}


@pytest.mark.parametrize("name", CORRECTED)
def test_corrected_plan_has_no_error(name):
    text = (SOURCES / name).read_text("utf-8")
    for wrong, right in CORRECTED[name].items():
        assert wrong in text
        text = text.replace(wrong, right, 1)
    source = source_of(text.encode(), name)
    reading = read(source)

    found = check(reading.content, shipped_facts(printed=printed_of(source, reading)))

    assert [(finding.rule, finding.quote) for finding in found if finding.severity == Severity.ERROR] == []
