"""The papers that the house can issue. Each app lists its own in `<app>/papers.py`, found the way `admin.py` is."""

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


_papers: dict[str, Paper] = {}


def register(paper: type) -> type:
    """Class decorator: make an instance of `paper` known under its key."""
    _papers[paper.key] = paper()
    return paper


def paper(key: str) -> Paper:
    """The paper of that key. Raises KeyError."""
    return _papers[key]


def autodiscover() -> None:
    """Import every app's `papers` module; called once by `DocumentsConfig.ready`."""
    autodiscover_modules("papers")
