"""Every list in the admin asks the database the same number of questions for 1 row and for 30."""

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from organisations.models import User
from tests.factories.rows import a_row

admin.autodiscover()
MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label)


@pytest.fixture
def administrator(db):
    return User.objects.create_superuser("quantri", reads_all_papers=True, password="x")


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_list_asks_the_same_number_of_questions_for_1_and_30_rows(model, administrator, client):
    client.force_login(administrator)
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")

    def questions() -> list[str]:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            response = client.get(address)
        assert response.status_code == 200
        return [query["sql"] for query in captured]

    a_row(model)
    questions()  # fills caches of content types and the like
    with_one = questions()
    for _ in range(29):
        a_row(model)
    with_thirty = questions()
    assert len(with_thirty) == len(with_one), "\n".join(with_thirty)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_page_of_one_row_opens(model, administrator, client):
    client.force_login(administrator)
    row = a_row(model)
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_change", args=[row.pk])
    assert client.get(address).status_code == 200
