"""Parts of a plan that are generated from rows: a table of activities here, a budget from apps above.

An app offers a part by a class in its `sections.py`, which is found the way `admin.py` is:

    @register
    class BudgetTable:
        key = "budget"                       # stored in PlanSection.source and PlanAppendix.source: never change it
        label = "Bảng dự toán kinh phí"      # what people choose
        def blocks(self, plan): ...          # the content, after the text typed in the section or appendix

`blocks` makes the same content from the same rows (no clock, no user), in a constant number of queries, and returns ()
when there is nothing to print. So `plans` prints what it does not know, and never imports upwards.
"""

from typing import Protocol

from django.utils.module_loading import autodiscover_modules

from documents.content import Block
from plans.models import Plan


class SectionSource(Protocol):
    """A generated part of a plan."""

    key: str
    label: str

    def blocks(self, plan: Plan) -> tuple[Block, ...]:
        """What is printed for `plan`."""


_sources: dict[str, SectionSource] = {}


def register(source: type) -> type:
    """Class decorator: offer an instance of `source` under its key. Raises ValueError when the key is taken."""
    known = _sources.get(source.key)
    if known is not None and type(known) is not source:
        raise ValueError(f"Section source {source.key!r} is registered twice")
    _sources[source.key] = source()
    return source


def unregister(key: str) -> None:
    """Take a source back. Raises KeyError."""
    del _sources[key]


def known_keys() -> frozenset[str]:
    """The keys that may stand in a `source` field."""
    return frozenset(_sources)


def choices() -> list[tuple[str, str]]:
    """Key and label of every source, for a choice field; the empty choice first."""
    return [("", "— Không —"), *sorted(((key, source.label) for key, source in _sources.items()), key=lambda c: c[1])]


def generated_blocks(key: str, plan: Plan) -> tuple[Block, ...]:
    """The blocks of the source `key` for `plan`; () for an empty key or a source that is no longer installed."""
    return _sources[key].blocks(plan) if key in _sources else ()


def autodiscover() -> None:
    """Import every app's `sections` module; called once by `PlansConfig.ready`."""
    autodiscover_modules("sections")
