"""What changed, word by word: nothing is lost, nothing is told that did not change."""

import random
import time
from dataclasses import replace
from itertools import pairwise

import pytest

from documents.comparing import Change, ChangeKind, Piece, PieceKind, compare, shortened, word_changes
from documents.content import Appendix, Paragraph, PartialDate, Section, SignatureBlock, Table
from tests.factories import faces
from tests.factories.contents import FILLER, plan

SAME, ADDED, REMOVED = PieceKind.SAME, PieceKind.ADDED, PieceKind.REMOVED


def told(old: str, new: str) -> list[tuple[str, str]]:
    return [(piece.kind.value, piece.text) for piece in word_changes(old, new)]


def side(pieces, *, without: PieceKind) -> list[str]:
    return [word for piece in pieces if piece.kind != without for word in piece.text.split()]


# ---- words --------------------------------------------------------------------------------------------------------


def test_changed_words_stand_between_those_that_stayed():
    assert told("kinh phí 100 triệu đồng", "kinh phí 120 triệu đồng năm 2026") == [
        ("same", "kinh phí"),
        ("removed", "100"),
        ("added", "120"),
        ("same", "triệu đồng"),
        ("added", "năm 2026"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", []),
        ("một hai", "một hai", [("same", "một hai")]),
        ("một\n  hai\t ba", "một hai ba", [("same", "một hai ba")]),
        ("", "một", [("added", "một")]),
        ("một", "", [("removed", "một")]),
        ("một hai", "ba bốn", [("removed", "một hai"), ("added", "ba bốn")]),
        ("xã, phường", "xã phường", [("removed", "xã,"), ("added", "xã"), ("same", "phường")]),
    ],
)
def test_short_texts(old, new, expected):
    assert told(old, new) == expected


def test_both_texts_can_be_read_out_of_the_pieces():
    chance = random.Random(7)
    for _ in range(3000):
        letters = "abcdef"[: chance.randint(1, 6)]
        old, new = ([chance.choice(letters) for _ in range(chance.randint(0, 14))] for _ in range(2))
        pieces = word_changes(" ".join(old), " ".join(new))
        assert (side(pieces, without=ADDED), side(pieces, without=REMOVED)) == (old, new)
        assert all(first.kind != second.kind for first, second in pairwise(pieces))


def test_one_word_of_a_hundred_pages_is_found_at_once():
    chance = random.Random(7)
    vocabulary = OLD.opening[0].text.split() + FILLER.split()
    words = [chance.choice(vocabulary) for _ in range(50_000)]
    changed = [*words[:31_000], "tỷ", *words[31_001:]]
    began = time.perf_counter()
    pieces = word_changes(" ".join(words), " ".join(changed))
    assert [(p.kind, p.text) for p in pieces if p.kind != SAME] == [(REMOVED, words[31_000]), (ADDED, "tỷ")]
    assert time.perf_counter() - began < 3


def test_two_unlike_long_texts_are_told_without_delay():
    chance = random.Random(7)
    old, new = ([chance.choice("abcdefghij") for _ in range(20_000)] for _ in range(2))
    began = time.perf_counter()
    pieces = word_changes(" ".join(old), " ".join(new))
    assert (side(pieces, without=ADDED), side(pieces, without=REMOVED)) == (old, new)
    assert time.perf_counter() - began < 3


def test_long_unchanged_runs_are_shortened_around_what_changed():
    pieces = word_changes("1 2 3 4 5 6 7 cũ 8 9 a b c d e f", "1 2 3 4 5 6 7 mới 8 9 a b c d e f")
    assert shortened(pieces, around=2) == (
        Piece(SAME, "… 6 7"),
        Piece(REMOVED, "cũ"),
        Piece(ADDED, "mới"),
        Piece(SAME, "8 9 …"),
    )
    assert shortened(pieces, around=8) == pieces


# ---- whole contents -----------------------------------------------------------------------------------------------


def changes(old, new) -> list[tuple[str, str]]:
    return [(change.place, change.kind.value) for change in compare(old, new)]


OLD = replace(
    plan(),
    title="Giám sát giảm nghèo",
    legal_bases=("Căn cứ Luật A", "Căn cứ Luật B"),
    sections=(
        Section(1, "I.", "MỤC ĐÍCH", (Paragraph("Nâng cao năng lực cán bộ xã.", "-"), Paragraph("Giảm nghèo.", "-"))),
        Section(1, "II.", "KINH PHÍ", (Table((("TT", "Số tiền"),), (("1", "100"), ("2", "200"))),)),
    ),
    recipients=("Sở Tài chính", "Lãnh đạo Sở"),
    appendices=(),
)


