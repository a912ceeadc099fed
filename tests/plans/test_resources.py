"""Spreadsheets of legal documents and programmes: out and in again, errors at their row of the sheet."""

from datetime import date

import pytest
import tablib
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from lib.sheet_formats import Csv, Xlsx
from plans.models import LegalDocument, Programme
from plans.resources import LegalDocumentResource, ProgrammeResource
from tests.factories.plans import a_document, a_user

pytestmark = pytest.mark.django_db

DOCUMENT = ["Tên loại", "Số, ký hiệu", "Ngày ban hành", "Cơ quan ban hành", "Trích yếu"]
DECISION = ["quyết định", "90/QĐ-TTg", "18/01/2022", "Thủ tướng Chính phủ", "phê duyệt Chương trình"]
LAW = ["Luật", "", date(2015, 6, 19), "", "Tổ chức chính quyền địa phương"]
NODE = ["Cấp", "Tên", "Tên gọi tắt", "Thuộc", "Từ năm", "Đến năm"]
TOP = ["Chương trình", "Giảm nghèo bền vững", "", "", 2021, 2025]
PROJECT = ["dự án, nội dung thành phần", "Nâng cao năng lực", "Dự án 7", "Giảm nghèo bền vững", "2021", "2025"]
SUB = ["Tiểu dự án", "Giám sát, đánh giá", "Tiểu dự án 2", "Dự án 7", 2021, 2025]


def imported(resource, headings, *rows):
    return resource().import_data(tablib.Dataset(*rows, headers=headings), rollback_on_validation_errors=True)


def complaints(result):
    return {row.number + 1: row.error.message_dict for row in result.invalid_rows}


def test_documents_are_found_again_instead_of_entered_twice():
    result = imported(LegalDocumentResource, DOCUMENT, DECISION, LAW)
    assert (complaints(result), result.totals["new"]) == ({}, 2)
    decision = LegalDocument.objects.get(reference="90/QĐ-TTg")
    assert (decision.kind, decision.issued_on) == ("Quyết định", date(2022, 1, 18))
    again = imported(LegalDocumentResource, DOCUMENT, [*DECISION[:4], "phê duyệt khác"], LAW)
    assert (again.totals["new"], again.totals["update"], again.totals["skip"]) == (0, 1, 1)
    decision.refresh_from_db()
    assert decision.summary == "phê duyệt khác"
    assert list(LegalDocument.objects.same_as(LegalDocument(**{
        "kind": "Quyết định", "reference": "90/qđ-ttg", "issued_on": date(2022, 1, 18), "issuer": "Thủ tướng chính phủ",
    }))) == [decision]  # fmt: skip


@pytest.mark.parametrize("file", [Xlsx, Csv])
def test_documents_come_back_as_they_went_out(file):
    newer = a_document(reference="91/QĐ-TTg", summary="<b>phê duyệt</b>\n=1+1")
    a_document(reference="90/QĐ-TTg", replaced_by=newer, in_force_to=date(2023, 1, 1))
    a_document(kind="Luật", reference="", issuer="", summary="Đất đai")
    before = list(LegalDocument.objects.order_by("pk").values())
    sheet = file().create_dataset(file().export_data(LegalDocumentResource().export()))
    result = LegalDocumentResource().import_data(sheet, rollback_on_validation_errors=True)
    assert (complaints(result), result.totals["skip"]) == ({}, 3)
    assert list(LegalDocument.objects.order_by("pk").values()) == before


def test_wrong_documents_are_said_at_their_row_and_none_is_entered():
    result = imported(
        LegalDocumentResource,
        [*DOCUMENT, "Bị thay thế bởi"],
        [*DECISION, ""],
        ["Quyết định", "", "18/01/2022", "Thủ tướng", "không có số", ""],
        ["Thư tay", "1/TT", "", "", "loại lạ", ""],
        ["Quyết định", "2/QĐ", "31/02/2022", "", "ngày lạ", ""],
        ["Quyết định", "3/QĐ", "", "", "", ""],
        [*DECISION, ""],
        ["Quyết định", "4/QĐ", "", "", "thay thế lạ", "99/QĐ"],
    )
    found = complaints(result)
    assert {row: list(columns) for row, columns in found.items()} == {
        3: ["Số, ký hiệu"],
        4: ["Tên loại"],
        5: ["Ngày ban hành"],
        6: ["Trích yếu"],
        7: ["Dòng này"],
        8: ["Bị thay thế bởi"],
    }
    assert found[7] == {"Dòng này": ["Trùng với dòng 2."]}
    assert LegalDocument.objects.count() == 0


def test_a_programme_tree_comes_in_from_one_sheet():
    result = imported(ProgrammeResource, NODE, SUB, TOP, PROJECT)
    assert (complaints(result), result.totals["new"]) == ({}, 3)
    sub = Programme.objects.get(level=4)
    assert (sub.parent.short_name, sub.parent.parent.name, sub.position) == ("Dự án 7", "Giảm nghèo bền vững", 1)
    again = imported(ProgrammeResource, NODE, SUB, TOP, PROJECT)
    assert (again.totals["new"], again.totals["skip"]) == (0, 3)


def test_programmes_come_back_as_they_went_out():
    imported(ProgrammeResource, NODE, TOP, PROJECT, SUB)
    Programme.objects.filter(level=1).update(approved_by=a_document())
    before = list(Programme.objects.order_by("pk").values())
    result = ProgrammeResource().import_data(ProgrammeResource().export(), rollback_on_validation_errors=True)
    assert (complaints(result), result.totals["skip"]) == ({}, 3)
    assert list(Programme.objects.order_by("pk").values()) == before


def test_wrong_programmes_are_said_at_their_row():
    result = imported(
        ProgrammeResource, NODE, TOP, [*PROJECT[:3], "Chương trình lạ", 2021, 2025], [*SUB[:3], "", 2025, 2021]
    )
    assert complaints(result) == {
        3: {"Thuộc": ["Chưa có «Chương trình lạ»: hãy ghi đúng mã hoặc tên, hoặc thêm dòng đó vào tệp."]},
        4: {"Đến năm": ["Năm kết thúc phải từ năm bắt đầu trở đi."]},
    }
    assert Programme.objects.count() == 0


def test_documents_are_imported_and_exported_through_the_admin(client):
    client.force_login(a_user(is_staff=True))
    sheet = tablib.Dataset(DECISION, LAW, headers=DOCUMENT)
    upload = SimpleUploadedFile("van-ban.xlsx", Xlsx().export_data(sheet))
    page = client.post(reverse("admin:plans_legaldocument_import"), {"import_file": upload, "format": ""})
    confirm = page.context["confirm_form"]
    assert LegalDocument.objects.count() == 0
    response = client.post(reverse("admin:plans_legaldocument_process_import"), confirm.initial)
    assert (response.status_code, LegalDocument.objects.count()) == (302, 2)
    out = client.post(reverse("admin:plans_legaldocument_export"), {"format": "0"})
    assert len(Xlsx().create_dataset(out.content)) == 2


def test_who_may_only_read_imports_nothing(client):
    client.force_login(a_user(may=["view"], is_staff=True))
    assert client.get(reverse("admin:plans_legaldocument_import")).status_code == 403
    assert client.get(reverse("admin:plans_programme_import")).status_code == 403
