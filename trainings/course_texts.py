"""What a plan says of a course, line by line: audience, form, place, content, speakers, lead unit. Pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class WrittenModule:
    """A module as a plan writes it."""

    name: str
    periods: int
    language: str = ""


_MODULE = re.compile(r"[-–—+•*\s]*(?P<name>\w.*?)[\s:]*\(\s*(?P<periods>\d{1,3})\s*tiết\s*\)[\s.;,]*", re.IGNORECASE)
_LONGEST_LINE = 600
_END = " \n\t.;,"


def content_text(modules: Sequence[WrittenModule]) -> str:
    """«- Quản lý tác động môi trường và xã hội (10 tiết);» a line for each module; one alone stands without a dash."""
    told = [f"{module.name.rstrip(_END)} ({_told(module)})" for module in modules]
    if len(told) < 2:
        return f"{told[0]}." if told else ""
    return ";\n".join(f"- {one}" for one in told) + "."


def modules_in(text: str) -> list[WrittenModule]:
    """The modules that a line about contents names with their tiết. [] unless every one of its lines is a module."""
    lines = [line for line in text.split("\n") if line.strip()]
    found = [_MODULE.fullmatch(line) if len(line) <= _LONGEST_LINE else None for line in lines]
    if not all(found):
        return []
    return [WrittenModule(" ".join(match["name"].split()), int(match["periods"])) for match in found]


def place_text(venues: Iterable[str]) -> str:
    """«Tại Hội trường A và Nhà văn hóa B.» of names in order, each once; empty for none."""
    names = list(dict.fromkeys(venues))
    if not names:
        return ""
    return f"Tại {_joined(names)}."


def speakers_text(lecturers: Iterable[tuple[str, str, str]]) -> str:
    """«ThS. Lò Thị Mai, Trường Chính trị tỉnh; ông …» of (title, full name, workplace), each once; empty for none."""
    named = (", ".join(filter(None, (f"{title} {name}".strip(), place))) for title, name, place in lecturers)
    told = "; ".join(dict.fromkeys(named))
    return f"{told}." if told else ""


def _told(module: WrittenModule) -> str:
    language = f"; tài liệu {module.language}" if module.language else ""
    return f"{module.periods} tiết{language}"


def _joined(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} và {names[-1]}"
