"""Amounts of money and other numbers: figures against words, units, separators, one way of writing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from documents.checking.findings import Severity
from documents.checking.registry import Family, rule
from documents.checking.subject import Breach, Passage, Subject
from documents.quantities import MONEY, Quantity, in_figures, money_in_figures
from lib.money import amount_from_words, amount_in_words
from lib.number_words import number_from_words, number_in_words

CUSTOM = "Thông lệ tài chính"
_NUMBER_WORDS = (
    "không|một|hai|ba|bốn|tư|năm|sáu|bảy|bẩy|tám|chín|mười|mươi|mốt|lăm|nhăm|linh|lẻ|trăm|nghìn|ngàn|triệu|tỷ|tỉ"
)
_WORDS = re.compile(
    rf"(?:(?:viết\s+)?bằng\s+chữ\s*:?\s*)?(?P<words>(?:{_NUMBER_WORDS})(?:[\s,]+(?:{_NUMBER_WORDS}))*)"
    r"(?P<tail>\s*(?:đồng|VNĐ|vnđ)?(?:\s+Việt\s+Nam)?(?:\s+chẵn)?)",
    re.IGNORECASE,
)
_IN_WORDS = re.compile(r"bằng\s+chữ\s*:?\s*", re.IGNORECASE)
_COUNT_IN_WORDS = re.compile(
    rf"(?<![\w./,-])(?P<digits>\d{{1,3}}(?:\.\d{{3}})*)\s*\((?P<words>(?:{_NUMBER_WORDS})(?:\s+(?:{_NUMBER_WORDS}))*)\)",
    re.IGNORECASE,
)
_ABOUT_MONEY = re.compile(
    r"kinh phí|số tiền|dự toán|nguồn vốn|ngân sách|thành tiền|tổng vốn|mức hỗ trợ|tổng mức", re.IGNORECASE
)
_BARE_GROUPS = re.compile(r"(?<![\w.,/-])\d{1,3}(?:\.\d{3}){2,}(?![\w.,/]*\w)")
_BROKEN_GROUPS = re.compile(
    r"(?<![\w.,/\-])(?:\d{1,3}(?:\.\d{1,4})+)(?=\s*(?:đồng|đ|vnđ|vnd|₫|nghìn|triệu|tỷ|tỉ)(?!\w))", re.IGNORECASE
)
_UNIT_AFTER = re.compile(
    r"\s*\(?\s*(?:nghìn|ngàn|triệu|tỷ|tỉ|đồng|đ\b|vnđ|vnd|₫|usd|euro|ha\b|kg|tấn|m2|m3|con\b|người)", re.IGNORECASE
)


@rule(
    "amounts.words",
    "Số tiền bằng chữ khớp với số tiền bằng số",
    family=Family.AMOUNTS,
    severity=Severity.ERROR,
    source=CUSTOM,
)
def words_match_figures(subject: Subject) -> Iterator[Breach]:
    """«1.251.000.000 đ (Một tỷ, hai trăm năm mươi một nghìn đồng)»: the words say another amount."""
    before: Quantity | None = None  # the last amount of the passage before, for «Bằng chữ: …» on a line of its own
    for passage in subject.passages:
        money = [quantity for quantity in subject.quantities(passage) if quantity.group == MONEY and not quantity.per]
        for amount, words in _amounts_with_words(passage, money, before):
            yield from _compare(passage, amount, words)
        before = money[-1] if money else before if passage.is_cell else None


def _amounts_with_words(
    passage: Passage, money: list[Quantity], before: Quantity | None
) -> Iterator[tuple[Quantity, re.Match]]:
    text = passage.text
    for amount in money:
        opening = re.compile(r"\s*[./,;]*\s*\(\s*|\s*[,;.]?\s*(?=(?:viết\s+)?bằng\s+chữ)", re.IGNORECASE).match(
            text, amount.end
        )
        if opening and (words := _WORDS.match(text, opening.end())) and _is_amount(words):
            yield amount, words
    if not money and before and (lead := _IN_WORDS.search(text)) and (words := _WORDS.match(text, lead.end())):
        yield before, words


def _is_amount(words: re.Match) -> bool:
    return "chữ" in words[0].lower() or words["tail"].strip() != "" or len(words["words"].split()) > 2


def _compare(passage: Passage, amount: Quantity, words: re.Match) -> Iterator[Breach]:
    quote = (words["words"] + words["tail"]).strip()
    if amount.value.denominator != 1:
        return
    value = int(amount.value)
    right = amount_in_words(value) if words["tail"].strip() else amount_in_words(value).removesuffix(" đồng")
    right = right if quote[:1].isupper() else right[:1].lower() + right[1:]
    try:
        said = amount_from_words(quote)
    except ValueError as error:
        yield Breach(
            passage.place,
            quote,
            f"Số tiền bằng chữ đọc không thành số ({str(error).rstrip('.')}); bằng số là "
            f"{money_in_figures(amount.value)}.",
            right,
        )
        return
    if said != value:
        yield Breach(
            passage.place,
            quote,
            f"Bằng chữ là {money_in_figures(said)}, bằng số là {money_in_figures(amount.value)}: hai cách ghi một số "
            "tiền phải khớp nhau.",
            right,
        )
    elif re.search(r"mươi một(?!\w)", quote.lower()):
        yield Breach(
            passage.place,
            quote,
            "Sau «mươi», số 1 đọc là «mốt».",
            re.sub(r"(?i)mươi một(?!\w)", "mươi mốt", quote),
            Severity.WARNING,
        )


@rule(
    "amounts.count_words",
    "Số đếm ghi chữ trong ngoặc khớp với chữ số",
    family=Family.AMOUNTS,
    severity=Severity.ERROR,
    source="Thông lệ trình bày văn bản",
)
def count_words_match_figures(subject: Subject) -> Iterator[Breach]:
    """«03 (hai) lớp»."""
    for passage in subject.passages:
        for match in _COUNT_IN_WORDS.finditer(passage.text):
            value = int(match["digits"].replace(".", ""))
            try:
                said = number_from_words(match["words"])
            except ValueError:
                continue
            if said != value:
                yield Breach(
                    passage.place,
                    match[0],
                    f"Chữ trong ngoặc là {said}, chữ số là {value} ({number_in_words(value)}): cần xem số nào đúng.",
                )


@rule(
    "amounts.unit",
    "Số tiền có đơn vị tính",
    family=Family.AMOUNTS,
    severity=Severity.WARNING,
    source=CUSTOM,
)
def money_has_a_unit(subject: Subject) -> Iterator[Breach]:
    """«Tổng kinh phí: 1.251.000.000»."""
    for passage in subject.body:
        if passage.is_cell or re.search(r"đơn vị(?:\s+tính)?\s*:|đvt", passage.text, re.IGNORECASE):
            continue
        for match in _BARE_GROUPS.finditer(passage.text):
            before = passage.text[max(0, match.start() - 80) : match.start()]
            if _ABOUT_MONEY.search(before) and not _UNIT_AFTER.match(passage.text, match.end()):
                yield Breach(
                    passage.place,
                    match[0],
                    "Số tiền chưa ghi đơn vị tính (đồng, nghìn đồng, triệu đồng).",
                    f"{match[0]} đồng" if len(match[0]) > 11 else None,
                )


@rule(
    "amounts.currency",
    "Đơn vị tiền ghi đủ chữ «đồng»",
    family=Family.AMOUNTS,
    severity=Severity.WARNING,
    source="Thông lệ trình bày văn bản; Nghị định 30/2020/NĐ-CP không dùng chữ viết tắt trong nội dung",
)
def currency_is_written_out(subject: Subject) -> Iterator[Breach]:
    """«1.251.000.000 đ» in running text; said of the first place only."""
    for passage in subject.body:
        if passage.is_cell:
            continue
        for quantity in subject.quantities(passage):
            found = (
                re.search(r"(?P<unit>đ|vnđ|vnd|₫)$", quantity.text, re.IGNORECASE) if quantity.group == MONEY else None
            )
            if found:
                yield Breach(
                    passage.place,
                    quantity.text,
                    f"Trong câu văn, đơn vị tiền ghi đủ chữ «đồng», không viết tắt «{found[0]}».",
                    f"{quantity.text[: found.start()].rstrip()} đồng",
                )
                return


@rule(
    "amounts.separators",
    "Dấu chấm ngăn hàng nghìn, dấu phẩy ngăn phần lẻ",
    family=Family.AMOUNTS,
    severity=Severity.WARNING,
    source=CUSTOM,
)
def separators_are_vietnamese(subject: Subject) -> Iterator[Breach]:
    """«1.25.000 đồng» (an error), «1,251,000,000», «1251000000 đồng», «1.5 tỷ»."""
    for passage in subject.passages:
        if passage.is_heading:
            continue
        for match in _BROKEN_GROUPS.finditer(passage.text):
            groups = match[0].split(".")
            if any(len(group) != 3 for group in groups[1:]) and (len(groups) > 2 or len(groups[1]) == 4):
                yield Breach(
                    passage.place,
                    match[0],
                    f"«{match[0]}» thừa hoặc thiếu chữ số: mỗi nhóm sau dấu chấm có đúng ba chữ số.",
                    severity=Severity.ERROR,
                )
        for quantity in subject.quantities(passage):
            if quantity.group == MONEY:
                yield from _badly_separated(passage, quantity)


def _badly_separated(passage: Passage, quantity: Quantity) -> Iterator[Breach]:
    digits = quantity.digits
    if re.fullmatch(r"\d{1,3}(?:,\d{3}){2,}|\d{1,3}(?: \d{3}){2,}|\d{5,}", digits):
        plain = re.sub(r"[, ]", "", digits)
        yield Breach(
            passage.place,
            digits,
            "Các hàng nghìn ngăn nhau bằng dấu chấm.",
            in_figures(int(plain)) if passage.text.count(digits) == 1 else None,
        )
    elif quantity.scale and re.fullmatch(r"\d{1,3}\.\d{1,2}", digits):
        quote = quantity.text
        yield Breach(passage.place, quote, "Phần lẻ ngăn bằng dấu phẩy.", quote.replace(".", ",", 1))
