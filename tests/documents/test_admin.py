"""The page layout of an organisation, entered in the admin."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from documents.models import NumberGroup, PageLayout, RegisterEntry
from organisations.models import Organisation, User
from tests.factories.plans import a_user
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


# ---- numbers ------------------------------------------------------------------------------------------------------


def add_group(keeper, office, **fields):
    address = reverse("admin:documents_numbergroup_add")
    return keeper.post(address, {"organisation": office.pk, "name": "Nhóm một", "kinds": "Kế hoạch"} | fields)


def test_group_of_kinds_is_entered(keeper):
    office = a_row(Organisation)
    assert add_group(keeper, office, kinds="KẾ HOẠCH\r\n\r\nbáo cáo\r\nBao cao").status_code == 302
    assert NumberGroup.objects.get().kinds == "Kế hoạch\nBao cao"


@pytest.mark.parametrize(
    ("fields", "field"),
    [({"kinds": "Tờ trình\nKE HOACH"}, "kinds"), ({"name": "Báo cáo"}, "name"), ({"name": "NHÓM MỘT"}, "name"),
     ({"kinds": " \n "}, "kinds")],
)  # fmt: skip
def test_a_kind_belongs_to_one_group(keeper, fields, field):
    office = a_row(Organisation)
    add_group(keeper, office, kinds="Kế hoạch\nBáo cáo")
    answer = add_group(keeper, office, **{"name": "Nhóm hai", "kinds": "Tờ trình"} | fields)
    assert list(answer.context["adminform"].errors) == [field]
    assert add_group(keeper, a_row(Organisation), **fields | {"kinds": "Kế hoạch"}).status_code == 302


def test_a_clerk_keeps_the_groups_of_the_own_office_only(client):
    clerk = a_user(is_staff=True)
    clerk.user_permissions.set(Permission.objects.filter(content_type__model="numbergroup"))
    other = a_row(NumberGroup, kinds="Kế hoạch")
    client.force_login(clerk)
    assert list(client.get(reverse("admin:documents_numbergroup_changelist")).context["cl"].result_list) == []
    address = reverse("admin:documents_numbergroup_change", args=[other.pk])
    assert client.post(address, {"name": "x", "kinds": "y"}).status_code == 302
    assert add_group(client, other.organisation).status_code == 200
    assert add_group(client, clerk.organisation).status_code == 302
    assert list(NumberGroup.objects.order_by("pk").values_list("name", flat=True)) == [other.name, "Nhóm một"]


def test_registers_are_only_read_in_the_admin(keeper):
    entry = a_row(RegisterEntry)
    for row in (entry, entry.register):
        name = f"admin:documents_{row._meta.model_name}"
        assert keeper.get(reverse(f"{name}_change", args=[row.pk])).status_code == 200
        assert keeper.post(reverse(f"{name}_change", args=[row.pk]), {}).status_code == 403
        assert keeper.post(reverse(f"{name}_delete", args=[row.pk])).status_code == 403
        assert keeper.get(reverse(f"{name}_add")).status_code == 403
