"""Colours of the site are readable: WCAG 2.2, 1.4.3 and 1.4.11."""

import re

import pytest
from django.conf import settings

TOKENS = dict(
    re.findall(r"--so-([\w-]+):\s*(#[0-9a-f]{6});", (settings.BASE_DIR / "static/css/tokens.css").read_text())
)
GROUNDS = ["ground", "surface", "surface-sunk", "surface-hover"]
TEXT = [
    *[(ink, ground) for ink in ("ink", "ink-soft", "link", "bad") for ground in GROUNDS],
    *[(kind, f"{kind}-soft") for kind in ("good", "warn", "bad", "info")],
    *[("ink", f"{kind}-soft") for kind in ("good", "warn", "bad", "info", "accent")],
    *[("accent-strong", ground) for ground in ("surface", "surface-hover", "accent-soft")],
    *[("ink-on-accent", ground) for ground in ("accent", "accent-strong", "bad", "ink-soft")],
    *[(ink, ground) for ink in ("ink-on-bar", "ink-on-bar-soft") for ground in ("bar", "bar-raised")],
]
EDGES = [
    *[(edge, ground) for edge in ("line-strong", "focus", "accent") for ground in ("ground", "surface")],
    ("line-bar", "bar"),
    ("line-bar", "bar-raised"),
    ("focus-on-bar", "bar"),
]


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first, second):
    light, dark = sorted((luminance(TOKENS[first]), luminance(TOKENS[second])), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_stands_out_4_5_to_1(ink, ground):
    assert contrast(ink, ground) >= 4.5


@pytest.mark.parametrize(("edge", "ground"), EDGES)
def test_edges_and_focus_stand_out_3_to_1(edge, ground):
    assert contrast(edge, ground) >= 3
