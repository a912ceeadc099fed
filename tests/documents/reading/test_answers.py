"""The flat answer, and how the documents at hand are read: every field, every list."""

from pathlib import Path

import pytest

from bench.reading import Score, documents_in
from documents.reading import read, source_of, source_of_text
from documents.reading.answers import answer

SOURCES = Path(__file__).parents[2] / "data" / "sources"
PLAN = """ỦY BAN NHÂN DÂN
XÃ TÂN LẬP
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 05/KH-UBND
Tân Lập, ngày 05 tháng 01 năm 2025
KẾ HOẠCH
Tập huấn năm 2025
Căn cứ Kế hoạch số 20/KH-UBND ngày 25/01/2024 của UBND tỉnh về việc giảm nghèo;
Ủy ban nhân dân xã xây dựng kế hoạch như sau:
I. MỤC ĐÍCH
Nâng cao năng lực.
II. KINH PHÍ
Tổng kinh phí: 10.000.000 đồng (Mười triệu đồng)./.
Nơi nhận:
- UBND tỉnh;
- Lưu VT.
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Vừ A Hùng
"""


def test_answer_of_a_plan():
    reading = read(source_of_text(PLAN))
    found = answer(reading)
    tree = found.pop("tree")
    assert found == {
        "number": "05",
        "symbol": "KH-UBND",
        "agency": "ỦY BAN NHÂN DÂN XÃ TÂN LẬP",
        "parent_agency": None,
        "place": "Tân Lập",
        "date": "2025-01-05",
        "kind": "KẾ HOẠCH",
        "title": "Tập huấn năm 2025",
        "legal_bases": [
            {
                "kind": "Kế hoạch",
                "number": "20/KH-UBND",
                "date": "2024-01-25",
                "issuer": "UBND tỉnh",
                "summary": "giảm nghèo",
            }
        ],
        "sections": [
            {"label": "I", "title": "MỤC ĐÍCH", "level": 1},
            {"label": "II", "title": "KINH PHÍ", "level": 1},
        ],
        "total_budget_vnd": 10_000_000,
        "amount_in_words": "Mười triệu đồng",
        "recipients": ["UBND tỉnh", "Lưu VT"],
        "signer": {"authority": "KT. CHỦ TỊCH", "position": "PHÓ CHỦ TỊCH", "name": "Vừ A Hùng"},
    }
    assert tree["title"] == "Tập huấn năm 2025"
    assert tree["head"]["number"] == 5


@pytest.mark.parametrize("path, expected", [pytest.param(*pair, id=pair[0].name) for pair in documents_in(SOURCES)])
def test_documents_at_hand_are_read_as_their_answers_say(path, expected):
    score = Score()
    score.add(path.name, expected, answer(read(source_of(path.read_bytes(), path.name))))
    assert [miss for miss in score.misses[path.name] if not miss.startswith("sections")] == []
    assert score.invented == []
    assert score.f1("sections") >= 0.85


def test_what_is_no_plan_is_not_taken_for_one():
    others = [path for path, expected in documents_in(SOURCES) if expected.get("_is_plan") is False]
    assert len(others) == 9
    assert [path.name for path in others if read(source_of(path.read_bytes(), path.name)).is_plan] == []
