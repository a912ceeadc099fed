"""What must hold for a plan or an appendix beyond one field and beyond what the database checks by itself.

Each function returns {field name: Vietnamese sentence}; forms show the sentence beside the field, acts refuse with it.
"""

import calendar
import datetime
import re

from lib.dates import check_date
from lib.secrecy import REFUSAL, secret_mark
from organisations.models import Organisation
from organisations.validity import absence
from plans.enums import DocumentKind
from plans.models import Activity, LegalDocument, Plan, PlanAppendix, PlanSection
from plans.section_sources import known_keys

TEXT_WIDTH_MM = 165
LANDSCAPE_TEXT_WIDTH_MM = 252


def plan_faults(plan: Plan) -> dict[str, str]:
    """Faults of the head of `plan`: a mark of secrecy, days that do not exist, an office outside its time, people of
    another office."""
    faults: dict[str, str] = {"title": REFUSAL} if secret_mark(plan.title) else {}
    try:
        check_date(plan.dated_year, plan.dated_month, plan.dated_day)
    except ValueError as error:
        faults["dated_day" if plan.dated_day else "dated_month"] = str(error)
    else:
        if sentence := office_fault(plan.organisation, plan.dated_year, plan.dated_month, plan.dated_day):
            faults["organisation"] = sentence
    if plan.department and plan.department.organisation_id != plan.organisation_id:
        faults["department"] = f"{plan.department} không thuộc {plan.organisation}: hãy chọn phòng của cơ quan này."
    if plan.signer and plan.signer.organisation_id != plan.organisation_id:
        faults["signer"] = f"{plan.signer} không thuộc {plan.organisation}: hãy chọn người ký của cơ quan này."
    if any(re.match(r"\W*lưu\s*:", line, re.IGNORECASE) for line in plan.recipients.split("\n")):
        faults["recipients"] = "Dòng «Lưu: …» do phần mềm viết: hãy xóa ở đây và ghi VT, đơn vị soạn thảo vào ô «lưu»."
    return faults


def office_fault(organisation: Organisation, year: int, month: int | None, day: int | None) -> str:
    """Say why `organisation` cannot issue anything on that (partly blank) date; empty when it can.

    A blank day or month stands for any day of the month or year. The date must exist.
    """
    first = datetime.date(year, month or 1, day or 1)
    last = datetime.date(year, month or 12, day or calendar.monthrange(year, month or 12)[1])
    nearest = min(max(first, organisation.valid_from or first), last)
    sentence = absence(organisation, nearest)
    return f"{sentence} Hãy chọn cơ quan tồn tại vào ngày của kế hoạch, hoặc sửa ngày." if sentence else ""


def legal_document_faults(document: LegalDocument) -> dict[str, str]:
    """Faults of a legal document: no number where the decree asks for one, force that ends before it begins."""
    faults: dict[str, str] = {}
    if document.kind and document.kind not in DocumentKind.unnumbered() and not document.reference:
        faults["reference"] = (
            f"{document.kind} cần có số, ký hiệu, ví dụ: 3702/QĐ-UBND. Chỉ Hiến pháp, luật, pháp lệnh không ghi số."
        )
    if document.reference.lower().startswith("số"):
        faults["reference"] = "Không ghi chữ «số» ở đây: phần mềm tự viết «số» trước số, ký hiệu."
    begins, ends = document.in_force_from, document.in_force_to
    if begins and ends and ends < begins:
        faults["in_force_to"] = "Ngày hết hiệu lực phải sau ngày có hiệu lực."
    return faults


def section_faults(section: PlanSection) -> dict[str, str]:
    """Faults of a section: a generated part that nobody makes."""
    return _source_faults(section)


def activity_faults(activity: Activity) -> dict[str, str]:
    """Faults of an activity: printed under a section of another plan."""
    if activity.section and activity.section.plan_id != activity.plan_id:
        return {"section": "Mục được chọn không thuộc kế hoạch này: hãy chọn lại mục để in hoạt động."}
    return {}


def appendix_faults(appendix: PlanAppendix) -> dict[str, str]:
    """Faults of an appendix: column widths that cannot be read, do not fit the table or the page."""
    faults: dict[str, str] = {}
    try:
        widths = column_widths(appendix.column_widths)
    except ValueError as error:
        faults["column_widths"] = str(error)
    else:
        columns = max((row.count("\t") + 1 for row in appendix.table.split("\n") if row.strip()), default=0)
        room = LANDSCAPE_TEXT_WIDTH_MM if appendix.is_landscape else TEXT_WIDTH_MM
        if widths and columns and len(widths) != columns:
            faults["column_widths"] = (
                f"Bảng có {columns} cột nhưng có {len(widths)} độ rộng: hãy ghi đủ, hoặc để trống."
            )
        elif sum(widths) > room:
            faults["column_widths"] = (
                f"Tổng độ rộng {sum(widths):g} mm, trang chỉ rộng {room} mm: hãy giảm, hoặc chọn khổ ngang."
            )
    return faults | _source_faults(appendix)


def _source_faults(row: PlanSection | PlanAppendix) -> dict[str, str]:
    if row.source and row.source not in known_keys():
        return {"source": f"Không có phần tự sinh tên «{row.source}»: hãy chọn lại hoặc để trống."}
    return {}


def column_widths(text: str) -> tuple[float, ...]:
    """Read «12; 50; 35,5» as millimetres. Raises ValueError with a sentence on anything else; empty text gives ()."""
    widths = []
    for item in filter(None, (part.strip() for part in text.split(";"))):
        if not re.fullmatch(r"\d{1,3}([.,]\d{1,2})?", item) or float(item.replace(",", ".")) < 4:
            raise ValueError(
                f"«{item[:20]}» không phải là độ rộng: hãy ghi số mm từ 4 trở lên, cách nhau bằng dấu chấm phẩy."
            )
        widths.append(float(item.replace(",", ".")))
    return tuple(widths)