def test_equal_contents_have_no_changes():
    assert compare(OLD, OLD) == ()
    assert compare(plan(), plan()) == ()


def test_a_changed_paragraph_is_told_with_its_place_and_words():
    first = OLD.sections[0]
    text = Paragraph("Nâng cao năng lực cán bộ xã, phường.", "-")
    new = replace(OLD, sections=(replace(first, blocks=(text, first.blocks[1])), OLD.sections[1]))
    assert compare(OLD, new) == (
        Change(
            "I. MỤC ĐÍCH",
            ChangeKind.CHANGED,
            (Piece(SAME, "- Nâng cao năng lực cán bộ"), Piece(REMOVED, "xã."), Piece(ADDED, "xã, phường.")),
        ),
    )


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"title": "Việc khác hẳn"}, [("Trích yếu", "changed")]),
        ({"legal_bases": ("Căn cứ Luật B",)}, [("Căn cứ", "removed")]),
        ({"legal_bases": ("Căn cứ Luật B", "Căn cứ Luật A")}, [("Căn cứ", "moved")]),
        ({"recipients": ("Sở Tài chính", "Lãnh đạo Sở", "Phòng CSDT")}, [("Nơi nhận", "added")]),
        ({"archive": "VT, CSDT"}, [("Lưu", "changed")]),
        ({"signature": SignatureBlock(("GIÁM ĐỐC",), "Người Khác")}, [("Người ký", "changed")]),
        ({"head": replace(OLD.head, place="Đồng Hới")}, [("Địa danh", "changed")]),
        ({"head": replace(OLD.head, date=PartialDate(2031, 2))}, [("Ngày tháng", "changed")]),
        ({"opening": (*OLD.opening, Paragraph("Câu thêm vào đây."))}, [("Câu mở đầu", "added")]),
        ({"closing": (Paragraph("Hoàn toàn mới."),)}, [("Câu kết", "removed"), ("Câu kết", "added")]),
        (
            {"appendices": (Appendix("Phụ lục", ("Biểu số 1",), (Paragraph("Ghi chú"),)),)},
            [("Phụ lục", "added"), ("Phụ lục", "added")],
        ),
    ],
)
def test_each_part_is_told_under_its_name(change, expected):
    assert changes(OLD, replace(OLD, **change)) == expected


def test_headings_that_only_moved_on_by_a_number_are_no_change():
    first, second = OLD.sections
    new = replace(OLD, sections=(first, Section(1, "II.", "YÊU CẦU", (Paragraph("Tiết kiệm."),)), second))
    new = replace(new, sections=(*new.sections[:2], replace(second, label="III.")))
    assert changes(OLD, new) == [("II. YÊU CẦU", "added"), ("II. YÊU CẦU", "added")]


def test_of_a_table_the_changed_row_is_told():
    table = Table((("TT", "Số tiền"),), (("1", "100"), ("2", "250")), widths=(10, 40))
    new = replace(OLD, sections=(OLD.sections[0], replace(OLD.sections[1], blocks=(table,))))
    assert [(change.place, change.pieces) for change in compare(OLD, new)] == [
        ("II. KINH PHÍ", (Piece(SAME, "2 |"), Piece(REMOVED, "200"), Piece(ADDED, "250"))),
    ]


def test_a_list_of_twenty_thousand_rows_is_compared_within_seconds():
    rows = tuple((str(n), f"Nguyễn Văn {n}", "Thôn 1", "") for n in range(20_000))
    new_rows = (*rows[:9_000], ("9000", "Trần Thị Mới", "Thôn 2", ""), *rows[9_001:15_000], *rows[15_010:])
    old, new = (
        replace(OLD, appendices=(Appendix("Phụ lục", ("Danh sách",), (Table((), r),)),)) for r in (rows, new_rows)
    )
    began = time.perf_counter()
    assert [kind for _, kind in changes(old, new)] == ["changed"] + 10 * ["removed"]
    assert time.perf_counter() - began < 5


def test_a_number_of_a_chart_that_changed_is_told():
    bars = (replace(faces.CHART.bars[0], values=(151, 170, 200)), *faces.CHART.bars[1:])
    (change,) = compare(faces.charted(), faces.charted(replace(faces.CHART, bars=bars)))
    assert (change.kind, [(piece.kind, piece.text) for piece in change.pieces]) == (
        ChangeKind.CHANGED,
        [(SAME, "Cả lớp |"), (REMOVED, "150"), (ADDED, "151"), (SAME, "| 170 | 200")],
    )
