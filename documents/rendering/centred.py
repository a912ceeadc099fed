"""Centred text of several lines: letterhead, title, titles of signers, names of appendices. All lengths in mm."""

from __future__ import annotations

import re
from itertools import accumulate

from documents.rendering import wording
from documents.rendering.fonts import Typeface


def rule_width(text: str, *, pt: float, style: str, face: Typeface) -> float:
    """Length of the rule under `text`: two fifths of its width (the decree: one third to one half)."""
    return 0.4 * face.width(text, pt, style)


def balanced(text: str, *, width: float, pt: float, style: str, face: Typeface) -> list[str]:
    """`text` broken into as few lines of at most `width` mm as possible: even lines, broken where the sense pauses.

    No line begins with a dash. A word wider than `width` is cut where the line ends.
    """
    words = [
        piece
        for word in wording.bound(text).split(" ")
        for piece in cut(word, width=width, pt=pt, style=style, face=face)
    ]
    sizes = [face.width(word, pt, style) for word in words]
    space = face.width(" ", pt, style)
    lengths = _filled(sizes, space, width)
    if 1 < len(lengths) <= _MOST_LINES:
        lengths = _even(words, sizes, space, width, len(lengths)) or lengths
    lines, start = [], 0
    for length in lengths:
        lines.append(" ".join(words[start : start + length]))
        start += length
    return lines


_MOST_LINES = 8
_SENSE_PAUSES_BEFORE = frozenset(
    {"và", "của", "về", "trên", "theo", "thuộc", "cho", "tại", "giai", "giữa", "năm", "trong", "đối", "do", "với"}
    | {"để", "nhằm", "thực", "từ", "đến", "bằng"}
)
_INSIDE_A_PHRASE = 0.06  # what breaking there costs, measured against squared relative raggedness


# Two-syllable words of titles and letterheads; Vietnamese writing does not show where a word ends.
_COMPOUNDS = frozenset(
    re.findall(
        r"(\w+) (\w+)",
        """
        ban quản, bảo trợ, bảo đảm, bền vững, cán bộ, chỉ đạo, chính quyền, chính sách, chương trình, công chức,
        công tác, cơ quan, cơ sở, cộng đồng, dân tộc, danh sách, dự án, đại biểu, đào tạo, đánh giá, đăng ký, đầu tư,
        địa bàn, địa phương, đồng bào, đời sống, đơn vị, giai đoạn, giám sát, giảm nghèo, giáo dục, giáo viên, hạ tầng,
        học tập, hoạt động, hội đồng, hỗ trợ, hướng dẫn, kế hoạch, khó khăn, kiểm tra, kinh doanh, kinh nghiệm,
        kinh tế, lao động, lãnh đạo, miền núi, mô hình, môi trường, mục tiêu, năng lực, nâng cao, nghề nghiệp,
        nghiệp vụ, nhân dân, nhiệm vụ, nông nghiệp, nông thôn, ổn định, phát triển, phổ biến, phối hợp, phụ nữ,
        quản lý, quốc gia, rà soát, sản xuất, sinh kế, tài chính, tăng cường, tập huấn, tham gia, thành phố, thị trấn,
        thị xã, thiểu số, thông tin, thực hiện, thương binh, tiểu dự, tiếp cận, tín dụng, tổ chức, tôn giáo, trao đổi,
        trẻ em, triển khai, truyền thông, tuyên truyền, ủy ban, văn hóa, văn phòng, việc làm, xã hội, xây dựng,
        xuất khẩu, y tế, yêu cầu
        """,
    )
)


def cut(word: str, *, width: float, pt: float, style: str, face: Typeface) -> list[str]:
    """`word` in pieces that are at most `width` mm wide; itself when it fits, nothing when it is empty.

    Words that should stay together («1.250.000 đồng») part before a letter is cut off any of them.
    """
    if face.width(word, pt, style) <= width:
        return [word] if word else []
    if wording.NBSP in word:
        parts = word.split(wording.NBSP)
        return [piece for part in parts for piece in cut(part, width=width, pt=pt, style=style, face=face)]
    pieces, used = [""], 0.0
    for letter in word:
        size = face.width(letter, pt, style)
        if pieces[-1] and used + size > width:
            pieces.append("")
            used = 0.0
        pieces[-1] += letter
        used += size
    return pieces


def wrapped(text: str, *, width: float, pt: float, style: str, face: Typeface) -> str:
    """`text` with a blank inside every word wider than `width` mm, so that no engine lets it run over the edge."""
    pieces = (cut(word, width=width, pt=pt, style=style, face=face) or [""] for word in text.split(" "))
    return " ".join(piece for word in pieces for piece in word)


def _filled(sizes: list[float], space: float, width: float) -> list[int]:
    """How many words each line takes when lines are filled one after the other."""
    counts: list[int] = []
    used = width
    for size in sizes:
        if not counts or used + space + size > width:
            counts.append(0)
            used = -space
        used += space + size
        counts[-1] += 1
    return counts


def _even(words: list[str], sizes: list[float], space: float, width: float, count: int) -> list[int]:
    """Words per line for exactly `count` lines at the least cost; empty when no such division fits."""
    ends = list(accumulate((size + space for size in sizes), initial=0.0))
    best: list[tuple[float, tuple[int, ...]] | None] = [(0.0, ())] + [None] * len(words)
    for _line in range(count):
        following: list[tuple[float, tuple[int, ...]] | None] = [None] * (len(words) + 1)
        for start, reached in enumerate(best):
            if reached is None:
                continue
            for end in range(start + 1, len(words) + 1):
                used = ends[end] - ends[start] - space
                if used > width:
                    break
                cost = reached[0] + (1 - used / width) ** 2 + _break_cost(words, end)
                if following[end] is None or cost < following[end][0]:
                    following[end] = (cost, (*reached[1], end - start))
        best = following
    return list(best[-1][1]) if best[-1] else []


def _break_cost(words: list[str], position: int) -> float:
    if position == len(words):
        return 0.0
    before, after = words[position - 1], words[position]
    if (before.lower(), after.lower()) in _COMPOUNDS:
        return 2 * _INSIDE_A_PHRASE
    if before[-1] in ",;:-–" or after.lower() in _SENSE_PAUSES_BEFORE or after[0] in '(“"':
        return 0.0
    return _INSIDE_A_PHRASE / 2 if before.islower() and after[0].isupper() else _INSIDE_A_PHRASE
