"""The registration of Tủa Chùa in a real browser: seats by rule, twelve lists by three ways, classes closed, lists on
paper, the totals as the plan says."""

import csv
import datetime
import io
import tomllib

import openpyxl
import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from documents.printing import pages_of
from organisations.enums import AreaLevel, Role
from organisations.models import Area, Organisation
from portal.examples import load_examples
from portal.examples.registration import FILE, offices
from tests.factories.trainings import a_person_of
from tests.flows.test_registering import paste
from trainings.enums import ClassState, RosterState
from trainings.models import Course, RosterList

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
END = datetime.date(2025, 6, 30)
NAMES = {
    "03217": ("Thị trấn", "Tủa Chùa"), "03220": ("Xã", "Huổi Só"), "03223": ("Xã", "Xín Chải"),
    "03226": ("Xã", "Tả Sìn Thàng"), "03229": ("Xã", "Lao Xả Phình"), "03232": ("Xã", "Tả Phìn"),
    "03235": ("Xã", "Tủa Thàng"), "03238": ("Xã", "Trung Thu"), "03241": ("Xã", "Sính Phình"),
    "03244": ("Xã", "Sáng Nhè"), "03247": ("Xã", "Mường Đun"), "03250": ("Xã", "Mường Báng"),
}  # fmt: skip
HEADS = ("TT", "Họ và tên", "Chức vụ", "Hưởng lương từ NSNN", "Không hưởng lương từ NSNN", "Ghi chú")
FAMILIES = ("Giàng", "Vàng", "Lò", "Mùa", "Thào", "Quàng", "Sùng", "Hạng", "Vừ", "Tráng", "Cứ", "Hờ")
WITH_FAULTS = [
    (1, "", "Trưởng thôn", "", "X", ""),
    (2, "Lò Văn Không Dấu", "Trưởng thôn", "", "", ""),
    (3, "Lò Văn Hai Dấu", "Công chức xã", "X", "X", ""),
    (4, "Lò Văn 123", "Trưởng thôn", "", "X", ""),
    (5, "Lò Văn Trùng", "Trưởng thôn", "", "X", ""),
    (6, "lò văn trùng", "Trưởng thôn", "", "X", ""),
]
"""Rows that must not get in: no name, no mark, two marks, figures in a name, one person twice."""


@pytest.fixture
def world(transactional_db):
    """The examples, the communes with counted villages, and an account for everybody."""
    told = tomllib.loads(FILE.read_text("utf-8"))
    district = Area.objects.create(code="098", level=AreaLevel.DISTRICT, kind="Huyện", name="Tủa Chùa", valid_to=END)
    for entry in told["communes"]:
        kind, name = NAMES[entry["code"]]
        counted = {"village_count": entry["villages"], "villages_counted_on": told["counted_on"]}
        Area.objects.create(
            code=entry["code"], level=AreaLevel.COMMUNE, kind=kind, name=name, parent=district, valid_to=END, **counted
        )
    for entry in told["communes"]:
        area = Area.objects.get(code=entry["code"])
        area.neighbours.add(*Area.objects.filter(code__in=entry["neighbours"]))
    load_examples(at=timezone.now())
    office = Organisation.objects.get(name="Ủy ban nhân dân huyện Tủa Chùa").successor
    registrars = {office.area.code: a_person_of(office, Role.REGISTRAR) for office in offices().values()}
    return {"organiser": a_person_of(office, Role.DRAFTER), "registrars": registrars}


FIRST = ["Páo", "Sinh", "Dế", "Chu", "Lồng", "Tủa", "Dua", "Mỷ", "Ban", "Xua"]
SECOND = ["Hừ", "Nủ", "Vảng", "Dơ", "Lử", "Pó", "Nhìa", "Chá", "Sở"]


def people(number: int, count: int) -> list[tuple]:
    """`count` invented people of the commune `number`, as rows of Phụ lục I."""
    rows = []
    for place in range(1, count + 1):
        name = f"{FAMILIES[number]} A {FIRST[place % 10]} {SECOND[place // 10]}"
        post, paid = ("Công chức văn hóa - xã hội", True) if place <= 9 else ("Trưởng thôn", False)
        rows.append((place, name, post, "X" if paid else "", "" if paid else "X", ""))
    return rows


def begin(page: Page) -> Course:
    """A course from the plan's activity, its four classes, seats by the rules that the plan's text names."""
    page.get_by_role("link", name="Tập huấn nâng cao năng lực thực hiện Chương trình").click()
    page.get_by_role("button", name="Lập khóa").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tập huấn nâng cao năng lực thực hiện Chương trình")
    course = Course.objects.get()
    assert course.area.code == "098"
    if not course.classes.exists():
        page.goto(f"/lop/khoa/{course.pk}/cac-lop/")
        page.get_by_role("button", name="Lập các lớp").click()
    page.goto(f"/lop/khoa/{course.pk}/chi-tieu/")
    page.get_by_role("button", name="Lưu quy tắc và tính chỉ tiêu").click()
    expect(page.locator("tfoot strong")).to_have_text("708")
    page.get_by_role("button", name="Chia đều vào các lớp").click()
    expect(page.locator("tfoot strong")).to_have_text("708")
    return course


def open_registration(page: Page, course: Course) -> None:
    page.goto(f"/lop/khoa/{course.pk}/dang-ky/")
    page.get_by_role("button", name="Lưu", exact=False).first.click()
    page.get_by_role("button", name="Mở đăng ký").click()
    expect(page.get_by_role("heading", name="Danh sách các đơn vị")).to_be_visible()


def typed(page: Page, rows: list[tuple]) -> None:
    """Paste the rows from Excel into the grid."""
    block = "\n".join("\t".join(map(str, row)) for row in [HEADS, *rows])
    paste(page, "tbody tr:nth-child(1) [data-field=full_name]", block)
    page.locator("#grid-state", has_text="Đã ghi hết").wait_for()


