"""Spelling: syllables that do not exist, words that do not go together, words written twice, one style of tones."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from documents.checking.findings import Severity
from documents.checking.registry import Family, rule
from documents.checking.spelling import (
    is_no_syllable,
    is_usual_pair,
    misspellings,
    one_tone_style,
    split_word,
    with_both_horns,
)
from documents.checking.subject import Breach, Passage, Subject
from documents.checking.wording import Word, breach, runs, words_of
from documents.places import Part, Place
from lib.text import fold

_SOURCE = "Chính tả tiếng Việt"
_UNREADABLE = 25  # words: a document with more has another trouble than spelling
_REDUPLICATED = re.compile(
    "ai|chiều|chung|dần|đâu|đều|đời|gì|hay|khi|lâu|luôn|lớp|mãi|năm|ngày|người|nhà|nhiều|nơi|rất|sáng|tây|đông|nam|bắc|thường|tiếng|to|"
    "trăm|từ|từng|vàng|xa|xanh|xin"
)
_LINKING = re.compile(
    "của|và|các|những|được|là|trong|theo|về|với|cho|tại|để|đã|sẽ|do|trên|này|bằng|đến|vào|việc|có|phải"
)


def _runs(subject: Subject) -> Iterator[tuple[Passage, tuple[Word, ...]]]:
    """All words of the document in runs without marks between them."""
    for passage in subject.passages:
        for run in runs(words_of(passage.text), passage.text):
            yield passage, run


@rule(
    "names.syllables",
    "Chữ nào cũng là âm tiết tiếng Việt",
    family=Family.NAMES,
    severity=Severity.WARNING,
    source=_SOURCE,
)
def syllables_exist(subject: Subject) -> Iterator[Breach]:
    """«nguời», «kếhoạch»: Vietnamese letters that are no syllable."""
    found = [
        (passage, word)
        for passage, run in _runs(subject)
        for word in run
        if is_no_syllable(word) or with_both_horns(word.text)
    ]
    if len(found) > _UNREADABLE:
        passage, word = found[0]
        message = (
            f"Văn bản có {len(found)} chữ không đọc được như «{word.text}»: có thể sai phông chữ, hãy mở lại tệp gốc."
        )
        yield breach(passage, word.start, word.end, message, words=0)
        return
    for passage, word in found:
        if right := with_both_horns(word.text):
            message = f"«{word.text}» là lỗi gõ của «{right}»."
            yield breach(passage, word.start, word.end, message, replacement=right)
        elif right := split_word(word.text):
            yield breach(passage, word.start, word.end, f"«{word.text}» viết liền hai chữ.", replacement=right)
        else:
            yield breach(passage, word.start, word.end, f"«{word.text}» không phải là một âm tiết tiếng Việt.")


@rule(
    "names.words",
    "Chữ viết đúng dấu",
    family=Family.NAMES,
    severity=Severity.WARNING,
    source=_SOURCE,
)
def words_go_together(subject: Subject) -> Iterator[Breach]:
    """«đợt xuất»: a pair that is never written, one diacritic away from «đột xuất»; each form once."""
    found: dict[tuple[str, str], list[tuple[Passage, Word, str]]] = defaultdict(list)
    for passage, run in _runs(subject):
        for wrong in misspellings(run):
            word = run[wrong.at]
            found[word.text.lower(), wrong.right.lower()].append((passage, word, wrong.right))
    for places in list(found.values())[:_UNREADABLE]:
        passage, word, right = places[0]
        count = f" ({len(places)} chỗ)" if len(places) > 1 else ""
        message = f"«{word.text}» có thể là lỗi gõ dấu{count}: văn bản hành chính thường viết «{right}» ở đây."
        yield breach(passage, word.start, word.end, message, replacement=right)


@rule(
    "names.doubled",
    "Không lặp một từ hai lần liền nhau",
    family=Family.NAMES,
    severity=Severity.WARNING,
    source=_SOURCE,
)
def words_are_not_doubled(subject: Subject) -> Iterator[Breach]:
    """«của của», «thực hiện thực hiện»; not «ngày ngày», «sản xuất xuất khẩu»."""
    for passage, run in _runs(subject):
        for first, second in pairwise(run):
            if _is_doubled(first, second):
                message = f"Từ «{first.text}» viết hai lần liền nhau."
                right = first.text if _LINKING.fullmatch(second.text) else None
                yield breach(passage, first.start, second.end, message, replacement=right)
        for at in range(len(run) - 3):
            one, other = ([word.text.lower() for word in run[at + step : at + step + 2]] for step in (0, 2))
            is_name = run[at].is_capitalised and at == 0 and passage.text[: run[0].start].endswith(" - ")
            is_twice = one == other and one[0] != one[1] and "từng" not in one and run[at + 2].text.islower()
            if is_twice and not is_name:  # «Phòng Kế hoạch - Tổng hợp tổng hợp số liệu»
                message = f"Cụm từ «{' '.join(one)}» viết hai lần liền nhau."
                once = passage.text[run[at].start : run[at + 1].end]
                yield breach(passage, run[at].start, run[at + 3].end, message, replacement=once)


def _is_doubled(first: Word, second: Word) -> bool:
    word = second.text
    is_same = first.text == word and word.islower()
    if not is_same or len(word) == 1 or _REDUPLICATED.fullmatch(word):
        return False
    return bool(_LINKING.fullmatch(word)) or not is_usual_pair(word, word)


@rule(
    "names.tone_marks",
    "Một kiểu đặt dấu thanh (hòa hoặc hoà)",
    family=Family.NAMES,
    severity=Severity.WARNING,
    source="Thông lệ: một cách viết trong cả văn bản",
)
def tones_are_placed_one_way(subject: Subject) -> Iterator[Breach]:
    """«Ủy ban» and «Uỷ ban» in one document, said once."""
    styles: dict[bool, list[tuple[Passage, Word]]] = {True: [], False: []}
    for passage, run in _runs(subject):
        for word in run:
            if (style := _tone_style(word.text)) is not None:
                styles[style].append((passage, word))
    if styles[True] and styles[False]:
        rare = len(styles[True]) < len(styles[False])
        passage, word = styles[rare][0]
        other = styles[not rare][0][1].text
        rare_count, usual_count = len(styles[rare]), len(styles[not rare])
        message = f"Dấu thanh đặt hai kiểu: «{word.text}» ({rare_count} chỗ) và «{other}» ({usual_count} chỗ)."
        yield breach(passage, word.start, word.end, message)


def _tone_style(text: str) -> bool | None:
    """True for «hòa», False for «hoà», None where both styles write alike."""
    small = text.lower()
    if one_tone_style(small) != small:
        return False
    is_open = fold(small)[-2:] in ("oa", "oe", "uy") and not fold(small).startswith("q")
    return True if is_open and small[-2:] not in ("oa", "oe", "uy") else None


@rule(
    "names.one_spelling",
    "Một cụm từ viết một cách trong cả văn bản",
    family=Family.NAMES,
    severity=Severity.WARNING,
    source="Thông lệ: một cách viết trong cả văn bản",
)
def phrases_are_spelt_one_way(subject: Subject) -> Iterator[Breach]:
    """«tiêu dự án» where the document otherwise has «tiểu dự án»: three words that differ in diacritics only."""
    seen: dict[tuple[str, ...], dict[tuple[str, ...], list[tuple[Passage, tuple[Word, ...], int]]]] = defaultdict(dict)
    for passage, run in _runs(subject):
        words = [one_tone_style(word.text) for word in run]
        plain = [fold(word) for word in words]
        for at in range(len(run) - 2):
            ways = seen[tuple(plain[at : at + 3])]
            ways.setdefault(tuple(words[at : at + 3]), []).append((passage, run, at))
    told: set[tuple[Place, int]] = set()
    for ways in (ways for ways in seen.values() if len(ways) > 1):
        usual = max(ways, key=lambda way: len(ways[way]))
        for way, places in ways.items():
            differing = [at for at in range(3) if way[at] != usual[at]]
            if len(places) * 2 >= len(ways[usual]) or len(differing) != 1:
                continue
            for passage, run, at in places:
                is_new = (passage.place, run[at + differing[0]].start) not in told
                if is_new and passage.place.part != Part.BASES and _is_out_of_place(run, at, differing[0], usual):
                    told.add((passage.place, run[at + differing[0]].start))
                    yield _variant(passage, run[at], run[at + 2], way, usual)


def _is_out_of_place(run: tuple[Word, ...], at: int, differing: int, usual: tuple[str, ...]) -> bool:
    """Whether the word outside the three knows only the usual spelling: «nội dung kế hoạch» is no «dựng kế hoạch»."""
    if differing == 0 and at > 0:
        before = run[at - 1].text
        return is_usual_pair(before, usual[0]) and not is_usual_pair(before, run[at].text)
    if differing == 2 and at + 3 < len(run):
        after = run[at + 3].text
        return is_usual_pair(usual[2], after) and not is_usual_pair(run[at + 2].text, after)
    words = [word.text for word in run[at : at + 3]]
    return differing == 1 and not is_usual_pair(words[0], words[1]) and not is_usual_pair(words[1], words[2])


def _variant(passage: Passage, first: Word, last: Word, way: tuple[str, ...], usual: tuple[str, ...]) -> Breach:
    message = f"«{' '.join(way)}»: ở chỗ khác trong văn bản này viết «{' '.join(usual)}»."
    return breach(passage, first.start, last.end, message, words=0)
