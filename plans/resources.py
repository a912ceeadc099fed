"""Spreadsheets of legal documents and programmes: headings ↔ fields, cells ↔ values, what tells rows apart."""

from import_export.fields import Field

from lib.sheet_cells import ChoiceCell, DayCell, NamedRow, NumberCell, TextCell
from lib.sheet_resource import SheetResource
from lib.text import fold
from plans.enums import DocumentKind, ProgrammeLevel
from plans.models import LegalDocument, Programme
from plans.validity import legal_document_faults


def _names_of_document(document):
    if document.reference:
        return (str(document), f"{document.kind} số {document.reference}", document.reference)
    return (str(document), document.summary)


def _names_of_programme(programme):
    return (str(programme), programme.name, programme.short_name)


class LegalDocumentResource(SheetResource):
    """Legal documents. A row is known again by kind, number, day and issuer; a law by its name and day."""

    kind = Field("kind", "Tên loại", ChoiceCell(DocumentKind.choices))
    reference = Field("reference", "Số, ký hiệu", TextCell())
    issued_on = Field("issued_on", "Ngày ban hành", DayCell())
    issuer = Field("issuer", "Cơ quan ban hành", TextCell())
    summary = Field("summary", "Trích yếu", TextCell())
    in_force_from = Field("in_force_from", "Có hiệu lực từ", DayCell())
    in_force_to = Field("in_force_to", "Hết hiệu lực từ", DayCell())
    replaced_by = NamedRow(
        "replaced_by",
        "Bị thay thế bởi",
        model=LegalDocument,
        names=_names_of_document,
        fits=lambda document, other: (
            not (document.issued_on and other.issued_on) or other.issued_on >= document.issued_on
        ),
    )
    required = ("kind", "reference", "summary")

    class Meta:
        model = LegalDocument
        fields = (
            "kind", "reference", "issued_on", "issuer", "summary", "in_force_from", "in_force_to", "replaced_by",
        )  # fmt: skip
        export_order = fields

    def identity(self, document, names):
        return (LegalDocument._meta.get_field("identity").key_of(document),)

    def faults(self, document):
        faults = legal_document_faults(document)
        if document.replaced_by is document:
            faults["replaced_by"] = "Văn bản không thể bị thay thế bởi chính nó."
        return faults


class ProgrammeResource(SheetResource):
    """The programme tree. A row is known again by level, name, first year and what it belongs to."""

    level = Field("level", "Cấp", ChoiceCell(ProgrammeLevel.choices))
    name = Field("name", "Tên", TextCell())
    short_name = Field("short_name", "Tên gọi tắt", TextCell())
    position = Field("position", "Thứ tự", NumberCell())
    parent = NamedRow(
        "parent",
        "Thuộc",
        model=Programme,
        names=_names_of_programme,
        fits=lambda programme, other: (
            other.level < programme.level
            and (programme.year_from is None or other.year_from is None or other.year_from == programme.year_from)
        ),
    )
    year_from = Field("year_from", "Từ năm", NumberCell())
    year_to = Field("year_to", "Đến năm", NumberCell())
    approved_by = NamedRow(
        "approved_by",
        "Văn bản phê duyệt",
        model=LegalDocument,
        names=_names_of_document,
        fits=lambda programme, document: True,
    )
    valid_from = Field("valid_from", "Có từ ngày", DayCell())
    valid_to = Field("valid_to", "Đến hết ngày", DayCell())
    required = ("level", "name")

    class Meta:
        model = Programme
        fields = (
            "level", "name", "short_name", "position", "parent", "year_from", "year_to", "approved_by", "valid_from",
            "valid_to",
        )  # fmt: skip
        export_order = fields

    def before_import(self, dataset, **kwargs):
        self._called = {}
        for programme in Programme.objects.all():
            for name in filter(None, _names_of_programme(programme)):
                self._called.setdefault(fold(name), set()).add(fold(str(programme)))
        super().before_import(dataset, **kwargs)

    def identity(self, programme, names):
        parent = fold(names.get("parent", ""))
        called = self._called.get(parent, {parent})  # «Dự án 7» may be written for «Dự án 7: Nâng cao năng lực …»
        parent = next(iter(called)) if len(called) == 1 else parent
        return programme.level, fold(programme.name), programme.year_from, parent

    def complete(self, programme):
        if programme.position is None:
            programme.position = 1

    def faults(self, programme):
        faults = {}
        if programme.parent and programme.parent.level >= programme.level:
            faults["parent"] = f"«{programme.parent}» không ở cấp trên của mục này."
        if programme.year_from and programme.year_to and programme.year_to < programme.year_from:
            faults["year_to"] = "Năm kết thúc phải từ năm bắt đầu trở đi."
        if programme.valid_from and programme.valid_to and programme.valid_to < programme.valid_from:
            faults["valid_to"] = "Ngày kết thúc phải từ ngày bắt đầu trở đi."
        return faults
