"""The page layout of an organisation, entered in the admin."""

import pytest
from django.urls import reverse

from documents.models import PageLayout
from organisations.models import Organisation, User
from tests.factories.rows import a_row

pytestmark = pytest.mark.django_db

CHOSEN = {
    "body_pt": "13", "margin_top": "25", "margin_bottom": "20", "margin_left": "35", "margin_right": "20",
    "first_line_indent": "10.0", "line_spacing": "1.2", "paragraph_gap_pt": "6",
}  # fmt: skip


@pytest.fixture
def keeper(client):
    client.force_login(User.objects.create_superuser("quantri", reads_all_papers=True))
    return client


def test_layout_of_an_organisation_is_entered(keeper):
    office = a_row(Organisation, name="Sở Dân tộc và Tôn giáo tỉnh Đắk Lắk")
    answer = keeper.post(reverse("admin:documents_pagelayout_add"), CHOSEN | {"organisation": office.pk})
    assert answer.status_code == 302
    layout = office.page_layout.as_layout()
    assert (layout.body_pt, layout.margin_top, layout.margin_left, layout.line_spacing) == (13, 25, 35, 1.2)


@pytest.mark.parametrize(
    ("field", "value"), [("margin_left", "29"), ("margin_right", "21"), ("line_spacing", "0.9"), ("body_pt", "12")]
)
def test_what_the_decree_forbids_is_said_beside_the_field(field, value, keeper):
    office = a_row(Organisation)
    answer = keeper.post(reverse("admin:documents_pagelayout_add"), CHOSEN | {"organisation": office.pk, field: value})
    assert list(answer.context["adminform"].errors)[:1] == [field]
    assert not PageLayout.objects.exists()


def test_layout_is_found_by_its_organisation_without_accents(keeper):
    a_row(PageLayout, organisation=a_row(Organisation, name="Ủy ban nhân dân xã Đakrông"))
    a_row(PageLayout, organisation=a_row(Organisation, name="Ủy ban nhân dân xã Tủa Chùa"))
    found = keeper.get(reverse("admin:documents_pagelayout_changelist"), {"q": "dakrong"}).context["cl"].result_list
    assert [row.organisation.name for row in found] == ["Ủy ban nhân dân xã Đakrông"]
