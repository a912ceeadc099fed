"""Products, sums with «=», multipliers and ratios that a document states."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from documents.checking.findings import Severity
from documents.checking.lists import topic_of
from documents.checking.registry import Family, rule
from documents.checking.subject import Breach, Passage, Subject
from documents.quantities import MONEY, PERCENT, Quantity, in_figures

ARITHMETIC = "Phép tính"
_TIMES_SIGN = re.compile(r"(?<![^\W\d_])[x×*X](?![^\W\d_])|(?<!\w)nhân(?: với)?(?!\w)")
_PLUS_SIGN = re.compile(r"(?<=\s)\+(?=\s)|(?<=\d)\+(?=\d)")


@rule(
    "amounts.product",
    "Phép tính viết trong câu đúng kết quả",
    family=Family.AMOUNTS,
    severity=Severity.ERROR,
    source=ARITHMETIC,
)
def stated_results_are_right(subject: Subject) -> Iterator[Breach]:
    """«300 con x 20 triệu đồng/con = 6 tỷ đồng», «12 + 36 = 48 người»."""
    for passage in subject.passages:
        if "=" not in passage.text:
            continue
        for operands, signs, result in _equations(passage.text, subject.quantities(passage)):
            if any(quantity.is_about for quantity in (*operands, result)):
                continue
            value = _result(operands, signs)
            is_exact = all(quantity.value.denominator == 1 for quantity in (*operands, result))
            if value and result.value and not _is_same(value, result.value, is_exact=is_exact):
                quote = passage.text[operands[0].start : result.end]
                unit = f" {result.unit}" if result.unit else ""
                right = in_figures(value / _scale(result))
                yield Breach(
                    passage.place,
                    quote,
                    f"Kết quả phép tính là {right}{f' {result.scale}' if result.scale else ''}{unit}, "
                    f"không phải {result.text.split('/')[0].strip()}.",
                )


def _equations(text: str, quantities: tuple[Quantity, ...]) -> Iterator[tuple[list[Quantity], list[str], Quantity]]:
    operands: list[Quantity] = []
    signs: list[str] = []
    for first, second in pairwise(quantities):
        operands = operands or [first]
        sign = _sign(text[first.end : second.start])
        if sign in ("×", "+"):
            operands.append(second)
            signs.append(sign)
        else:
            if sign == "=" and signs:
                yield operands, signs, second
            operands, signs = [], []


def _sign(gap: str) -> str:
    """The operator between two quantities: ×, + or =; empty when they are not joined by exactly one."""
    if len(gap) > 60 or re.search(r"[;:()]|\.\s", gap):
        return ""
    found = ["×"] * len(_TIMES_SIGN.findall(gap)) + ["+"] * len(_PLUS_SIGN.findall(gap)) + ["="] * gap.count("=")
    return found[0] if len(found) == 1 else ""


def _result(operands: list[Quantity], signs: list[str]) -> Fraction:
    total, term = Fraction(0), _factor(operands[0])
    for sign, operand in zip(signs, operands[1:], strict=True):
        if sign == "×":
            term *= _factor(operand)
        else:
            total, term = total + term, _factor(operand)
    return total + term


def _factor(quantity: Quantity) -> Fraction:
    return quantity.value / 100 if quantity.group == PERCENT else quantity.value


def _scale(quantity: Quantity) -> int:
    value = 1
    for word in quantity.scale.split():
        value *= {"nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6}.get(word, 10**9)
    return value


def _is_same(value: Fraction, stated: Fraction, *, is_exact: bool) -> bool:
    """Equal, but for units left out («30 x 20 = 600 triệu») and, where there are decimals, for rounding."""
    allowed = Fraction(1, 2000) if is_exact else Fraction(1, 50)
    return any(
        abs(value / stated * unit - 1) < allowed for unit in (1, 10**3, 10**6, Fraction(1, 10**3), Fraction(1, 10**6))
    )


@rule(
    "amounts.ratio",
    "Số lượng, định mức và số hộ khớp nhau",
    family=Family.AMOUNTS,
    severity=Severity.ERROR,
    source=ARITHMETIC,
)
def ratios_agree(subject: Subject) -> Iterator[Breach]:
    """«300 con/150 hộ; mỗi huyện 100 con/50 hộ» and, in the same section, «02 con/hộ»."""
    stated: dict[tuple, list[tuple[Passage, Fraction, str]]] = {}
    norms: dict[tuple, list[Fraction]] = {}
    topics = topic_of(subject)
    for passage in subject.body:
        key = topics.get(passage.section_index)
        quantities = subject.quantities(passage)
        pairs = [
            (a, b)
            for a, b in pairwise(quantities)
            if passage.text[a.end : b.start].strip() == "/" and a.group and b.group
        ]
        for (a, b), (c, d) in pairwise(pairs):
            same = (a.group, b.group) == (c.group, d.group)
            if same and c.per and a.value * d.value != b.value * c.value:
                yield Breach(
                    passage.place,
                    passage.text[a.start : d.end],
                    f"{in_figures(a.value)}/{in_figures(b.value)} và {in_figures(c.value)}/{in_figures(d.value)} không "
                    f"cùng một tỷ lệ: mỗi {b.unit} được số {a.unit} khác nhau.",
                )
        for a, b in pairs:
            if b.value:
                stated.setdefault((key, a.group, b.group), []).append(
                    (passage, a.value / b.value, passage.text[a.start : b.end])
                )
        for quantity in quantities:
            if quantity.per and quantity.group not in (MONEY, PERCENT):
                norms.setdefault((key, quantity.group, quantity.per), []).append(quantity.value)
    for key, ratios in stated.items():
        known = norms.get(key, [])
        for passage, ratio, quote in ratios:
            if known and len({r for _, r, _ in ratios}) <= len(set(known)) and ratio not in known:
                shown = " hoặc ".join(in_figures(value) for value in dict.fromkeys(known))
                yield Breach(
                    passage.place,
                    quote,
                    f"Chia ra là {in_figures(ratio)} cho mỗi {key[2]}, mà định mức trong mục này là {shown}.",
                )


@rule(
    "amounts.unit_price",
    "Mức hỗ trợ và đơn giá tính tiền là một",
    family=Family.AMOUNTS,
    severity=Severity.ERROR,
    source=ARITHMETIC,
)
def norms_are_the_prices_reckoned_with(subject: Subject) -> Iterator[Breach]:
    """«mỗi con bình quân 25 triệu đồng», and further on «300 con x 20 triệu đồng/con»."""
    norms: dict[tuple, list[tuple[Passage, Quantity]]] = {}
    prices: dict[tuple, set[Fraction]] = {}
    for passage in subject.body:
        for quantity in subject.quantities(passage):
            if quantity.group != MONEY or not quantity.per:
                continue
            key = (".".join(passage.section.split(".")[:2]), quantity.per)
            if "=" in passage.text:
                prices.setdefault(key, set()).add(quantity.value)
            else:
                norms.setdefault(key, []).append((passage, quantity))
    for key, told in norms.items():
        known, values = prices.get(key, set()), {quantity.value for _, quantity in told}
        if not known or len(known) != len(values) or not (values - known and known - values):
            continue
        for passage, quantity in told:
            if quantity.value not in known:
                shown = " và ".join(f"{in_figures(value)} đồng" for value in sorted(known - values))
                yield Breach(
                    passage.place,
                    quantity.text,
                    f"Mức ở đây là {quantity.text} cho mỗi {key[1]}, phép tính kinh phí dùng {shown}.",
                )
