"""The total amount that a plan states, in figures and in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from documents.content import Block, Content, Paragraph
from documents.places import Part, Place
from documents.reading.result import Doubt, Money
from lib.money import amount_from_words, parse_amount

_FIGURES = r"\d[\d.,]*(?:\s\d{3})*(?:\s?(?:nghìn tỷ|tỷ|tỉ|triệu|nghìn|ngàn)(?:\s\d{1,3}\s(?:triệu|nghìn))?)?"
_AMOUNT = re.compile(rf"(?P<figures>{_FIGURES})\s?(?:đồng|đ\b|VNĐ|VND|vnđ|₫)(?!/)")
_TOTAL = re.compile(
    r"\b(?:tổng (?:số |dự kiến )?(?:kinh phí|dự toán|nhu cầu (?:kinh phí|vốn)|mức kinh phí|nguồn kinh phí|số tiền|vốn|"
    r"cộng)|tổng cộng kinh phí)\b",
    re.IGNORECASE,
)
_MONEY = re.compile(r"\b(?:kinh phí|dự toán)\b", re.IGNORECASE)
_WORDS = re.compile(
    r"[\s.,;]*[(\[]?\s*(?:(?:[Ss]ố tiền )?(?:[Vv]iết )?[Bb]ằng chữ\s*[:;]?\s*)?"
    r"(?P<words>[^()\[\]\d]{6,250}?)\s*(?:[)\]]|\./|\.?$)"
)
_RATE = re.compile(
    r"\b(?:hỗ trợ|mức|mỗi|bình quân|tối đa|từng|một (?:lớp|người|hộ))\b|cho (?:mỗi|một)\b", re.IGNORECASE
)
_BETWEEN = 160  # letters between the lead and its amount


@dataclass(frozen=True)
class ReadMoney:
    """The total as read, where it stands, and what is unsure about it."""

    money: Money = field(default_factory=Money)
    place: Place | None = None
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True)
class _Candidate:
    amount: int
    words: str | None
    place: Place
    says_total: bool
    in_money_section: bool


def read_money(content: Content) -> ReadMoney:
    """The total budget of `content`: «Tổng kinh phí: 1.251.000.000 đ (Một tỷ …)».

    An amount counts when its own sentence calls it the total, or when it is the first one said to be «kinh phí» under
    a heading on money. Where several differ and none is named the total, nothing is taken and a doubt says so.
    """
    found = list(_candidates(content))
    pool = [c for c in found if c.says_total] or [c for c in found if c.in_money_section] or found
    if not pool:
        return ReadMoney()
    first = pool[0]
    if all(c.amount == first.amount for c in pool):
        words = next((c.words for c in pool if c.words), None)
        return ReadMoney(Money(first.amount, words), first.place)
    if first.amount == max(c.amount for c in pool) and (first.says_total or first.in_money_section):
        sentence = "Văn bản nêu nhiều số tiền tổng; đây là số nêu đầu tiên và lớn nhất, hãy xem lại."
        return ReadMoney(Money(first.amount, first.words), first.place, (Doubt(first.place, sentence),))
    sentence = "Văn bản nêu nhiều số tiền, không rõ số nào là tổng kinh phí nên để trống."
    return ReadMoney(doubts=(Doubt(first.place, sentence),))


def _candidates(content: Content) -> Iterator[_Candidate]:
    yield from _in_blocks(content.opening, Part.OPENING, None, False)
    path: list[tuple[int, bool]] = []
    for index, section in enumerate(content.walk_sections()):
        while path and path[-1][0] >= section.level:
            path.pop()
        on_money = _MONEY.search(section.title) is not None or any(above for _, above in path)
        path.append((section.level, on_money))
        after = next((b.text for b in section.blocks if isinstance(b, Paragraph)), "")
        yield from _in_text(section.title, after, Place(Part.SECTIONS, index), on_money)
        yield from _in_blocks(section.blocks, Part.SECTIONS, index, on_money)


def _in_blocks(blocks: Sequence[Block], part: Part, index: int | None, on_money: bool) -> Iterator[_Candidate]:
    for number, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            after = blocks[number + 1] if number + 1 < len(blocks) else None
            next_text = after.text if isinstance(after, Paragraph) else ""
            yield from _in_text(block.text, next_text, Place(part, index, number), on_money)


def _in_text(text: str, after: str, place: Place, on_money: bool) -> Iterator[_Candidate]:
    lead = _TOTAL.search(text) or _MONEY.search(text)
    if lead is None:
        return
    amount = _AMOUNT.search(text, lead.end())
    between = text[lead.end() : amount.start()] if amount else ""
    if amount is None or len(between) > _BETWEEN or re.search(r"[;.]\s", between):
        return
    if _RATE.search(text[: amount.start()]) or _RATE.match(text[amount.end() :].lstrip(" (")):
        return
    try:
        figures = parse_amount(amount["figures"].rstrip(".,"))
    except ValueError:
        return
    says_total = _TOTAL.match(lead[0]) is not None
    yield _Candidate(figures, _words(text[amount.end() :], after), place, says_total, on_money)


def _words(rest: str, after: str) -> str | None:
    """The amount in words behind its figures: in brackets, or after «Bằng chữ:» here or in the next paragraph."""
    for text, needs_lead in ((rest, False), (after, True)):
        if needs_lead and "ằng chữ" not in text[:40]:
            continue
        match = _WORDS.match(text)
        if match is None or not re.match(r"\s*[(\[]|.{0,20}ằng chữ", text):
            continue
        try:
            amount_from_words(match["words"])
        except ValueError:
            if "đồng" not in match["words"]:
                continue
        return match["words"].strip()
    return None
