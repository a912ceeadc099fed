import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainings.course_texts import WrittenModule, content_text, modules_in, place_text, speakers_text

SEED = (
    " - Quy trình lập kế hoạch và thực hiện kế hoạch phát triển KT-XH với sự tham gia của cộng đồng (15 tiết).\n"
    " - Hướng dẫn thực hiện phát triển sản xuất, đa dạng hóa sinh kế (5tiết).\n"
    " - Công tác vận hành, duy tu, bảo dưỡng công trình CSHT thuộc CT135(10 tiết)."
)


def test_modules_of_seed_000_are_read_with_their_periods():
    assert [(m.name, m.periods) for m in modules_in(SEED)] == [
        ("Quy trình lập kế hoạch và thực hiện kế hoạch phát triển KT-XH với sự tham gia của cộng đồng", 15),
        ("Hướng dẫn thực hiện phát triển sản xuất, đa dạng hóa sinh kế", 5),
        ("Công tác vận hành, duy tu, bảo dưỡng công trình CSHT thuộc CT135", 10),
    ]


@pytest.mark.parametrize(
    "text", ["", "Bồi dưỡng kiến thức, kỹ năng.", "- Một (5 tiết)\n- Hai", "(5 tiết)", "- (5 tiết)", "Một (0005 tiết)"]
)
def test_what_is_not_a_list_of_modules_is_left_alone(text):
    assert modules_in(text) == []


def test_modules_are_written_as_in_seed_000():
    assert content_text([WrittenModule("Môi trường", 10), WrittenModule("Liên kết.", 5, "tiếng Mông")]) == (
        "- Môi trường (10 tiết);\n- Liên kết (5 tiết; tài liệu tiếng Mông)."
    )
    assert content_text([WrittenModule("Môi trường", 10)]) == "Môi trường (10 tiết)."
    assert content_text([]) == ""


names = st.text(st.sampled_from("aăâbcdđeê ghiklmnoôơ,()0123456789 -/"), min_size=1, max_size=60).map(
    lambda text: f"C{' '.join(text.split())}".rstrip(" ,(-")
)


@given(st.lists(st.builds(WrittenModule, names, st.integers(1, 500)), min_size=1, max_size=8))
def test_written_modules_are_read_back(modules):
    assert modules_in(content_text(modules)) == modules


def test_places_and_speakers_are_named_once():
    assert place_text(["Hội trường A", "Nhà văn hóa B", "Hội trường A"]) == "Tại Hội trường A và Nhà văn hóa B."
    assert place_text(["A", "B", "C"]) == "Tại A, B và C."
    assert speakers_text([("ThS.", "Lò Thị Mai", "Trường Chính trị tỉnh"), ("", "Vừ A Dính", "")] * 2) == (
        "ThS. Lò Thị Mai, Trường Chính trị tỉnh; Vừ A Dính."
    )
    assert (place_text([]), speakers_text([])) == ("", "")
