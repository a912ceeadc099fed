"""Files that were not made by our engine."""

import pytest

from documents.conformity import examine
from tests.documents.conformity.specimen import BODY, STYLE, TITLE

DRAWN = '<svg width="228" height="2"><line x1="0" y1="1" x2="228" y2="1" stroke="black" stroke-width="1"/></svg>'


def page_of(body):
    body = body.replace(" theo danh sách tại Phụ lục I kèm theo Kế hoạch này", "").replace(
        ", danh sách theo Phụ lục II", ""
    )
    return f"<!DOCTYPE html><html lang=vi><meta charset=utf-8><title>{TITLE}</title><style>{STYLE}</style><body>{body}"


def printed(browser, body):
    page = browser.new_page()
    page.set_content(page_of(body))
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
