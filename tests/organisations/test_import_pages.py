"""Importing and exporting through the admin: preview, confirmation, rights, and files of all sorts."""

import io

import pytest
import tablib
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from lib.sheet_formats import MAX_BYTES, Csv, Xlsx
from organisations.models import Area, User

pytestmark = pytest.mark.django_db

HEADINGS = ["Cấp", "Mã", "Loại", "Tên"]
IMPORT = "admin:organisations_area_import"
CONFIRM = "admin:organisations_area_process_import"
EXPORT = "admin:organisations_area_export"
LIST = "admin:organisations_area_changelist"


@pytest.fixture
def keeper(client):
    client.force_login(User.objects.create_superuser("quantri", reads_all_papers=True))
    return client


def sheet(*rows, headings=HEADINGS, file=Xlsx) -> SimpleUploadedFile:
    data = file().export_data(tablib.Dataset(*rows, headers=headings))
    return SimpleUploadedFile(f"xa.{file().get_extension()}", data)


def preview(client, upload):
    return client.post(reverse(IMPORT), {"import_file": upload, "resource": "0"})


def confirmation(page) -> dict:
    return {field.name: field.value() for field in page.context["confirm_form"]}


def said(page) -> list[str]:
    return [str(message) for message in page.context["messages"]]


@pytest.mark.parametrize("file", [Xlsx, Csv])
def test_preview_writes_nothing_confirmation_writes_and_leaves_a_trace(file, keeper):
    Area.objects.create(level=1, code="20", kind="Tỉnh", name="Lạng Sơn")
    page = preview(
        keeper, sheet(["Cấp tỉnh", "11", "Tỉnh", "Điện Biên"], ["Cấp tỉnh", "20", "Tỉnh", "Lạng Sơn"], file=file)
    )
    assert [(row.sheet_row, row.import_type) for row in page.context["shown_rows"]] == [(2, "new")]
    assert Area.objects.count() == 1
    done = keeper.post(reverse(CONFIRM), confirmation(page), follow=True)
    assert said(done) == ["Đã nhập: 1 dòng mới, 0 dòng sửa, 1 dòng giữ nguyên."]
    row = Area.objects.get(code="11")
    assert (row.name, row.search_key) == ("Điện Biên", "tinh dien bien 11")
    history = keeper.get(reverse("admin:organisations_area_history", args=[row.pk])).content.decode()
    assert "Thêm mới bằng nhập từ Excel" in history


def test_confirming_twice_writes_once(keeper):
    page = preview(keeper, sheet(["Cấp tỉnh", "11", "Tỉnh", "Điện Biên"]))
    keeper.post(reverse(CONFIRM), confirmation(page))
    again = keeper.post(reverse(CONFIRM), confirmation(page), follow=True)
    assert said(again)[-1] == "Tệp này đã được nhập rồi, hoặc đã hết hạn: nếu cần, hãy chọn lại tệp."
    assert Area.objects.count() == 1


@pytest.mark.parametrize(
    "tampering",
    [
        {"import_file_name": "../../etc/passwd"},
        {"import_file_name": ""},
        {"format": "7"},
        {"format": "x"},
        {"original_file_name": ""},
    ],
)
def test_a_confirmation_that_was_tampered_with_is_refused(tampering, keeper):
    page = preview(keeper, sheet(["Cấp tỉnh", "11", "Tỉnh", "Điện Biên"]))
    answer = keeper.post(reverse(CONFIRM), confirmation(page) | tampering)
    assert (answer.status_code, answer.headers["Location"]) == (302, reverse(IMPORT))
    assert Area.objects.count() == 0


def test_a_table_that_changed_between_preview_and_confirmation_is_checked_again(keeper):
    above = Area.objects.create(level=1, code="11", kind="Tỉnh", name="Điện Biên")
    page = preview(keeper, sheet(["Cấp xã", "03217", "Xã", "Tủa Chùa", "11"], headings=[*HEADINGS, "Thuộc"]))
    above.delete()
    done = keeper.post(reverse(CONFIRM), confirmation(page), follow=True)
    assert said(done) == ["Danh mục vừa thay đổi nên tệp không còn đúng, chưa nhập dòng nào: hãy chọn lại tệp."]
    assert Area.objects.count() == 0


