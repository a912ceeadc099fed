"""Files that were not made by our engine."""

import base64
from pathlib import Path

import pytest
from django.conf import settings

from documents.conformity import examine
from tests.documents.conformity.specimen import BODY, STYLE, TITLE

DRAWN = '<svg width="228" height="2"><line x1="0" y1="1" x2="228" y2="1" stroke="black" stroke-width="1"/></svg>'

CUTS = {"Regular": (400, "normal"), "Bold": (700, "normal"), "Italic": (400, "italic"), "BoldItalic": (700, "italic")}


def project_fonts():
    """The fonts that the project ships as a style sheet: those of the machine may have other line heights."""
    for cut, (weight, style) in CUTS.items():
        data = (Path(settings.BASE_DIR) / f"static/fonts/LiberationSerif-{cut}.ttf").read_bytes()
        source = f"url(data:font/ttf;base64,{base64.b64encode(data).decode()})"
        face = f'font-family: "Liberation Serif"; font-style: {style}; font-weight: {weight}; src: {source}'
        yield f"@font-face {{ {face} }}"


def page_of(body):
    body = body.replace(" theo danh sách tại Phụ lục I kèm theo Kế hoạch này", "").replace(
        ", danh sách theo Phụ lục II", ""
    )
    style = "".join(project_fonts()) + STYLE
    return f"<!DOCTYPE html><html lang=vi><meta charset=utf-8><title>{TITLE}</title><style>{style}</style><body>{body}"


def printed(browser, body):
    page = browser.new_page()
    page.set_content(page_of(body))
    page.evaluate("document.fonts.ready")
    pdf = page.pdf(prefer_css_page_size=True, tagged=True)
    page.close()
    return pdf


@pytest.mark.browser
def test_a_good_plan_printed_by_a_browser_is_good(browser):
    assert [f.rule for f in examine(printed(browser, BODY))] == [1, 4]


@pytest.mark.browser
def test_a_rule_may_be_drawn_as_a_stroke(browser):
    body = BODY.replace("tn gach", "tn").replace("Hạnh phúc</div>", f"Hạnh phúc</div><div class=net>{DRAWN}</div>")
    style = "<style>.net { line-height: 0; margin-top: 1pt }</style>"
    assert [f.rule for f in examine(printed(browser, style + body))] == [1, 4]
