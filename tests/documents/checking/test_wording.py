"""documents.checking.wording: words with their places."""

from documents.checking.wording import quoted, runs, words_of


def test_words_know_whether_a_sentence_begins():
    words = words_of("Giao Phòng: Nội vụ. Sở (Tài chính) “Một” và Hai")

    assert [word.text for word in words if word.starts_sentence] == ["Giao", "Nội", "Sở", "Tài", "Một"]


def test_runs_end_at_marks():
    text = "Kinh phí, nguồn vốn: 5 triệu đồng"

    assert [[word.text for word in run] for run in runs(words_of(text), text)] == [
        ["Kinh", "phí"],
        ["nguồn", "vốn"],
        ["triệu", "đồng"],
    ]


def test_quote_has_a_word_on_either_side():
    text = "Năm 2022 : 10 đồng"

    assert text[slice(*quoted(text, 8, 10))] == "2022 : 10"
