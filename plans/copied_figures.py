"""Numbers of people, classes and money in a text: what somebody must look at again when a plan was copied."""

import re

_FIGURE = re.compile(
    r"(?<![\w/.,-])(?P<number>\d{1,3}(?:\.\d{3})+|\d+(?:,\d+)?)\s*"
    r"(?P<unit>học viên|đại biểu|người|hộ|lượt|lớp|cuộc|đoàn|mô hình|con|buổi|đợt|xã|thôn|bản|"
    r"(?:nghìn |triệu )?tỷ(?: đồng)?|triệu(?: đồng)?|nghìn đồng|đồng|đ)(?![\w])",
    re.IGNORECASE,
)
FIGURES_TOLD = 6


def figures(text: str) -> tuple[str, ...]:
    """The quantities of people, groups and money that `text` states, as printed, each once, in order."""
    return tuple(dict.fromkeys(" ".join(match[0].split()) for match in _FIGURE.finditer(text)))


def told(found: tuple[str, ...]) -> str:
    """`found` as one line: «02 lớp; 84 học viên; …»."""
    more = "; …" if len(found) > FIGURES_TOLD else ""
    return "; ".join(found[:FIGURES_TOLD]) + more
