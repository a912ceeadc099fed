"""Every address of the site: who may come without signing in, and that looking changes nothing."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, get_resolver, reverse

from organisations.models import User
from plans.enums import PlanState
from plans.models import Plan
from tests.factories.papers import approved
from tests.factories.plans import a_plan, a_user
from tests.factories.rows import a_row

# Addresses that answer strangers.
PUBLIC = {"portal:sign_in", "portal:healthz", "portal:favicon"}
# Who looked at an issued plan and who took its files is noted in the audit trail: the one thing that a GET may write.
NOTES_READERS = {"plans:comparison_pdf", "plans:download", "plans:file"}  # the pages follow within ten minutes
SIGN_IN = ("/dang-nhap/", "/quan-tri/login/")


def _names(resolver, spaces=()):
    for pattern in resolver.url_patterns:
        if not isinstance(pattern, URLPattern):
            yield from _names(pattern, (*spaces, pattern.namespace) if pattern.namespace else spaces)
        elif pattern.name:
            yield ":".join((*spaces, pattern.name)), pattern


ADDRESSES = sorted(dict(_names(get_resolver())).items())


def _address(name: str, pattern, row_id: int = 1) -> str:
    values = {"app_label": "organisations", "url": "x", "content_type_id": 1, "object_id": row_id, "key": "khong-co"}
    keywords = {
        key: values.get(key, "1" if type(converter).__name__ == "StringConverter" else row_id)
        for key, converter in pattern.pattern.converters.items()
    }
    keywords |= {
        key: values.get(key, "1")
        for key in getattr(pattern.pattern, "regex", re.compile("")).groupindex
        if key not in keywords
    }
    return reverse(name, kwargs=keywords)


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(("name", "pattern"), ADDRESSES, ids=[name for name, _ in ADDRESSES])
def test_strangers_are_sent_to_the_sign_in_page(name, pattern, method, client):
    response = getattr(client, method)(_address(name, pattern))
    is_open = response.status_code not in {403, 404, 405} and not (
        response.status_code == 302 and response.url.startswith(SIGN_IN)
    )
    assert not is_open or name in PUBLIC


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "pattern"), ADDRESSES, ids=[name for name, _ in ADDRESSES])
def test_looking_changes_nothing(name, pattern, client):
    plan = a_row(Plan)
    client.force_login(User.objects.create_superuser("quantri", reads_all_papers=True, password="x"))
    with CaptureQueriesContext(connection) as captured:
        response = client.get(_address(name, pattern, plan.pk))
    assert response.status_code < 500
    written = [q["sql"] for q in captured if re.match(r"(INSERT|UPDATE|DELETE)", q["sql"])]
    assert [sql for sql in written if "django_session" not in sql] == []


@pytest.mark.django_db
def test_looking_at_an_issued_plan_writes_nothing_but_who_looked(
    client, settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.MEDIA_ROOT = tmp_path
    by = a_user()
    with django_capture_on_commit_callbacks(execute=True):
        plan = approved(a_plan(by), by=by, state=PlanState.ISSUED)
    file = plan.paper.files.first()
    client.force_login(User.objects.create_superuser("quantri", reads_all_papers=True, password="x"))
    client.get(reverse("portal:home"))  # the session's own rows
    wrote = {}
    for name, pattern in ADDRESSES:
        if not name.startswith("plans:"):
            continue
        with CaptureQueriesContext(connection) as captured:
            client.get(_address(name, pattern, plan.pk).replace(f"/tep/{plan.pk}/", f"/tep/{file.pk}/"))
        tables = {m[1] for q in captured if (m := re.match(r'(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)"', q["sql"]))}
        if tables - {"django_session"}:
            wrote[name] = tables
    assert wrote == {name: {"audit_entry", "audit_chainhead"} for name in NOTES_READERS}


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_public_addresses_answer_strangers(name, client):
    response = client.get(reverse(name))
    assert not (response.status_code == 302 and response.url.startswith(SIGN_IN))
