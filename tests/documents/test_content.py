"""The tree as JSON: what was frozen before new fields came stays byte-equal, and what is written comes back."""

from dataclasses import replace

import pytest

from documents.content import FormSignatures, Table, digest, from_json, to_json
from tests.factories import faces
from tests.factories.contents import plan

BEFORE_NEW_FIELDS = "8e760d5a3fa81b425459c1e3c204a4f2a5ff3c2025438f900992706df642fc90"


def test_digest_of_a_plan_is_what_it_was_before_other_papers_came():
    assert digest(plan()) == BEFORE_NEW_FIELDS


def test_later_fields_are_left_out_at_their_defaults():
    text = to_json(plan())
    assert [
        name for name in ("addressees", "authority", "shape", "totals", "row_height", "names") if f'"{name}"' in text
    ] == []


@pytest.mark.parametrize(
    "make", [faces.letter, faces.invitation, faces.report, faces.charted, faces.decision, faces.sheet, faces.form]
)
def test_every_face_comes_back_from_json(make):
    assert from_json(to_json(make())) == make()


def test_later_fields_count_in_the_digest():
    changed = [
        replace(plan(), addressees=("Ủy ban nhân dân xã",)),
        replace(plan(), authority="GIÁM ĐỐC"),
        faces.sheet(3),
        faces.sheet(3, landscape=True),
    ]
    assert len({digest(content) for content in (plan(), *changed)}) == 5
    assert (Table((), (), totals=(("1",),)), FormSignatures((), ("A",))) != (Table((), ()), FormSignatures(()))
