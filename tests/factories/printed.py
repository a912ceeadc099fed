"""Plans as people hand them on: pasted, wrapped, out of columns, with the marks of web pages."""

import textwrap
from dataclasses import dataclass
from itertools import zip_longest

from documents.content import Content, Paragraph, Section, Table

NATIONAL = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "---------------")


@dataclass(frozen=True)
class Print:
    """How a plan is printed: where letterhead and tail stand, the width of lines, marks and dashes."""

    head: str = "stack"
    tail: str = "after"
    width: int = 0
    has_gaps: bool = True
    is_markdown: bool = False
    dash: str = "- "
    after_number: str = " "
    signed: str = ""


def printed(content: Content, number: str, how: Print) -> str:
    """`content` as text in the layout `how`; `number` as printed («05»)."""
    lines = [*_head(content, number, how), "", *_title(content, how), ""]
    for paragraph, is_heading in _paragraphs(content):
        lines += _lines(paragraph, how, is_heading=is_heading)
        lines += [""] * how.has_gaps
    return "\n".join([*lines, *_tail(content, how)])


def _head(content: Content, number: str, how: Print) -> list[str]:
    head, date = content.head, content.head.date
    offices = [*head.superior, *head.issuer, "-------"]
    symbol = f"Số: {number}/{head.symbol}"
    day = f"{head.place}, ngày {date.day or '   '} tháng {date.month or '   '} năm {date.year}"
    if how.head == "bar":
        return [f"| {' '.join(offices)} | {' '.join(NATIONAL)} |", "|---|---|", f"| {symbol} | {day} |"]
    return {
        "stack": [*offices, *NATIONAL, symbol, day],
        "right first": [*NATIONAL, day, *offices, symbol],
        "left first": [*offices, symbol, *NATIONAL, day],
        "date first": [*offices, *NATIONAL, day, symbol],
        "side by side": _beside([*offices, symbol], [*NATIONAL, day], "{:^40}     {}"),
        "one line": [" ".join([*offices[:-1], NATIONAL[0]]), NATIONAL[1], f"{symbol}        {day}"],
        "tabs": _beside([*offices, symbol], [*NATIONAL, day], "{}\t{}"),
        "cells": [*offices, "|", "", *NATIONAL, "|", "", symbol, "|", "", day, "|", ""],
    }[how.head]


def _title(content: Content, how: Print) -> list[str]:
    if how.is_markdown:
        return [f"## **{content.kind}**", "", f"### **{content.title}**"]
    return [content.kind, *(textwrap.wrap(content.title, how.width) if how.width else [content.title])]


def _paragraphs(content: Content) -> list[tuple[Paragraph | Table, bool]]:
    found = [(Paragraph(f"{base};"), False) for base in content.legal_bases]
    found += [(paragraph, False) for paragraph in content.opening]
    for section in content.sections:
        found += _of_section(section)
    return [*found, *((paragraph, False) for paragraph in content.closing)]


def _of_section(section: Section) -> list[tuple[Paragraph | Table, bool]]:
    found = [(Paragraph(section.title, section.label), True), *((block, False) for block in section.blocks)]
    return [*found, *(pair for inner in section.sections for pair in _of_section(inner))]


def _lines(block: Paragraph | Table, how: Print, *, is_heading: bool) -> list[str]:
    if isinstance(block, Table):
        rows = [[cell.replace("\n", " ") for cell in row] for row in (*block.header, *block.rows)]
        if not how.is_markdown:
            return ["\t".join(row) for row in rows]
        marked = [f"| {' | '.join(row)} |" for row in rows]
        return [marked[0], "|---" * len(rows[0]) + "|", *marked[1:]]
    if is_heading and how.is_markdown:
        return [f"#### **{block.marker} {block.text}**"]
    gap = how.after_number if block.marker[-1:] in (".", ")") else " "
    text = f"{block.marker}{gap}{block.text}".strip()
    return textwrap.wrap(text, how.width, break_long_words=False, break_on_hyphens=False) if how.width else [text]


def _tail(content: Content, how: Print) -> list[str]:
    recipients = [*["Nơi nhận:"] * bool(content.recipients), *(f"{how.dash}{words};" for words in content.recipients)]
    recipients += [f"{how.dash}Lưu: {content.archive}."] * bool(content.archive)
    signature = [*content.signature.lines, how.signed, "", content.signature.name]
    return {
        "after": [*recipients, "", *signature],
        "before": [*signature, "", *recipients],
        "side by side": _beside(recipients, signature, "{:60}     {}"),
        "tabs": _beside(recipients, signature, "{}\t{}"),
        "bar": [f"| {'<br>'.join(recipients)} | {'<br>'.join(signature)} |"],
        "cells": [*recipients, "|", "", *signature, "|", ""],
    }[how.tail]


def _beside(left: list[str], right: list[str], form: str) -> list[str]:
    return [form.format(*pair).rstrip() for pair in zip_longest(left, right, fillvalue="")]
