"""Each rule that the database holds, under its own name, and the sentence that people get."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from organisations.enums import Capacity, Regime
from organisations.models import Area, AreaSuccession, Department, Organisation, Post, RecoveryCode, User
from tests.factories.rows import NOW

pytestmark = pytest.mark.django_db
BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)
ORDER_OF_DAYS = "Ngày kết thúc phải từ ngày bắt đầu trở đi."


def office(**values):
    return Organisation(
        **{
            "name": "Sở A",
            "letterhead": "SỞ A",
            "short_name": "SỞ A",
            "symbol": "SA",
            "place_name": "Huế",
            "head_title": "GIÁM ĐỐC",
            "deputy_title": "PHÓ GIÁM ĐỐC",
        }
        | values
    )


def area(**values):
    return Area(**{"level": 1, "kind": "Tỉnh", "name": "A"} | values)


def is_refused(row, sentence):
    """The form says `sentence`; and the database refuses the row even if nobody asked the form."""
    with pytest.raises(ValidationError) as said:
        row.validate_constraints()
    assert said.value.messages == [sentence]
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


@pytest.fixture
def saved():
    row = office()
    row.save()
    return row


def test_area_ends_after_it_begins():
    is_refused(area(valid_from=AFTER, valid_to=BEFORE), ORDER_OF_DAYS)


def test_organisation_ends_after_it_begins():
    is_refused(office(valid_from=AFTER, valid_to=BEFORE), ORDER_OF_DAYS)


def test_department_ends_after_it_begins(saved):
    is_refused(Department(organisation=saved, name="Văn phòng", valid_from=AFTER, valid_to=BEFORE), ORDER_OF_DAYS)


def test_post_ends_after_it_begins(saved):
    post = Post(organisation=saved, person_name="An", title="GIÁM ĐỐC", capacity=Capacity.HEAD)
    post.valid_from, post.valid_to = AFTER, BEFORE
    is_refused(post, ORDER_OF_DAYS)


def test_area_code_is_given_once_at_a_time():
    area(code="44", valid_from=AFTER).save()
    is_refused(area(code="44", valid_from=AFTER, name="B"), "Mã này đã có ở cùng cấp và cùng ngày bắt đầu.")
    area(code="44", valid_from=BEFORE, name="B").save()
    area(name="C", valid_from=AFTER).save()
    area(name="D", valid_from=AFTER).save()


def test_area_parent_is_another():
    row = area()
    row.save()
    row.parent = row
    is_refused(row, "Một đơn vị không thể thuộc chính nó.")


def test_area_succession_is_said_once():
    old, new = area(), area(name="B")
    old.save()
    new.save()
    AreaSuccession.objects.create(old=old, new=new)
    is_refused(AreaSuccession(old=old, new=new), "Quan hệ kế tiếp giữa hai đơn vị này đã có.")


def test_area_succession_joins_two_areas():
    row = area()
    row.save()
    is_refused(AreaSuccession(old=row, new=row), "Một đơn vị không thể kế tiếp chính nó.")


def test_organisation_name_is_entered_once():
    office(valid_from=AFTER).save()
    is_refused(office(valid_from=AFTER), "Cơ quan này (cùng tên, cùng ngày bắt đầu) đã có.")
    office(valid_from=BEFORE).save()


def test_organisation_collective_has_a_name():
    is_refused(office(regime=Regime.COLLECTIVE), "Chế độ tập thể cần tên tập thể sau TM., ví dụ: ỦY BAN NHÂN DÂN.")


def test_organisation_superior_is_another(saved):
    saved.superior = saved
    is_refused(saved, "Cơ quan không thể là cấp trên của chính mình.")


def test_organisation_successor_is_another(saved):
    saved.successor = saved
    is_refused(saved, "Cơ quan không thể kế tục chính mình.")


def test_department_name_is_used_once(saved):
    Department.objects.create(organisation=saved, name="Văn phòng")
    is_refused(Department(organisation=saved, name="Văn phòng"), "Cơ quan này đã có phòng cùng tên.")


def test_post_stands_in_only_by_order(saved):
    post = Post(organisation=saved, person_name="An", title="PHÓ GIÁM ĐỐC", capacity=Capacity.DEPUTY)
    post.stands_in_for = "CHÁNH VĂN PHÒNG"
    is_refused(post, "Chỉ ghi «ký thay chức vụ» khi ký thừa lệnh (TL.).")


MANDATE = {"mandate": "Quyết định số 12/QĐ-SA ngày 05/01/2026", "mandate_from": BEFORE}


@pytest.mark.parametrize("capacity", [Capacity.BY_ORDER, Capacity.BY_MANDATE])
@pytest.mark.parametrize("missing", ["mandate", "mandate_from"])
def test_post_by_order_or_mandate_names_its_paper(saved, capacity, missing):
    post = Post(organisation=saved, person_name="An", title="CHÁNH VĂN PHÒNG", capacity=capacity, mandate_to=AFTER)
    for name, value in MANDATE.items():
        setattr(post, name, value if name != missing else Post._meta.get_field(name).get_default())
    is_refused(post, "Ký TL. hoặc TUQ. phải ghi văn bản giao quyền ký và ngày bắt đầu.")


def test_post_mandate_ends_on_a_day(saved):
    post = Post(organisation=saved, person_name="An", title="CHÁNH VĂN PHÒNG", capacity=Capacity.BY_MANDATE, **MANDATE)
    is_refused(post, "TUQ. phải có thời hạn: hãy ghi ngày hết hạn (Nghị định 30/2020, Điều 13).")


def test_post_mandate_ends_after_it_begins(saved):
    post = Post(organisation=saved, person_name="An", title="GIÁM ĐỐC", capacity=Capacity.HEAD)
    post.mandate_from, post.mandate_to = AFTER, BEFORE
    is_refused(post, "Ngày hết hạn giao quyền phải từ ngày bắt đầu trở đi.")


def test_recovery_code_is_made_once():
    account = User.objects.create_user("an")
    code = {"account": account, "digest": "0" * 64, "made_at": NOW}
    RecoveryCode.objects.create(**code)
    is_refused(RecoveryCode(**code), "Mã dự phòng này đã có.")


@pytest.mark.parametrize(
    ("first", "last", "day", "exists"),
    [
        (None, None, BEFORE, True),
        (AFTER, None, BEFORE, False),
        (AFTER, None, AFTER, True),
        (None, BEFORE, BEFORE, True),
        (None, BEFORE, AFTER, False),
    ],
)
def test_a_row_and_its_queryset_agree_on_what_exists(first, last, day, exists):
    row = office(valid_from=first, valid_to=last)
    row.save()
    assert (row.exists_on(day), Organisation.objects.existing_on(day).exists()) == (exists, exists)
