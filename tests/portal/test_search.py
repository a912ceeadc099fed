"""What one search over everything finds."""

from datetime import date

import pytest

from organisations.enums import AreaLevel, Scope
from organisations.models import Area, AreaSuccession
from portal.search import SHOWN, search
from tests.factories.plans import a_document, a_plan, a_user, an_organisation

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)


def found(words, user):
    return {group.title: [hit.title for hit in group.hits] for group in search(words, user=user, on=TODAY)}


@pytest.mark.parametrize("words", ["giảm nghèo", "GIAM NGHEO", "nghèo giảm", "giam"])
def test_words_are_found_without_accents_in_any_order(words):
    user = a_user()
    a_plan(user, title="Giám sát Chương trình giảm nghèo")
    assert found(words, user) == {"Kế hoạch": ["Giám sát Chương trình giảm nghèo"]}


def test_plans_are_found_by_title_and_organisation_together():
    user = a_user(an_organisation(name="Ban Dân tộc tỉnh Lạng Sơn"))
    a_plan(user, title="Kết nghĩa năm 2026")
    assert found("ket nghia lang son", user) == {"Kế hoạch": ["Kết nghĩa năm 2026"]}


def test_plans_of_others_stay_hidden():
    a_plan(a_user(), title="Kết nghĩa")
    assert found("ket nghia", a_user()) == {}
    assert found("ket nghia", a_user(scope=Scope.EVERYTHING, reads_all_papers=True)) == {"Kế hoạch": ["Kết nghĩa"]}


def test_all_kinds_are_found_and_stand_in_their_groups():
    user = a_user(an_organisation(name="Ban Dân tộc tỉnh Lạng Sơn"))
    a_plan(user, title="Kết nghĩa tại Lạng Sơn")
    a_document(reference="3702/QĐ-UBND", issuer="Ủy ban nhân dân tỉnh Lạng Sơn")
    Area.objects.create(code="20", level=AreaLevel.PROVINCE, kind="Tỉnh", name="Lạng Sơn")
    assert found("lang son", user) == {
        "Kế hoạch": ["Kết nghĩa tại Lạng Sơn"],
        "Văn bản pháp lý": ["Quyết định 3702/QĐ-UBND"],
        "Cơ quan": ["Ban Dân tộc tỉnh Lạng Sơn"],
        "Đơn vị hành chính": ["Tỉnh Lạng Sơn"],
    }


def test_former_area_says_what_became_of_it():
    old = Area.objects.create(
        code="100", level=AreaLevel.DISTRICT, kind="Huyện", name="Tủa Chùa", valid_to=date(2025, 6, 30)
    )
    new = Area.objects.create(
        code="3217", level=AreaLevel.COMMUNE, kind="Xã", name="Tủa Chùa", valid_from=date(2025, 7, 1)
    )
    AreaSuccession.objects.create(old=old, new=new)
    (group,) = search("tua chua", user=a_user(), on=TODAY)
    assert [(hit.title, hit.past) for hit in group.hits] == [
        ("Huyện Tủa Chùa", "đến hết 30/06/2025, nay là Xã Tủa Chùa"),
        ("Xã Tủa Chùa", ""),
    ]


def test_expired_document_says_since_when_and_what_replaced_it():
    new = a_document(kind="Nghị định", reference="30/2020/NĐ-CP")
    a_document(kind="Nghị định", reference="110/2004/NĐ-CP", in_force_to=date(2020, 3, 5), replaced_by=new)
    (group,) = search("110/2004", user=a_user(), on=TODAY)
    assert [hit.past for hit in group.hits] == ["hết hiệu lực từ 05/03/2020, thay bằng Nghị định 30/2020/NĐ-CP"]


@pytest.mark.parametrize(("day", "past"), [(21, "hết hiệu lực từ 21/11/2026"), (22, "")])
def test_a_document_has_expired_on_the_day_named(day, past):
    a_document(reference="110/QĐ-TTg", in_force_to=date(2026, 11, day))
    (group,) = search("110/QĐ", user=a_user(), on=TODAY)
    assert [hit.past for hit in group.hits] == [past]


def test_long_lists_are_cut_and_lead_to_the_rest():
    user = a_user()
    for number in range(SHOWN + 1):
        a_plan(user, title=f"Giảm nghèo {number}")
    (group,) = search("giam ngheo", user=user, on=TODAY)
    assert (len(group.hits), group.has_more, group.more_url) == (SHOWN, True, "/ke-hoach/")


def test_documents_lead_into_the_admin_only_for_those_who_may_go_there():
    document = a_document(reference="1/QĐ-TTg")
    urls = [
        search("1/QĐ-TTg", user=user, on=TODAY)[0].hits[0].url
        for user in (a_user(), a_user(is_staff=True), a_user(is_staff=True, may=()))
    ]
    assert urls == ["", f"/quan-tri/plans/legaldocument/{document.pk}/change/", ""]
