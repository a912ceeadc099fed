import datetime

import pytest

from organisations.models import Department, Organisation, Post
from plans.models import LegalDocument, Plan, PlanAppendix
from plans.validity import appendix_faults, column_widths, legal_document_faults, office_fault, plan_faults

OFFICE = Organisation(
    pk=1, name="Ban Dân tộc", valid_from=datetime.date(2005, 1, 15), valid_to=datetime.date(2025, 2, 28)
)


@pytest.mark.parametrize(
    ("year", "month", "day", "exists"),
    [
        (2025, None, None, True),
        (2025, 2, None, True),
        (2025, 2, 28, True),
        (2025, 3, None, False),
        (2025, 3, 1, False),
        (2026, None, None, False),
        (2005, 1, None, True),
        (2005, 1, 14, False),
        (2004, None, None, False),
    ],
)
def test_an_office_writes_only_while_it_exists(year, month, day, exists):
    assert (office_fault(OFFICE, year, month, day) == "") is exists


def test_the_heir_is_named():
    heir = Organisation(name="Sở Dân tộc và Tôn giáo")
    gone = Organisation(name="Ban Dân tộc", valid_to=datetime.date(2025, 2, 28), successor=heir)
    assert office_fault(gone, 2026, None, None) == (
        "Ban Dân tộc chỉ tồn tại đến 28/02/2025; cơ quan kế tục: Sở Dân tộc và Tôn giáo. "
        "Hãy chọn cơ quan tồn tại vào ngày của kế hoạch, hoặc sửa ngày."
    )
    assert "chưa ghi cơ quan kế tục" in office_fault(OFFICE, 2026, None, None)


def test_a_plan_without_fault_has_none():
    department = Department(organisation_id=1, name="Phòng")
    signer = Post(organisation_id=1, person_name="Lý Văn Khi", title="TRƯỞNG BAN")
    plan = Plan(organisation=OFFICE, dated_year=2024, department=department, signer=signer, recipients="Lưu trữ tỉnh")
    assert plan_faults(plan) == {}


def test_department_and_signer_belong_to_the_office():
    department = Department(organisation_id=2, name="Phòng")
    signer = Post(organisation_id=2, person_name="Lý Văn Khi", title="TRƯỞNG BAN")
    faults = plan_faults(Plan(organisation=OFFICE, dated_year=2024, department=department, signer=signer))
    assert list(faults) == ["department", "signer"]


@pytest.mark.parametrize(
    ("text", "widths"), [("", ()), ("12; 50;35,5", (12.0, 50.0, 35.5)), (" 12 ;; ", (12.0,)), ("7.5", (7.5,))]
)
def test_column_widths_are_read(text, widths):
    assert column_widths(text) == widths


@pytest.mark.parametrize("text", ["12 50", "rộng", "-5", "3", "1e9", "12; 9999", "²; 12", "nan", "12mm"])
def test_column_widths_that_are_none_are_refused(text):
    with pytest.raises(ValueError, match="không phải là độ rộng"):
        column_widths(text)


def test_a_wide_table_fits_a_landscape_page():
    appendix = PlanAppendix(title="A", table="A\tB", column_widths="100; 150")
    assert list(appendix_faults(appendix)) == ["column_widths"]
    appendix.is_landscape = True
    assert appendix_faults(appendix) == {}


@pytest.mark.parametrize(
    ("fields", "names"),
    [
        ({"kind": "Quyết định", "reference": "1/QĐ"}, []),
        ({"kind": "Luật"}, []),
        ({"kind": "Quyết định"}, ["reference"]),
        ({"kind": "Quyết định", "reference": "Số 1/QĐ"}, ["reference"]),
        (
            {"kind": "Luật", "in_force_from": datetime.date(2024, 1, 2), "in_force_to": datetime.date(2024, 1, 1)},
            ["in_force_to"],
        ),
    ],
)
def test_faults_of_a_legal_document(fields, names):
    assert list(legal_document_faults(LegalDocument(**fields))) == names
