"""Failures that no page has answered for."""

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.views.defaults import server_error

from lib.refusals import Refused
from portal.refusals import RefusalMiddleware

SENTENCE = "Kế hoạch đã ban hành, không sửa được. Hãy soạn kế hoạch điều chỉnh."


def refuse(**headers):
    request = RequestFactory().post("/ke-hoach/1/", headers=headers)
    return RefusalMiddleware(lambda request: None).process_exception(request, Refused(SENTENCE))


def test_refused_act_answers_409_with_its_sentence_and_the_way_back():
    response = refuse(referer="http://testserver/ke-hoach/1/")
    page = response.content.decode()
    assert (response.status_code, SENTENCE in page, 'href="http://testserver/ke-hoach/1/"' in page) == (409, True, True)


def test_way_back_never_leads_to_another_site():
    assert "evil.example" not in refuse(referer="http://evil.example/").content.decode()


def test_htmx_gets_only_the_notice():
    response = refuse(**{"HX-Request": "true"})
    assert (response.status_code, "<html" in response.content.decode()) == (409, False)


def test_other_exceptions_stay_bugs():
    request = RequestFactory().get("/")
    assert RefusalMiddleware(lambda request: None).process_exception(request, ValueError("x")) is None


def test_page_of_a_bug_needs_no_database():
    # Without the django_db mark any query would raise.
    response = server_error(RequestFactory().get("/"))
    assert (response.status_code, "Máy chủ gặp lỗi" in response.content.decode()) == (500, True)


@pytest.mark.parametrize("template", ["400.html", "403.html", "403_csrf.html", "404.html", "500.html"])
def test_error_pages_need_no_context(template):
    assert render_to_string(template).count("<h1>") == 1
