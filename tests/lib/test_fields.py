import unicodedata
from datetime import date

import pytest
from django import forms
from django.db import connection
from django.db.migrations.writer import MigrationWriter

from lib.fields import CleanCharField, CleanTextField, DayField, RowsField, SearchKeyField, conversion_notice
from organisations.enums import AreaLevel
from organisations.models import Area, Organisation
from plans.enums import DocumentKind
from plans.models import LegalDocument

NFD_NAME = unicodedata.normalize("NFD", "  Quảng\u00a0Trị ")
OLD_NAME = "Uû ban nh©n d©n huyÖn Tña Chïa"


def area(**fields) -> Area:
    return Area(**{"level": AreaLevel.PROVINCE, "kind": "Tỉnh", "name": NFD_NAME, "code": "45"} | fields)


class AreaForm(forms.ModelForm):
    class Meta:
        model = Area
        fields = ["kind", "name"]


class OrganisationForm(forms.ModelForm):
    class Meta:
        model = Organisation
        fields = ["name", "letterhead"]


@pytest.mark.django_db
def test_text_is_stored_clean_by_save_and_bulk_create():
    area(code="1").save()
    Area.objects.bulk_create([area(code="2")])
    assert list(Area.objects.values_list("name", "search_key")) == [
        ("Quảng Trị", "tinh quang tri 1"),
        ("Quảng Trị", "tinh quang tri 2"),
    ]


@pytest.mark.django_db
def test_lookups_are_clean_too():
    area().save()
    assert Area.objects.filter(name=NFD_NAME).count() == 1


@pytest.mark.django_db
def test_key_is_saved_where_update_fields_names_it():
    row = area()
    row.save()
    row.name = "Đà Nẵng"
    row.save(update_fields=["name", "search_key"])
    assert Area.objects.get().search_key == row.search_key == "tinh da nang 45"


@pytest.mark.django_db
def test_key_follows_update_or_create():
    area().save()
    Area.objects.update_or_create(code="45", defaults={"name": "Đà Nẵng"})
    assert Area.objects.get().search_key == "tinh da nang 45"


@pytest.mark.django_db
def test_key_of_dates_and_blanks():
    document = LegalDocument(
        kind=DocumentKind.DECISION, reference="90/QĐ-TTg", issued_on=date(2022, 1, 18), summary="phê duyệt"
    )
    document.save()
    assert LegalDocument.objects.get().identity.split() == ["quyet", "dinh", "90/qd-ttg", "2022-01-18"]


@pytest.mark.parametrize(
    "field",
    [
        CleanCharField("tên", max_length=20),
        CleanTextField("nội dung", blank=True),
        SearchKeyField(sources=("name", "code")),
    ],
)
def test_fields_are_written_into_migrations(field):
    _, _, args, kwargs = field.deconstruct()
    again = type(field)(*args, **kwargs)
    assert again.deconstruct()[1:] == field.deconstruct()[1:]
    assert MigrationWriter.serialize(field)[0].startswith(f"lib.fields.{type(field).__name__}(")
    assert field.db_type(connection) == again.db_type(connection)


def test_form_counts_letters_after_composing_them():
    form = AreaForm({"kind": "Tỉnh", "name": unicodedata.normalize("NFD", "ế" * 120)})
    assert form.is_valid()
    assert form.cleaned_data["name"] == "ế" * 120


def test_form_converts_old_text_and_says_so():
    form = OrganisationForm({"name": OLD_NAME, "letterhead": "ÑOÄC LAÄP\nTÖÏ DO"})
    assert form.is_valid()
    assert form.instance.name == "Uỷ ban nhân dân huyện Tủa Chùa"
    assert form.instance.letterhead == "ĐỘC LẬP\nTỰ DO"
    assert conversion_notice(form) == (
        "Đã chuyển chữ kiểu cũ (TCVN3 và VNI) sang Unicode ở «Tên đầy đủ», «Tên trên đầu văn bản». "
        "Hãy đọc lại trước khi dùng."
    )


def test_form_says_nothing_about_unicode_text():
    form = OrganisationForm({"name": "Ủy ban nhân dân tỉnh", "letterhead": "ỦY BAN NHÂN DÂN"})
    assert form.is_valid()
    assert conversion_notice(form) == ""


def test_form_with_a_mistake_shows_what_was_typed():
    form = AreaForm({"kind": "", "name": OLD_NAME + " " * 3})
    assert list(form.errors) == ["kind"]
    assert form["name"].value() == OLD_NAME + " " * 3


def test_text_of_invisible_characters_is_empty():
    form = AreaForm({"kind": "Tỉnh", "name": "\u200b\x00 \u00ad"})
    assert list(form.errors) == ["name"]


def test_null_characters_are_dropped():
    form = AreaForm({"kind": "Tỉnh", "name": "Hà\x00 Nội"})
    assert form.is_valid()
    assert form.cleaned_data["name"] == "Hà Nội"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("31/02/2024", "Không có ngày này. Hãy viết như 05/3/2026."),
        ("01/01/0000", "Không có ngày này. Hãy viết như 05/3/2026."),
        ("31/12/1899", "Năm phải từ 1900 đến 2100. Hãy viết như 05/3/2026."),
        ("9999-12-31", "Năm phải từ 1900 đến 2100. Hãy viết như 05/3/2026."),
    ],
)
def test_days_that_no_plan_can_have_are_refused(typed, sentence):
    with pytest.raises(forms.ValidationError) as refused:
        DayField().clean(typed)
    assert refused.value.messages == [sentence]


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["9223372036854775808", "9" * 5000, "-1", "a\x00b", "²", "", "987654"])
def test_ids_that_no_row_can_have_are_refused_like_those_of_other_rows(key):
    with pytest.raises(forms.ValidationError) as refused:
        RowsField(Area.objects.all()).clean([key])
    assert refused.value.messages == ["Có lựa chọn không còn trong danh sách: hãy tải lại trang."]
