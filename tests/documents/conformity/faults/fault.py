"""A fault: one thing done wrong in the specimen, and the rule that must name it."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pikepdf

BLANK = "\N{NO-BREAK SPACE}"
UNNUMBERED = (("Số: 05/", f"Số:{BLANK * 10}/"), ("ngày 07 tháng 6 năm", f"ngày{BLANK * 8}tháng 6 năm"))


@dataclass(frozen=True)
class Fault:
    """One thing done wrong. `rule` must be found, and of the others exactly `also`."""

    rule: int
    name: str
    changes: tuple[tuple[str, str], ...] = ()
    css: str = ""
    also: frozenset[int] = frozenset()
    tamper: Callable[[pikepdf.Pdf], None] | None = None
    told: dict = field(default_factory=dict)  # what the examiner is told
    specimen: dict = field(default_factory=dict)


def fault(rule, name, *changes, css="", also=(), tamper=None, told=None, **how):
    return Fault(rule, name, changes, css, frozenset(also), tamper, told or {}, how)


ANNEXED = {"appendices": True}
LAST = "xem xét, giải quyết./."
