"""Tables of files, and tables that came out as tabs or «|»."""

from documents.content import FormSignatures, Paragraph, Table
from documents.reading import source_of_text
from documents.reading.rows import rows_of
from documents.reading.source import Grid
from documents.reading.tables import drawn_of, tables_in

HEAD = ("TT", "Nội dung", "Kinh phí")


def table_in(text):
    """The one table in `text`."""
    lines = source_of_text(text).lines
    ((_, _, drawn),) = tables_in(rows_of(lines, 0, len(lines)))
    return drawn.block


def block_of(*rows, **features):
    """The block that a table of a file becomes."""
    (drawn,) = drawn_of(0, Grid(rows, **features))
    return drawn.block


def test_tabs_are_columns_and_lines_without_them_go_on_in_the_cell():
    text = "TT\tNhiệm vụ\tNgười thực hiện\tGhi chú\n\tRa đề\tĐỗ Văn A\nVũ Văn B\t\n\tChấm bài\tVũ Văn B\t\n"
    assert table_in(text) == Table(
        header=(("TT", "Nhiệm vụ", "Người thực hiện", "Ghi chú"),),
        rows=(("", "Ra đề", "Đỗ Văn A\nVũ Văn B", ""), ("", "Chấm bài", "Vũ Văn B", "")),
    )


def test_form_with_numbered_columns_and_empty_rows():
    text = "TT\tHọ và tên\tGhi chú\n<i>1</i>\t<i>2</i>\t<i>3</i>\n1\t\t\n2\t\t\n....\t\t\n"
    assert table_in(text) == Table(
        header=(("TT", "Họ và tên", "Ghi chú"), ("1", "2", "3")),
        rows=(("1", "", ""), ("2", "", ""), ("....", "", "")),
    )


def test_markdown():
    text = "| TT | Nội dung | Kinh phí |\n|---|---|---|\n| 1 | Tập huấn | 100 |\n| 2 | Giám sát | 200 |"
    assert table_in(text) == Table((HEAD,), (("1", "Tập huấn", "100"), ("2", "Giám sát", "200")))


def test_cells_of_law_databases_end_with_a_bar():
    cells = [*HEAD, "1", "Tổ chức tập huấn\ncho cán bộ", "100", "2", "Giám sát", "2", "Cộng", "", "102"]
    assert table_in("\n|\n".join(cells) + "\n|\n") == Table(
        header=(HEAD,),
        rows=(("1", "Tổ chức tập huấn cho cán bộ", "100"), ("2", "Giám sát", "2"), ("Cộng", "", "102")),
    )


def test_lines_with_one_tab_behind_a_number_are_no_table():
    lines = source_of_text("1.\tTập huấn\n2.\tGiám sát").lines
    assert tables_in(rows_of(lines, 0, len(lines))) == []


def test_head_of_several_rows_ends_where_counting_begins():
    rows = (("TT", "Nội dung", "Kinh phí", ""), ("", "", "Tổng", "Trung ương"), ("1", "Tập huấn", "100", "80"))
    assert block_of(*rows, has_borders=True) == Table(rows[:2], rows[2:])


def test_header_that_the_file_knows():
    rows = (("Nội dung", "Kinh phí"), ("Tập huấn", "100"))
    assert block_of(*rows, header_rows=1, widths=(100.0, 60.0)) == Table(rows[:1], rows[1:], (100.0, 60.0))


def test_invisible_table_under_a_form_is_a_place_for_signatures():
    rows = (("Người lập", "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH"),)
    assert block_of(*rows, has_borders=False) == FormSignatures((("Người lập",), ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")))


def test_frame_around_text_is_text():
    drawn = drawn_of(3, Grid((("- Dòng một\nDòng hai",),)))
    assert [(d.block, d.lines) for d in drawn] == [(Paragraph("Dòng một", "-"), (3,)), (Paragraph("Dòng hai"), (3,))]


def test_empty_table_is_nothing():
    assert drawn_of(0, Grid((("", ""), ("", " ")))) == []
