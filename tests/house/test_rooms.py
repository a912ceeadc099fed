"""Rooms inside an app: a lower one never imports a higher one, and no two import each other in a circle.

The floors (which app may import which) are a contract of import-linter in pyproject.toml.
"""

from functools import cache
from graphlib import CycleError, TopologicalSorter

import grimp
import pytest

APPS = ["lib", "audit", "organisations", "people", "documents", "plans", "trainings", "portal"]

# From low to high; a module of a name that does not stand here is a work module.
ROOMS = [
    {"enums", "content", "layout"},
    {"querysets"},
    {"models"},
    {"permissions"},
    {"<work>"},
    {"tasks"},
    {"actions"},
    {"forms", "filters", "admin_filters"},
    {"views", "admin"},
    {"urls", "management", "apps", "migrations"},
]
WORK = ROOMS.index({"<work>"})

# Libraries that one part of the house hides from all others.
HIDDEN = {
    "weasyprint": {"documents.rendering"},
    "typst": {"documents.rendering"},
    "pypdfium2": {
        "documents.reading",
        "documents.printing",
        "documents.conformity",
        "documents.signing",
        "plans.files",
    },
    "pyhanko": {"documents.signing"},
    "pyhanko_certvalidator": {"documents.signing"},
    "asn1crypto": {"documents.signing"},
    "pkcs11": {"documents.signing"},
    "pdfplumber": {"documents.conformity"},
    "docx": set(),
    "celery": {"config", "documents.tasks"},
    "psycopg2": set(),
    "axes": {"organisations.sign_in_lock"},
    "django_otp": {"organisations.two_step", "organisations.admin"},
    "mozilla_django_oidc": {"portal.openid"},
    "jwt": {"portal.openid"},
    "segno": {"organisations.two_step"},
}


@cache
def _graph():
    return grimp.build_graph("config", *APPS, include_external_packages=True, cache_dir=None)


def _imports(app: str) -> dict[str, set[str]]:
    """Each room of the app and the rooms of the same app that it imports."""
    graph, rooms = _graph(), {}
    for room in graph.find_children(app):
        modules = {room} | graph.find_descendants(room)
        targets = {target for module in modules for target in graph.find_modules_directly_imported_by(module)}
        inside = {target.split(".")[1] for target in targets if target.startswith(f"{app}.")}
        rooms[room.split(".")[1]] = inside - {room.split(".")[1]}
    return rooms


def _height(room: str) -> int:
    return next((height for height, names in enumerate(ROOMS) if room in names), WORK)


@pytest.mark.parametrize("app", APPS)
def test_no_room_imports_a_higher_one(app):
    assert [
        f"{app}.{room} imports {app}.{target}"
        for room, targets in _imports(app).items()
        if room != "apps"  # Django's own door: registers what the app offers
        for target in targets
        if _height(target) > _height(room)
    ] == []


@pytest.mark.parametrize("app", APPS)
def test_no_rooms_import_each_other(app):
    try:
        list(TopologicalSorter(_imports(app)).static_order())
    except CycleError as error:
        pytest.fail(f"{app}: {error.args[1]}")


@pytest.mark.parametrize("library", HIDDEN)
def test_library_is_hidden_in_one_place(library):
    graph = _graph()
    importers = graph.find_modules_that_directly_import(library) if library in graph.modules else set()
    homes = HIDDEN[library]
    assert sorted(m for m in importers if not any(m == home or m.startswith(f"{home}.") for home in homes)) == []
