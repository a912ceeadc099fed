import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.spreadsheet import pasted_rows


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("", []),
        ("TT\tTên\n1\tA", [["TT", "Tên"], ["1", "A"]]),
        ("A\n\n \t \nB", [["A"], ["B"]]),
        ('1\t"Nguyễn\nVăn ""A"""\tx\n2\tB\ty', [["1", 'Nguyễn\nVăn "A"', "x"], ["2", "B", "y"]]),
        ('tích dấu "X" đúng\tB', [['tích dấu "X" đúng', "B"]]),
        ('"X" đúng\tB\nC\tD', [['"X" đúng', "B"], ["C", "D"]]),
        ('"chưa đóng\tB\nC\tD', [['"chưa đóng', "B"], ["C", "D"]]),
        ('""\tB', [["", "B"]]),
    ],
)
def test_cells_come_out_as_they_were_in_the_sheet(text, rows):
    assert pasted_rows(text) == rows


CELLS = st.text(alphabet='ab "\t\n', max_size=6)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=3), min_size=1, max_size=4))
def test_what_a_spreadsheet_copies_is_read_back(rows):
    def copied(cell):
        quoted = any(mark in cell for mark in '"\t\n')
        return '"' + cell.replace('"', '""') + '"' if quoted else cell

    text = "\n".join("\t".join(map(copied, row)) for row in rows)
    assert pasted_rows(text) == [row for row in rows if any(cell.strip() for cell in row)]


@given(st.text(alphabet='ab"\t\n', max_size=30))
def test_no_letter_is_lost(text):
    letters = "".join(cell for row in pasted_rows(text) for cell in row)
    assert [c for c in letters if c in "ab"] == [c for c in text if c in "ab"]


@pytest.mark.parametrize("piece", ["1\tA\n", '"a\t', '"a\n', '"""a\n', '""\t', '"a""', '\t"', '"a"b\t'])
def test_a_megabyte_takes_time_in_step_with_its_length(piece):
    text = piece * (1_000_000 // len(piece))
    start = time.process_time()
    pasted_rows(text)
    assert time.process_time() - start < 5
