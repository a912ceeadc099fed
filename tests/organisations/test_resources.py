"""Spreadsheets of areas and organisations: out and in again, errors at their row of the sheet."""

from datetime import date

import pytest
import tablib

from lib.sheet_formats import Csv, Xlsx
from organisations.area_data import load_areas
from organisations.enums import AreaLevel
from organisations.models import Area, Organisation
from organisations.resources import AreaResource, OrganisationResource

pytestmark = pytest.mark.django_db

AREA = ["Cấp", "Mã", "Loại", "Tên", "Thuộc", "Có từ ngày", "Đến hết ngày", "Văn bản quy định"]
OFFICE = ["Tên đầy đủ", "Tên trên đầu văn bản", "Tên khi là cơ quan chủ quản", "Chữ viết tắt", "Cơ quan cấp trên"]
OFFICE += ["In cơ quan chủ quản", "Địa danh", "Chế độ làm việc", "Tên tập thể", "Chức vụ người đứng đầu"]
OFFICE += ["Chức vụ cấp phó", "Cách đánh số", "Địa bàn", "Có từ ngày", "Đến hết ngày", "Cơ quan kế tục"]
ONE_SERIES = "Một dãy số cho mọi loại văn bản"
COMMITTEE = ["Ủy ban nhân dân tỉnh Lạng Sơn", "ỦY BAN NHÂN DÂN\nTỈNH LẠNG SƠN", "UBND TỈNH LẠNG SƠN", "UBND", ""]
COMMITTEE += ["Không", "Lạng Sơn", "Tập thể (ký TM.)", "ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "PHÓ CHỦ TỊCH", ONE_SERIES]
COMMITTEE += ["", "", "", ""]
BOARD = ["Ban Dân tộc tỉnh Lạng Sơn", "Ban Dân tộc", "Ban Dân tộc", "bdt", "UBND tỉnh Lạng Sơn"]
BOARD += ["có", "Lạng Sơn", "thủ trưởng", "", "Trưởng ban", "Phó Trưởng ban", ONE_SERIES]
BOARD += ["", "", "28/02/2025", "Sở Dân tộc và Tôn giáo tỉnh Lạng Sơn"]
HEIR = ["Sở Dân tộc và Tôn giáo tỉnh Lạng Sơn", "Sở Dân tộc và Tôn giáo", "Sở DTTG", "SDTTG", "UBND TỈNH LẠNG SƠN"]
HEIR += ["x", "Lạng Sơn", "Thủ trưởng", "", "Giám đốc", "Phó Giám đốc", ONE_SERIES, "", date(2025, 3, 1), "", ""]


def imported(resource, headings, *rows, dry_run=False):
    return resource().import_data(
        tablib.Dataset(*rows, headers=headings), dry_run=dry_run, rollback_on_validation_errors=True
    )


def complaints(result):
    """What the preview says: {row of the sheet: {heading: sentences}}."""
    return {row.number + 1: row.error.message_dict for row in result.invalid_rows}


@pytest.fixture
def provinces():
    old = Area.objects.create(level=1, code="44", kind="Tỉnh", name="Quảng Trị", valid_to=date(2025, 6, 30))
    new = Area.objects.create(level=1, code="44", kind="Tỉnh", name="Quảng Trị", valid_from=date(2025, 7, 1))
    return old, new


@pytest.mark.parametrize("file", [Xlsx, Csv])
def test_areas_come_back_as_they_went_out(file):
    load_areas()
    before = list(Area.objects.order_by("pk").values())
    sheet = file().create_dataset(file().export_data(AreaResource().export()))
    result = AreaResource().import_data(sheet, rollback_on_validation_errors=True)
    assert (complaints(result), [str(error.error) for error in result.base_errors]) == ({}, [])
    assert dict(result.totals) == {"new": 0, "update": 0, "delete": 0, "skip": 4131, "error": 0, "invalid": 0}
    assert list(Area.objects.order_by("pk").values()) == before


@pytest.mark.parametrize("file", [Xlsx, Csv])
def test_all_areas_into_an_empty_database_with_the_same_rows(file):
    load_areas()
    columns = ["level", "code", "kind", "name", "parent__name", "valid_from", "valid_to", "act", "search_key"]
    before = sorted(Area.objects.values_list(*columns), key=str)
    sheet = file().create_dataset(file().export_data(AreaResource().export()))
    Area.objects.update(parent=None)
    Area.objects.all().delete()
    result = AreaResource().import_data(sheet, rollback_on_validation_errors=True)
    assert (complaints(result), result.totals["new"]) == ({}, 4131)
    assert sorted(Area.objects.values_list(*columns), key=str) == before


def test_importing_areas_takes_a_constant_number_of_queries(provinces, django_assert_max_num_queries):
    def rows(start, count):
        return [["Cấp xã", f"{start + n:05}", "Xã", f"Xã thử {n}", "44", "01/7/2025", "", ""] for n in range(count)]

    for start, count in [(10000, 1), (20000, 60)]:
        with django_assert_max_num_queries(12):
            assert imported(AreaResource, AREA, *rows(start, count)).totals["new"] == count


def test_parent_is_the_one_of_that_time(provinces):
    old, new = provinces
    imported(
        AreaResource,
        AREA,
        ["Cấp xã", "20001", "Xã", "Nay", "Quảng Trị", "01/7/2025", "", ""],
        ["Cấp huyện (đến 30/6/2025)", "461", "Thành phố", "Đông Hà", "44", "", "30/6/2025", ""],
    )
    assert dict(Area.objects.exclude(level=1).values_list("name", "parent")) == {"Nay": new.pk, "Đông Hà": old.pk}


def test_codes_typed_as_numbers_get_their_zeros_back():
    imported(AreaResource, AREA, ["Cấp tỉnh", 1, "Thành phố", "Hà Nội", "", "", "", ""])
    assert list(Area.objects.values_list("code", "search_key")) == [("01", "thanh pho ha noi 01")]


def test_headings_are_known_without_accents_and_case(provinces):
    result = imported(AreaResource, ["cap", "MA", "loại ", "Ten"], ["cấp tỉnh", "44", "Tỉnh", "Quảng Trị cũ"])
    assert result.totals["update"] == 1


def test_columns_not_in_the_file_stay(provinces):
    Area.objects.filter(valid_to=None).update(act="Nghị quyết 202/2025/QH15")
    headings = ["Cấp", "Mã", "Tên", "Có từ ngày"]
    assert imported(AreaResource, headings, ["Cấp tỉnh", "44", "Quảng Trị mới", "01/7/2025"]).totals["update"] == 1
    row = Area.objects.get(valid_to=None)
    assert (row.name, row.act, row.search_key) == ("Quảng Trị mới", "Nghị quyết 202/2025/QH15", "tinh quang tri moi 44")


def test_errors_stand_at_their_row_in_vietnamese_and_nothing_is_written(provinces):
    result = imported(
        AreaResource,
        AREA,
        ["Cấp xã", "20001", "Xã", "Đúng", "44", "", "", ""],
        ["", "", "", "", "", "", "", ""],
        ["cấp phường", "20002", "Xã", "", "44", "31/6/2025", "mai", ""],
        ["Cấp xã", "20003", "Xã", "Lạc", "Atlantis", "01/7/2025", "01/6/2025", ""],
        ["Cấp xã", "20001", "Xã", "Lặp", "44", "", "", ""],
        ["Cấp tỉnh", "99", "Tỉnh", "Ngược", "20001", "", "", ""],
    )
    levels = "Cấp tỉnh; Cấp huyện (đến 30/6/2025); Cấp xã; Thôn, bản, tổ dân phố"
    day = "hãy viết như 05/01/2020 hoặc ngày 05 tháng 01 năm 2020."
    assert complaints(result) == {
        4: {
            "Cấp": [f"Không hiểu «cấp phường»: hãy ghi một trong: {levels}."],
            "Tên": ["Mục này không được để trống."],
            "Có từ ngày": ["Không có ngày 31 tháng 6: tháng 6 năm 2025 có 30 ngày."],
            "Đến hết ngày": [f"Không đọc được ngày «mai»: {day}"],
        },
        5: {
            "Thuộc": ["Chưa có «Atlantis»: hãy ghi đúng mã hoặc tên, hoặc thêm dòng đó vào tệp."],
            "Đến hết ngày": ["Ngày kết thúc phải từ ngày bắt đầu trở đi."],
        },
        6: {"Dòng này": ["Trùng với dòng 2."]},
        7: {"Thuộc": ["Xã Đúng không ở cấp trên của đơn vị này."]},
    }
    assert Area.objects.filter(level=AreaLevel.COMMUNE).count() == 0


@pytest.mark.parametrize(
    ("headings", "sentence"),
    [
        (["Cấp", "Tên", "Mã bưu điện"], "Không có cột «Mã bưu điện». Các cột là: "),
        (["Cấp", "Tên", "TÊN"], "Cột «Tên» có hai lần: hãy bỏ bớt một cột."),
        (["Cấp", "Mã"], "Thiếu cột «Tên». Các cột là: "),
    ],
)
def test_wrong_headings_are_said_once(headings, sentence):
    result = imported(AreaResource, headings, ["1"] * len(headings))
    [error] = result.base_errors
    assert str(error.error).startswith(sentence)


def test_organisations_name_each_other_inside_one_file():
    result = imported(OrganisationResource, OFFICE, BOARD, HEIR, COMMITTEE)
    assert (complaints(result), result.totals["new"]) == ({}, 3)
    board = Organisation.objects.get(symbol="BDT")
    assert (board.superior.symbol, board.successor.symbol, board.letterhead) == ("UBND", "SDTTG", "BAN DÂN TỘC")
    assert (board.head_title, board.search_key) == ("TRƯỞNG BAN", "ban dan toc tinh lang son ban dan toc bdt")


@pytest.mark.parametrize("file", [Xlsx, Csv])
def test_organisations_come_back_as_they_went_out(file):
    imported(OrganisationResource, OFFICE, BOARD, HEIR, COMMITTEE)
    before = list(Organisation.objects.order_by("pk").values())
    sheet = file().create_dataset(file().export_data(OrganisationResource().export()))
    assert OrganisationResource().import_data(sheet).totals["skip"] == 3
    assert list(Organisation.objects.order_by("pk").values()) == before


def test_rules_of_organisations_are_said_at_the_row():
    collective = ["Ban A", *COMMITTEE[1:]]
    collective[OFFICE.index("Tên tập thể")] = ""
    loop = ["Ban B", "BAN B", "Ban B", "BB", "Ban B", *COMMITTEE[5:]]
    result = imported(OrganisationResource, OFFICE, collective, loop)
    assert complaints(result) == {
        2: {"Tên tập thể": ["Chế độ tập thể cần tên tập thể sau TM., ví dụ: ỦY BAN NHÂN DÂN."]},
        3: {"Cơ quan cấp trên": ["Cơ quan không thể là cấp trên của chính mình."]},
    }


def test_a_trial_run_writes_nothing():
    assert imported(OrganisationResource, OFFICE, COMMITTEE, dry_run=True).totals["new"] == 1
    assert Organisation.objects.count() == 0


def test_villages_are_imported_with_the_day_they_were_counted_on():
    Area.objects.create(level=3, code="03247", kind="Xã", name="Mường Đun", valid_to=date(2025, 6, 30))
    headings = ["Cấp", "Mã", "Tên", "Đến hết ngày", "Số thôn, bản", "Đếm ngày"]
    row = ["Cấp xã", "3247", "Mường Đun", "30/6/2025", 8, "02/01/2024"]
    assert imported(AreaResource, headings, row).totals["update"] == 1
    area = Area.objects.get()
    assert (area.village_count, area.villages_counted_on) == (8, date(2024, 1, 2))
    sheet = AreaResource().export()
    assert (sheet["Số thôn, bản"], sheet["Đếm ngày"]) == ([8], [date(2024, 1, 2)])
    sentence = "Số thôn, bản phải kèm ngày đếm: số này thay đổi theo thời gian."
    undated = imported(AreaResource, headings, [*row[:4], 9, ""])
    assert complaints(undated) == {2: {"Đếm ngày": [sentence]}}
    assert list(complaints(imported(AreaResource, headings, [*row[:4], "tám", "02/01/2024"]))[2]) == ["Số thôn, bản"]
