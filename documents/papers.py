"""The papers that the house can issue. Each app lists its own in `<app>/papers.py`, found the way `admin.py` is."""

from collections.abc import Iterable
from typing import Any, Protocol

from django.utils.module_loading import autodiscover_modules

from documents.content import Content
from documents.layout import Layout


class Paper(Protocol):
    """A kind of document that can be made from one row.

    `key` names it in jobs and commands; `label` names it to people.
    """

    key: str
    label: str

    def find(self, row_id: int) -> Any:
        """The row, or its model's DoesNotExist."""

    def content(self, row: Any) -> Content:
        """What the document says."""

    def layout(self, row: Any) -> Layout:
        """How its organisation lays it out."""

    def pages(self, user: Any, row_ids: Iterable[int]) -> dict[int, str]:
        """The addresses of those rows that `user` may open."""


_papers: dict[str, Paper] = {}


def register(paper: type) -> type:
    """Class decorator: make an instance of `paper` known under its key."""
    _papers[paper.key] = paper()
    return paper


def paper(key: str) -> Paper:
    """The paper of that key. Raises KeyError."""
    return _papers[key]


def pages_of(frozen: Iterable[Any], *, user: Any) -> dict[int, str]:
    """Frozen paper id → the page of the row it was made from, for those that `user` may open.

    One question to the database for each kind of paper, however many there are.
    """
    by_key: dict[str, dict[int, int]] = {}
    for row in frozen:
        by_key.setdefault(row.paper, {})[row.pk] = row.row_id
    found = {}
    for key, rows in by_key.items():
        addresses = _papers[key].pages(user, rows.values()) if key in _papers else {}
        found |= {paper_id: addresses[row_id] for paper_id, row_id in rows.items() if row_id in addresses}
    return found


def autodiscover() -> None:
    """Import every app's `papers` module; called once by `DocumentsConfig.ready`."""
    autodiscover_modules("papers")
