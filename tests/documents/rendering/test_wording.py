import pytest

from documents.rendering.wording import bound, unbroken_pieces


@pytest.mark.parametrize(
    "reference", ["3702/QĐ-UBND", "10/2022/TT-BLĐTBXH", "30/2020/NĐ-CP", "941/SLĐTBOXH-BTXHTE", "16-CT/TU"]
)
def test_number_and_symbol_of_a_document_stay_on_one_line(reference):
    assert unbroken_pieces(f"Văn bản số {reference} của cơ quan") == ["Văn bản số ", reference, " của cơ quan"]


def test_a_date_in_figures_may_start_a_line():
    assert bound("ngày 5, ngày 18/3/2024, Điều 3") == "ngày\u00a05, ngày 18/3/2024, Điều\u00a03"
