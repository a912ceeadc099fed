"""Marks and scores as a page sends them: `m-12=p`, `sau-12=7,5`; beside each what the page showed (`w-m-12`), so that
a whole page sent at once only changes what its writer changed."""

import re
from collections.abc import Mapping

from trainings.enums import Mark
from trainings.results import SCORES, read_score

ALLOWED = frozenset({"", *Mark.values})
_MOST = 19  # digits of a key


def marks_said(posted: Mapping[str, str]) -> dict[int, str]:
    """Person → mark, as far as it differs from what the page showed. What is no mark is passed over."""
    found = _changed(posted, "m")
    return {person: said for person, said in found.items() if said in ALLOWED}


def scores_said(posted: Mapping[str, str]) -> tuple[dict[int, dict], dict[str, str]]:
    """What was typed as scores and differs from what the page showed: person → {field: score or None}; and for what
    cannot be read the name of the input → why."""
    good: dict[int, dict] = {}
    faults: dict[str, str] = {}
    for prefix, field in SCORES.items():
        for person, text in _changed(posted, prefix).items():
            try:
                score = read_score(text)
            except ValueError as error:
                faults[f"{prefix}-{person}"] = str(error)
            else:
                good.setdefault(person, {})[field] = score
    return good, faults


def _changed(posted: Mapping[str, str], prefix: str) -> dict[int, str]:
    name = re.compile(rf"{prefix}-([0-9]{{1,{_MOST}}})")
    found = {}
    for key, value in posted.items():
        if (match := name.fullmatch(key)) and posted.get(f"w-{key}") != value and int(match[1]) < 2**63:
            found[int(match[1])] = value
    return found
