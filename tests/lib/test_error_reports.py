import sys

from django.test import RequestFactory, override_settings
from django.views.debug import ExceptionReporter


def test_reports_of_errors_name_no_values():
    card = "".join(map(str, range(9)))  # reports quote the lines of the program: the number must not stand in one
    request = RequestFactory().post("/nguoi-tham-gia/them/", {"id_number": card})
    try:
        raise ValueError("không rõ")
    except ValueError:
        reporter = ExceptionReporter(request, *sys.exc_info())
        reports = [reporter.get_traceback_html(), reporter.get_traceback_text()]
    assert [("không rõ" in text, "id_number" in text, card in text) for text in reports] == [(True, True, False)] * 2


@override_settings(DEBUG=True)
def test_on_a_developers_machine_they_do():
    request = RequestFactory().post("/", {"full_name": "Lò Thị Hoa"})
    assert "Lò Thị Hoa" in ExceptionReporter(request, None, None, None).get_traceback_text()
