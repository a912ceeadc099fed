"""Vietnamese spelling: which words of a text do not go together while one diacritic more or less would make them.

Single syllables are judged by `lib.syllables`, pairs by a table counted from official documents (data/README.md).
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

from documents.checking.wording import Word
from lib.syllables import is_syllable
from lib.text import fold

_FILE = Path(__file__).parent / "data" / "word_pairs.txt"
_TONES = {
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa", "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe",
    "oẹ": "ọe", "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy",
}  # fmt: skip
_LOAN = re.compile(r"\w+(?:mét|xít|lít|zen|zơ|brô)|a?xít|bazơ|rơmoóc")
CONFUSED = {
    "sát nhập": "sáp nhập",
    "thăm quan": "tham quan",
    "bổ xung": "bổ sung",
    "sử lý": "xử lý",
    "xử dụng": "sử dụng",
    "đề suất": "đề xuất",
    "rà xoát": "rà soát",
    "kiểm xoát": "kiểm soát",
    "giám xát": "giám sát",
    "xuất xắc": "xuất sắc",
    "vô hình chung": "vô hình trung",
    "cọ sát": "cọ xát",
    "chín mùi": "chín muồi",
    "tựu chung": "tựu trung",
    "xúc tích": "súc tích",
    "chẩn bị": "chuẩn bị",
    "chủ chì": "chủ trì",
    "chiển khai": "triển khai",
    "qui đinh": "quy định",
    "cập nhập": "cập nhật",
    "tham ra": "tham gia",
    "giành cho": "dành cho",
    "triễn khai": "triển khai",
    "kỷ năng": "kỹ năng",
    "nghiên túc": "nghiêm túc",
    "khuyết khích": "khuyến khích",
    "thuyên truyền": "tuyên truyền",
    "hổ trợ": "hỗ trợ",
    "kỷ thuật": "kỹ thuật",
    "lảnh đạo": "lãnh đạo",
    "chử ký": "chữ ký",
    "xây dưng": "xây dựng",
}
"""Pairs of words that are always wrong, whatever stands beside them."""
_FEW = 3  # partners: such a syllable is hardly a word of official documents
_ALSO_RIGHT = re.compile(
    "khóa học|học viện|chữ nghĩa|con đầu|mỗi trường|mới trường|mức nước|nhà tầng|sự có|sự thất|thăm gia|theo đội|"
    "theo đôi|theo đổi|trông cây|cây trong|trong cây|tạm dùng|về sinh|vượt qua|vùng xã|danh giá|để xuất|điện từ|"
    "dựa vào|dân cử|dự liệu|chuyển ngành|chuyên dụng|cho thầy|cùng cấp|bình độ|làm sách|lâu đài|mua bản|nơi chung|"
    "nơi riêng|tác gia|trả lãi|tự vấn|xếp hàng|xếp đồ|hàng năm|hàng quý|hàng tháng|truyền tại|đăng tại|vận tại|"
    "tại chính|tính toàn"
)
"""Pairs that are as right as those of the table, which was counted from papers of few fields."""
_TONE_MARKS = frozenset("\u0300\u0301\u0303\u0309\u0323")
_plain = lru_cache(maxsize=20_000)(fold)


@dataclass(frozen=True)
class Misspelling:
    """The word at `at` of a run of words, and what it should be."""

    at: int
    right: str


@dataclass(frozen=True)
class _Pairs:
    known: dict[str, frozenset[str]]
    frequent: dict[str, frozenset[str]]
    strong: dict[tuple[str, str], tuple[tuple[str, str], ...]]

    def knows(self, first: str, second: str) -> bool:
        return second in self.known.get(first, ())

    def is_rare(self, word: str) -> bool:
        """Whether official documents hardly have `word`: no more than a few words ever follow it."""
        return len(self.known.get(word, ())) <= _FEW

    def are_strong(self, first: str, second: str) -> bool:
        """Whether the two hardly ever stand apart."""
        return (first, second) in self.strong.get((_plain(first), _plain(second)), ())

    def would_take(self, words: Sequence[str], wrong: int, beyond: int, right: str) -> bool:
        """Whether the neighbour at `beyond` does not claim the word at `wrong`, and goes with `right`."""
        if not 0 <= beyond < len(words):
            return True
        first, second = sorted((wrong, beyond))
        if words[second] in self.frequent.get(words[first], ()):
            return False
        if self.is_rare(words[wrong]) and not self.knows(words[first], words[second]):
            return True
        return self.knows(words[beyond], right) if beyond < wrong else self.knows(right, words[beyond])


@lru_cache(maxsize=20_000)
def one_tone_style(word: str) -> str:
    """`word` in small letters with its tone where «hòa», «ủy» have it; «quý» stays."""
    word = word.lower()
    if word[-2:] in _TONES and word[-3:-2] != "q":
        return word[:-2] + _TONES[word[-2:]]
    return word


@cache
def _pairs() -> _Pairs:
    known: dict[str, frozenset[str]] = {}
    frequent: dict[str, frozenset[str]] = {}
    strong = defaultdict(list)
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        first, *seconds = line.split(" ")
        known[first] = frozenset(second.rstrip("+*") for second in seconds)
        frequent[first] = frozenset(second[:-1] for second in seconds if second.endswith(("+", "*")))
        for second in seconds:
            if second.endswith("*"):
                pair = (first, second[:-1])
                strong[_plain(pair[0]), _plain(pair[1])].append(pair)
    return _Pairs(known, frequent, {key: tuple(found) for key, found in strong.items()})


def misspellings(run: Sequence[Word]) -> Iterator[Misspelling]:
    """The words of `run` (following each other with one blank between) that only a diacritic parts from a usual pair.

    A word is one when its pair is never written, the other spelling fits both neighbours, and the neighbour on the
    other side does not claim it («hướng dân chủ» is no «hướng dẫn»). Linear in `run`.
    """
    pairs = _pairs()
    words = [one_tone_style(word.text) for word in run]
    told = -1
    for at, (first, second) in enumerate(pairwise(words)):
        if pairs.knows(first, second) or f"{first} {second}" in CONFUSED or _ALSO_RIGHT.fullmatch(f"{first} {second}"):
            continue
        for usual in pairs.strong.get((_plain(first), _plain(second)), ()):
            if (usual[0] == first) == (usual[1] == second):
                continue
            wrong, right = (at, usual[0]) if usual[0] != first else (at + 1, usual[1])
            beyond = wrong - 1 if wrong == at else wrong + 1
            if wrong != told and pairs.would_take(words, wrong, beyond, right) and not _is_name(run[wrong]):
                told = wrong
                yield Misspelling(wrong, _as(run[wrong].text, right))
                break


def _is_name(word: Word) -> bool:
    """A capitalised word inside a sentence may be a name, where anything goes."""
    return word.text[0].isupper() and not word.text.isupper() and not word.starts_sentence


def _as(model: str, word: str) -> str:
    """`word` in the case of `model`."""
    if model.isupper() and len(model) > 1:
        return word.upper()
    return word.capitalize() if model[0].isupper() else word


def is_no_syllable(word: Word) -> bool:
    """Whether `word` has Vietnamese letters and yet can be no Vietnamese syllable: «nguời», «kếhoạch».

    Foreign words have no such letters, loan words (kilôgam, ôtô) no tones; names of places and people in the languages
    of the minorities (Đắk, Krông) are capitalised and follow other rules.
    """
    text = word.text
    if _LOAN.fullmatch(text.lower()):
        return False
    if not (text.islower() or text.isupper()) or len(text) < 2 or not text.isalpha() or is_syllable(text):
        return False
    marks = [mark for mark in unicodedata.normalize("NFD", text) if unicodedata.combining(mark)]
    return bool(marks) and (any(mark in _TONE_MARKS for mark in marks) or not _is_loan(text.lower()))


def _is_loan(text: str) -> bool:
    """Whether `text` is syllables written together: «ki-lô-gam»."""
    ends = [True] + [False] * len(text)
    for end in range(1, len(text) + 1):
        ends[end] = any(ends[start] and is_syllable(text[start:end]) for start in range(max(0, end - 6), end))
    return ends[-1]


_HALF_HORN = re.compile("(u)([ơờớởỡợ])(?=[cimnptu])|(ư)([oòóỏõọ])(?=[cimnptu])", re.IGNORECASE)
_HORNS = str.maketrans("uUoòóỏõọOÒÓỎÕỌ", "ưƯơờớởỡợƠỜỚỞỠỢ")


def with_both_horns(text: str) -> str | None:
    """«người» for «nguời» and «ngưòi», «Trường» for «Truờng»; None for other words. No syllable has one horn."""
    if is_syllable(text) or not _HALF_HORN.search(text):
        return None
    right = _HALF_HORN.sub(lambda match: match[0].translate(_HORNS), text)
    return right if is_syllable(right) else None


def split_word(text: str) -> str | None:
    """«kế hoạch» for «kếhoạch»: two words that go together, written as one; None when it is something else."""
    pairs = _pairs()
    for at in range(1, len(text)):
        first, second = one_tone_style(text[:at]), one_tone_style(text[at:])
        if is_syllable(first) and is_syllable(second) and pairs.knows(first, second):
            return f"{text[:at]} {text[at:]}"
    return None


def is_usual_pair(first: str, second: str) -> bool:
    """Whether official documents have the two words beside each other."""
    return _pairs().knows(one_tone_style(first), one_tone_style(second))


def is_bound_pair(first: str, second: str) -> bool:
    """Whether the two words hardly ever stand apart in official documents: «thống nhất»."""
    return _pairs().are_strong(one_tone_style(first), one_tone_style(second))
