"""Role × table × right in the admin: what is open is what `matrix.administration` says."""

import pytest
from django.contrib import admin
from django.urls import reverse

from tests.factories.rows import a_row
from tests.house.matrix.administration import TABLES
from tests.house.matrix.rules import EVERYWHERE, ROLES, Relation
from tests.house.matrix.world import World

pytestmark = pytest.mark.django_db

admin.autodiscover()
MODELS = {model._meta.label: model for model in admin.site._registry}
PAGES = {"changelist": "v", "add": "a", "change": "v", "delete": "d"}


def test_every_table_of_the_admin_stands_in_the_matrix():
    assert sorted(MODELS) == sorted(TABLES)


@pytest.mark.parametrize("label", sorted(TABLES))
def test_every_role_at_every_table(label):
    """A page of a row that the person may not see leads away from it (302); a right that is missing is 403."""
    world, model, wrong = World(), MODELS[label], []
    is_of_an_office = any(field.name == "organisation" for field in model._meta.fields)
    row = a_row(model, **({"organisation": world.office} if is_of_an_office else {}))
    for role in ROLES:
        client = world.clients[role, Relation.FOREIGN if role in EVERYWHERE else Relation.SAME_OFFICE]
        rights = TABLES[label].get(role, "")
        for page, right in PAGES.items():
            arguments = [row.pk] if page in ("change", "delete") else []
            address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=arguments)
            is_open = client.get(address).status_code in (200, 302)
            takes = page != "changelist" and client.post(address).status_code != 403
            needed = "c" if page == "change" else right
            if is_open != (right in rights) or takes != (page != "changelist" and needed in rights):
                wrong.append(f"{role}: {page} is {'open' if is_open else 'closed'}, {'takes' if takes else 'refuses'}")
    assert wrong == []