def test_errors_are_shown_at_their_row_and_cannot_be_confirmed(keeper):
    page = preview(keeper, sheet(["Cấp tỉnh", "11", "Tỉnh", "Điện Biên"], ["Cấp tỉnh", "12", "", "Lai Châu"]))
    text = page.content.decode()
    assert "<td>3</td>" in text
    assert "<li><b>Loại:</b> Mục này không được để trống.</li>" in text
    assert "confirm_form" not in page.context


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        (
            "a.xls",
            b"\xd0\xcf\x11\xe0",
            "Đây là tệp Excel kiểu cũ (.xls): hãy mở ra và lưu lại thành .xlsx rồi gửi lại.",
        ),
        ("a.docx", b"xin chao", "Chỉ nhận tệp .xlsx hoặc .csv: hãy lưu bảng thành một trong hai kiểu này."),
        ("a.xlsx", b"PK\x03\x04", "Tệp .xlsx này hỏng: hãy mở bằng Excel và lưu lại."),
        ("a.csv", b"", "Tệp này rỗng: hãy chọn tệp khác."),
        ("a.csv", b"a" * (MAX_BYTES + 1), "Tệp lớn hơn 5 MB: hãy chia thành nhiều tệp."),
        (
            "a.csv",
            "Cấp,Tên\n".encode() + b"\xe0\xe1",
            "Chữ trong tệp CSV không phải UTF-8: trong Excel, chọn Lưu thành «CSV UTF-8», hoặc gửi tệp .xlsx.",
        ),
        ("a.csv", "Cấp,Mã,Loại,Tên\n".encode(), "Dưới dòng tên cột chưa có dòng nào để nhập."),
    ],
)
def test_unusable_files_get_a_sentence(name, data, sentence, keeper):
    page = preview(keeper, SimpleUploadedFile(name, data))
    assert page.context["form"].errors["import_file"] == [sentence]


def test_no_file_gets_a_sentence(keeper):
    page = keeper.post(reverse(IMPORT), {"x": "y"})
    assert page.context["form"].errors["import_file"] == ["Hãy chọn tệp cần nhập."]


def test_script_in_a_cell_stays_text(keeper):
    page = preview(keeper, sheet(["Cấp tỉnh", "11", "Tỉnh", "<script>alert(1)</script>"]))
    assert "<script>alert(1)</script>" not in page.content.decode()
    bad = preview(keeper, sheet(["<script>alert(1)</script>", "11", "Tỉnh", "A"]))
    assert "<script>alert(1)</script>" not in bad.content.decode()


@pytest.mark.parametrize(("index", "file"), [("0", Xlsx), ("1", Csv)])
def test_export_holds_what_the_list_shows(index, file, keeper):
    Area.objects.create(level=1, code="11", kind="Tỉnh", name="Điện Biên")
    Area.objects.create(level=1, code="20", kind="Tỉnh", name="Lạng Sơn")
    response = keeper.post(f"{reverse(EXPORT)}?q=dien", {"format": index})
    assert response.headers["Content-Disposition"].startswith('attachment; filename="area-')
    exported = file().create_dataset(response.content)
    assert exported["Tên"] == ["Điện Biên"]


def test_export_takes_a_constant_number_of_queries(keeper, django_assert_max_num_queries):
    top = Area.objects.create(level=1, code="11", kind="Tỉnh", name="Điện Biên")
    for number in range(40):
        Area.objects.create(level=3, code=f"{number:05}", kind="Xã", name=f"Xã {number}", parent=top)
    with django_assert_max_num_queries(8):
        keeper.post(reverse(EXPORT), {"format": "0"})


@pytest.mark.parametrize(
    ("rights", "may_import", "may_export"),
    [
        (["view_area"], 403, 200),
        (["view_area", "add_area"], 403, 200),
        (["view_area", "change_area"], 403, 200),
        (["view_area", "add_area", "change_area"], 200, 200),
    ],
)
def test_importing_needs_the_rights_to_add_and_to_change(rights, may_import, may_export, client):
    user = User.objects.create_user("canbo", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=rights))
    client.force_login(user)
    assert client.get(reverse(IMPORT)).status_code == may_import
    assert client.post(reverse(CONFIRM), {}).status_code == (302 if may_import == 200 else 403)
    assert client.get(reverse(EXPORT)).status_code == may_export
    assert ("Nhập từ Excel" in client.get(reverse(LIST)).content.decode()) == (may_import == 200)


def test_a_file_is_found_again_after_its_pointer_moved(keeper):
    """Previews read the start of the file to see its format; nothing of it may get lost."""
    data = Csv().export_data(tablib.Dataset(["Cấp tỉnh", "11", "Tỉnh", "Điện Biên"], headers=HEADINGS))
    upload = io.BytesIO(data)
    upload.name = "xa.csv"
    assert preview(keeper, upload).context["result"].totals["new"] == 1
