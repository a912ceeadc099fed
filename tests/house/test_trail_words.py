"""Whatever an act tells the audit trail has a name that people read."""

import ast
from collections.abc import Iterator

from audit.telling import WORDS
from tests.house.test_sources import PYTHON, ROOT

SHOWN_APART = {"changes"}


def _is_details(node: ast.expr | None) -> bool:
    return getattr(node, "id", getattr(node, "attr", "")) == "details"


def _keys(node: ast.AST) -> Iterator[ast.expr | None]:
    """Keys that `node` puts into details: `details=…`, `details = …`, `step.details |= …`, `details["key"] = …`."""
    match node:
        case ast.keyword(arg="details", value=value):
            pass
        case ast.Assign(targets=[ast.Subscript(value=target, slice=key)]) if _is_details(target):
            yield key
            return
        case ast.Assign(targets=[target], value=value) | ast.AugAssign(target=target, value=value):
            if not _is_details(target):
                return
        case _:
            return
    for part in ast.walk(value):
        if isinstance(part, ast.Dict):
            yield from part.keys


def test_every_key_of_the_details_has_a_name():
    keys = {
        key.value
        for name in PYTHON
        if not name.startswith("tests/")
        for node in ast.walk(ast.parse((ROOT / name).read_text()))
        for key in _keys(node)
        if isinstance(key, ast.Constant)
    }
    assert {"from", "number", "method", "typed", "file_sha256"} < keys
    assert keys - SHOWN_APART - WORDS.keys() == set()
