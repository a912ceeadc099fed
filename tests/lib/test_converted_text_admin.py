import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from organisations.models import Organisation
from plans.models import LegalDocument
from tests.factories.plans import a_user

OLD = "vÒ viÖc giao dù to¸n ng©n s¸ch ®Þa ph­¬ng"


@pytest.fixture
def staff(client, db):
    user = a_user(is_staff=True, is_superuser=True)
    client.force_login(user)
    return user


def test_admin_says_that_old_text_was_converted(client, staff):
    data = {"kind": "Quyết định", "reference": "90/QĐ-UBND", "issued_on": "18/01/2022", "issuer": "UBND tỉnh"}
    response = client.post(reverse("admin:plans_legaldocument_add"), data | {"summary": OLD})
    assert response.status_code == 302, response.context["adminform"].form.errors
    assert LegalDocument.objects.get().summary == "về việc giao dự toán ngân sách địa phương"
    assert "Đã chuyển chữ kiểu cũ (TCVN3) sang Unicode ở «Trích yếu». Hãy đọc lại trước khi dùng." in [
        str(message) for message in get_messages(response.wsgi_request)
    ]


def test_admin_says_so_for_inline_rows_too(client, staff):
    office = Organisation.objects.get()
    fields = ("name", "letterhead", "short_name", "symbol", "place_name", "regime", "head_title", "deputy_title")
    data = {name: getattr(office, name) for name in (*fields, "number_scheme", "issuing", "signed_ready")}
    page = client.get(reverse("admin:organisations_organisation_change", args=[office.pk]))
    for inline in page.context["inline_admin_formsets"]:
        prefix = inline.formset.prefix
        data |= {f"{prefix}-TOTAL_FORMS": "0", f"{prefix}-INITIAL_FORMS": "0"}
    data |= {"departments-TOTAL_FORMS": "1", "departments-0-name": "Phßng ChÝnh s¸ch d©n téc"}
    response = client.post(reverse("admin:organisations_organisation_change", args=[office.pk]), data)
    assert response.status_code == 302, response.context["errors"]
    assert office.departments.get().name == "Phòng Chính sách dân tộc"
    assert "Đã chuyển chữ kiểu cũ (TCVN3) sang Unicode ở «Tên phòng». Hãy đọc lại trước khi dùng." in [
        str(message) for message in get_messages(response.wsgi_request)
    ]
