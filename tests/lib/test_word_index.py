import pytest

from lib.word_index import words_asked


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Nguyễn Thị An", ["nguyen", "thi", "an"]),
        ("an ANH", ["anh"]),
        ("lò lò", ["lo"]),
        ("H'Hen", ["hen"]),
        ("  -.' ", []),
        (" ".join("abcdefghijklmn"), list("abcdefghij")),
        ("50% _ \\ ' & | !", ["50"]),
    ],
)
def test_words_asked(typed, words):
    assert words_asked(typed) == words
