"""Spreadsheets of areas and organisations: headings ↔ fields, cells ↔ values, what tells rows apart."""

from datetime import date, timedelta

from import_export.fields import Field

from lib.sheet_cells import ChoiceCell, DayCell, NamedRow, NumberCell, TextCell, YesNoCell
from lib.sheet_resource import SheetResource
from lib.text import fold
from organisations.enums import AreaLevel, Issuing, NumberScheme, Regime, SignedReady
from organisations.models import Area, Organisation
from organisations.signatures import PRINTED_IN_CAPITALS

_DAY = timedelta(days=1)
_CODE_DIGITS = {AreaLevel.PROVINCE: 2, AreaLevel.DISTRICT: 3, AreaLevel.COMMUNE: 5}


def _names_of_area(area):
    return (area.code, str(area), area.name) if area.code else (str(area), area.name)


def _names_of_organisation(organisation):
    return (organisation.name, organisation.short_name)


class AreaResource(SheetResource):
    """Areas. A row is known again by level, code and first day; without a code by name and the code of its parent."""

    level = Field("level", "Cấp", ChoiceCell(AreaLevel.choices))
    code = Field("code", "Mã", TextCell())
    kind = Field("kind", "Loại", TextCell())
    name = Field("name", "Tên", TextCell())
    parent = NamedRow(
        "parent",
        "Thuộc",
        model=Area,
        names=_names_of_area,
        fits=lambda area, other: other.level < area.level and other.exists_on(area.valid_to or date.max),
    )
    valid_from = Field("valid_from", "Có từ ngày", DayCell())
    valid_to = Field("valid_to", "Đến hết ngày", DayCell())
    act = Field("act", "Văn bản quy định", TextCell())
    village_count = Field("village_count", "Số thôn, bản", NumberCell())
    villages_counted_on = Field("villages_counted_on", "Đếm ngày", DayCell())
    required = ("level", "name")

    class Meta:
        model = Area
        fields = (
            "level",
            "code",
            "kind",
            "name",
            "parent",
            "valid_from",
            "valid_to",
            "act",
            "village_count",
            "villages_counted_on",
        )
        export_order = fields

    def identity(self, area, names):
        if area.code:
            return area.level, area.code, area.valid_from
        return area.level, area.name, area.valid_from, fold(names.get("parent", ""))

    def complete(self, area):
        if area.code.isdecimal():
            area.code = area.code.zfill(_CODE_DIGITS.get(area.level, 0))

    def faults(self, area):
        faults = {}
        if area.valid_from and area.valid_to and area.valid_to < area.valid_from:
            faults["valid_to"] = "Ngày kết thúc phải từ ngày bắt đầu trở đi."
        if area.parent and area.parent.level >= area.level:
            faults["parent"] = f"{area.parent} không ở cấp trên của đơn vị này."
        if area.village_count is not None and area.villages_counted_on is None:
            faults["villages_counted_on"] = "Số thôn, bản phải kèm ngày đếm: số này thay đổi theo thời gian."
        return faults


class OrganisationResource(SheetResource):
    """Organisations. A row is known again by name and first day."""

    name = Field("name", "Tên đầy đủ", TextCell())
    letterhead = Field("letterhead", "Tên trên đầu văn bản", TextCell())
    short_name = Field("short_name", "Tên khi là cơ quan chủ quản", TextCell())
    symbol = Field("symbol", "Chữ viết tắt", TextCell())
    superior = NamedRow(
        "superior",
        "Cơ quan cấp trên",
        model=Organisation,
        names=_names_of_organisation,
        fits=lambda organisation, other: other.exists_on(organisation.valid_to or date.max),
    )
    prints_superior = Field("prints_superior", "In cơ quan chủ quản", YesNoCell())
    place_name = Field("place_name", "Địa danh", TextCell())
    regime = Field("regime", "Chế độ làm việc", ChoiceCell(Regime.choices))
    collective_name = Field("collective_name", "Tên tập thể", TextCell())
    head_title = Field("head_title", "Chức vụ người đứng đầu", TextCell())
    deputy_title = Field("deputy_title", "Chức vụ cấp phó", TextCell())
    number_scheme = Field("number_scheme", "Cách đánh số", ChoiceCell(NumberScheme.choices))
    issuing = Field("issuing", "Hình thức ban hành", ChoiceCell(Issuing.choices))
    signed_ready = Field("signed_ready", "Tệp trình ký", ChoiceCell(SignedReady.choices))
    reviews_in_departments = Field("reviews_in_departments", "Trưởng phòng duyệt trước", YesNoCell())
    lets_drafters_approve = Field("lets_drafters_approve", "Cho phép tự duyệt", YesNoCell())
    is_council = Field("is_council", "Là hội đồng, ban chỉ đạo", YesNoCell())
    requires_two_step = Field("requires_two_step", "Bắt buộc đăng nhập hai bước", YesNoCell())
    area = NamedRow(
        "area",
        "Địa bàn",
        model=Area,
        names=_names_of_area,
        fits=lambda organisation, area: area.exists_on(organisation.valid_to or date.max),
    )
    valid_from = Field("valid_from", "Có từ ngày", DayCell())
    valid_to = Field("valid_to", "Đến hết ngày", DayCell())
    successor = NamedRow(
        "successor",
        "Cơ quan kế tục",
        model=Organisation,
        names=_names_of_organisation,
        fits=lambda organisation, other: organisation.valid_to and other.exists_on(organisation.valid_to + _DAY),
    )
    required = ("name",)

    class Meta:
        model = Organisation
        fields = (
            "name",
            "letterhead",
            "short_name",
            "symbol",
            "superior",
            "prints_superior",
            "place_name",
            "regime",
            "collective_name",
            "head_title",
            "deputy_title",
            "number_scheme",
            "issuing",
            "signed_ready",
            "reviews_in_departments",
            "lets_drafters_approve",
            "is_council",
            "requires_two_step",
            "area",
            "valid_from",
            "valid_to",
            "successor",
        )
        export_order = fields

    def identity(self, organisation, names):
        return organisation.name, organisation.valid_from

    def complete(self, organisation):
        for name in PRINTED_IN_CAPITALS:
            setattr(organisation, name, getattr(organisation, name).upper())

    def faults(self, organisation):
        faults = {}
        if organisation.valid_from and organisation.valid_to and organisation.valid_to < organisation.valid_from:
            faults["valid_to"] = "Ngày kết thúc phải từ ngày bắt đầu trở đi."
        if organisation.regime == Regime.COLLECTIVE and not organisation.collective_name:
            faults["collective_name"] = "Chế độ tập thể cần tên tập thể sau TM., ví dụ: ỦY BAN NHÂN DÂN."
        if organisation.is_council and not organisation.superior:
            faults["superior"] = "Hội đồng, ban chỉ đạo cần cơ quan cấp trên: văn thư của cơ quan ấy cấp số, đóng dấu."
        if organisation.superior is organisation:
            faults["superior"] = "Cơ quan không thể là cấp trên của chính mình."
        if organisation.successor is organisation:
            faults["successor"] = "Cơ quan không thể kế tục chính mình."
        if organisation.successor and not organisation.valid_to:
            faults["valid_to"] = "Cơ quan đã có cơ quan kế tục thì cần ngày cuối cùng còn tồn tại."
        return faults