def on_our_form(page: Page, rows: list[tuple], folder) -> None:
    """Download the form made for the commune, fill it in, give it back."""
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải mẫu .xlsx").click()
    file = folder / "mau.xlsx"
    download.value.save_as(file)
    book = openpyxl.load_workbook(file)
    sheet = book.active
    head = next(row for row in sheet.iter_rows() if "Họ và tên" in [cell.value for cell in row])
    columns = {cell.value: cell.column for cell in head if cell.value}
    first = head[0].row + 1
    if str(sheet.cell(first, 1).value) == "1" and str(sheet.cell(first, 2).value) == "2":
        first += 1
    for place, row in enumerate(rows):
        for name, value in zip(HEADS[1:5], row[1:5], strict=True):
            sheet.cell(first + place, columns[name]).value = value
    book.save(file)
    give(page, file)


def with_own_columns(page: Page, rows: list[tuple], folder) -> None:
    """A .csv of the commune's own, with other heads in another order."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(["Chức danh", "STT", "Họ tên", "Không hưởng lương", "Hưởng lương"])
    writer.writerows([row[2], row[0], row[1], row[4], row[3]] for row in rows)
    file = folder / "danh-sach.csv"
    file.write_text(out.getvalue(), "utf-8-sig")
    give(page, file)


def give(page: Page, file) -> None:
    page.get_by_role("link", name="Nộp", exact=False).first.click()
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Kiểm tra tệp").click()
    page.get_by_role("button", name="dòng đúng", exact=False).click()
    expect(page.get_by_text("Đã ghi:", exact=False).first).to_be_visible()


def give_a_bad_file(page: Page, folder) -> None:
    """Every fault stands at its cell; nothing gets in before somebody says so."""
    book = openpyxl.Workbook()
    for row in [HEADS, *WITH_FAULTS]:
        book.active.append(row)
    file = folder / "loi.xlsx"
    book.save(file)
    page.get_by_role("link", name="Nộp", exact=False).first.click()
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Kiểm tra tệp").click()
    cells = page.locator(".upload-row-bad td[data-label='Ô']").all_inner_texts()
    assert {"B2", "B5", "B7"} <= set(cells)
    assert page.locator(".upload-figures dd").nth(1).inner_text() == "5"
    page.get_by_role("button", name="Bỏ tệp này").click()


def send(page: Page, roster: RosterList) -> None:
    page.goto(f"/dang-ky/{roster.pk}/")
    page.get_by_role("button", name="Gửi danh sách", exact=False).click()
    page.get_by_text("Đã gửi danh sách").wait_for()


def test_twelve_communes_register_by_three_ways(open_page, world, tmp_path):
    page = open_page(world["organiser"], path="/lop/moi/")
    course = begin(page)
    sizes = sorted(sum(share.seats for share in row.shares.all()) for row in course.classes.all())
    assert (sum(sizes), len(sizes), sizes[-1] - sizes[0] <= 15) == (708, 4, True)
    open_registration(page, course)

    rosters = RosterList.objects.select_related("share__area", "office").order_by("share__area__code")
    assert rosters.count() == 12
    for number, roster in enumerate(rosters):
        rows = people(number, roster.share.seats)
        registrar = open_page(world["registrars"][roster.share.area.code], path=f"/dang-ky/{roster.pk}/")
        if number == 1:
            give_a_bad_file(registrar, tmp_path)
            assert roster.enrolments.count() == 0
            registrar.goto(f"/dang-ky/{roster.pk}/")
        (typed if number % 3 == 0 else on_our_form if number % 3 == 1 else with_own_columns)(
            registrar, rows, *([] if number % 3 == 0 else [tmp_path])
        )
        send(registrar, roster)
        registrar.context.close()
    assert set(rosters.values_list("state", flat=True)) == {RosterState.SUBMITTED}

    page.goto(f"/lop/khoa/{course.pk}/dang-ky/")
    page.get_by_role("button", name="Tiếp nhận cả 12 danh sách đã gửi").click()
    expect(page.get_by_text("708/708 người")).to_be_visible()
    close_classes(page, course)
    read_the_papers(page, course)

    page.goto(f"/ke-hoach/{course.activity.plan_id}/")
    panel = page.locator("section", has_text="708 đại biểu; chỉ tiêu là 708: khớp").last
    panel.scroll_into_view_if_needed()
    expect(panel).to_be_visible()
    page.wait_for_load_state("networkidle")


def close_classes(page: Page, course: Course) -> None:
    for row in course.classes.all():
        page.goto(f"/lop/{row.pk}/")
        page.locator("summary", has_text="Chốt danh sách").click()
        page.get_by_role("button", name="Xác nhận chốt danh sách").click()
        expect(page.get_by_text("Đã chốt danh sách", exact=False).first).to_be_visible()
    assert set(course.classes.values_list("state", flat=True)) == {ClassState.CLOSED}


def read_the_papers(page: Page, course: Course) -> None:
    """Phụ lục I of every commune and the list of every class, as PDF."""
    for roster in RosterList.objects.filter(campaign__course=course):
        answer = page.request.get(f"/dang-ky/{roster.pk}/phu-luc/pdf/")
        assert answer.headers["content-type"] == "application/pdf"
        assert pages_of(answer.body()) >= 2
    for row in course.classes.all():
        page.goto(f"/lop/{row.pk}/")
        page.get_by_role("link", name="Giấy tờ", exact=True).last.click()
        href = page.get_by_role("link", name="PDF", exact=True).first.get_attribute("href")
        assert page.request.get(href).body().startswith(b"%PDF")
