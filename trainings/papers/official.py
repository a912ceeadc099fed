"""Papers of a class that go out with signature and number: invitation, report, reminder, recognition."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from documents.content import LETTER, Appendix, Content, Head, PartialDate, SignatureBlock, Table
from documents.freezing import frozen_layout, numbered_content
from documents.layout import HOUSE_LAYOUT, Layout
from documents.models import PageLayout
from documents.papers import register
from organisations.models import User
from organisations.signatures import letterhead, signature_lines
from plans.citations import legal_bases
from trainings.enums import EnrolmentState, PaperKind
from trainings.models import ClassPaper
from trainings.official_words import late_lists, paragraphs_of, sections_of, title_of

_KINDS = {
    PaperKind.INVITATION: ("GIẤY MỜI", "GM"),
    PaperKind.REPORT: ("BÁO CÁO", "BC"),
    PaperKind.REMINDER: (LETTER, ""),
    PaperKind.RECOGNITION: ("QUYẾT ĐỊNH", "QĐ"),
}
_RECIPIENTS = {
    PaperKind.INVITATION: ("Như trên", "Ủy ban nhân dân các xã, các cơ quan có đại biểu"),
    PaperKind.REPORT: ("Như trên", "Lãnh đạo cơ quan"),
    PaperKind.REMINDER: ("Như trên", "Lãnh đạo cơ quan"),
    PaperKind.RECOGNITION: ("Như Điều 3", "Lãnh đạo cơ quan"),
}


@register
class OfficialPaper:
    """A paper of a class, in the form of its kind (Nghị định 30/2020, Phụ lục III)."""

    key = "class-paper"
    label = "Giấy tờ của lớp"

    def find(self, row_id: int) -> ClassPaper:
        """The paper with what it speaks of, in a constant number of queries. Raises ClassPaper.DoesNotExist."""
        rows = ClassPaper.objects.select_related(
            "organisation__superior", "organisation__page_layout", "signer__organisation", "training_class__venue",
            "course__activity__plan", "paper__register_entry", "created_by__department",
        )  # fmt: skip
        return rows.prefetch_related("course__modules", "course__activity__plan__bases__document").get(pk=row_id)

    def content(self, row: ClassPaper) -> Content:
        """What the paper says; from approval on what was frozen then, with number and date once given."""
        if row.paper_id is not None:
            return numbered_content(row.paper)
        kind = PaperKind(row.kind)
        return Content(
            kind=_KINDS[kind][0],
            head=self._head(row),
            title=title_of(row),
            legal_bases=self._bases(row),
            opening=self._opening(row),
            sections=sections_of(row) if kind == PaperKind.REPORT else (),
            closing=(),
            recipients=tuple(filter(None, row.recipients.split("\n"))) or _RECIPIENTS[kind],
            archive=self._archive(row),
            signature=self._signature(row),
            appendices=self._appendices(row),
            addressees=self._addressees(row),
            authority=self._authority(row),
        )

    def layout(self, row: ClassPaper) -> Layout:
        """How its organisation lays it out; from approval on as it was then."""
        if row.paper_id is not None:
            return frozen_layout(row.paper)
        try:
            return row.organisation.page_layout.as_layout()
        except PageLayout.DoesNotExist:
            return HOUSE_LAYOUT

    def pages(self, user: User, row_ids: Iterable[int]) -> dict[int, str]:
        """The addresses of those papers that `user` may open."""
        seen = ClassPaper.objects.visible_to(user).filter(pk__in=list(row_ids)).values_list("pk", flat=True)
        return {pk: reverse("trainings:paper", args=[pk]) for pk in seen}

    def _head(self, row: ClassPaper) -> Head:
        superior, issuer = letterhead(row.organisation)
        letters = _KINDS[PaperKind(row.kind)][1]
        office = row.organisation.symbol
        department = row.created_by.department
        unit = department.abbreviation if department and department.abbreviation else ""
        symbol = f"{letters}-{office}" if letters else "-".join(filter(None, (office, unit)))
        return Head(
            superior=superior,
            issuer=issuer,
            issuer_name=row.organisation.name,
            symbol=symbol,
            place=row.organisation.place_name,
            date=PartialDate(row.state_since.year),
        )

    def _bases(self, row: ClassPaper) -> tuple[str, ...]:
        is_decision = row.kind == PaperKind.RECOGNITION
        return legal_bases(row.course.activity.plan.bases.all()) if is_decision else ()

    def _opening(self, row: ClassPaper) -> tuple[Any, ...]:
        match row.kind:
            case PaperKind.INVITATION:
                return paragraphs_of(row, "guests", "purpose", "time", "place", "contents", "payers", "bring")
            case PaperKind.REMINDER:
                return paragraphs_of(row, "body")
            case PaperKind.RECOGNITION:
                return paragraphs_of(row, "articles")
        return ()

    def _archive(self, row: ClassPaper) -> str:
        department = row.created_by.department
        return f"VT, {department.abbreviation}" if department and department.abbreviation else "VT"

    def _signature(self, row: ClassPaper) -> SignatureBlock:
        if row.signer is None:
            return SignatureBlock((), "")
        return SignatureBlock(signature_lines(row.signer), row.signer.person_name)

    def _addressees(self, row: ClassPaper) -> tuple[str, ...]:
        if row.kind == PaperKind.REMINDER:
            return tuple(_unit_name(roster) for roster in late_lists(row))
        if row.kind == PaperKind.REPORT:
            superior = row.organisation.superior
            return (superior.name,) if superior else ()
        return ()

    def _authority(self, row: ClassPaper) -> str:
        if row.kind != PaperKind.RECOGNITION:
            return ""
        return f"{row.organisation.head_title} {row.organisation.name}".upper()

    def _appendices(self, row: ClassPaper) -> tuple[Appendix, ...]:
        """The names: of those invited, or of those who completed. No personal data beside name, post and unit."""
        if row.kind not in (PaperKind.INVITATION, PaperKind.RECOGNITION):
            return ()
        people = row.training_class.enrolments.exclude(state__in=sorted(EnrolmentState.gone()))
        people = people.exclude(state=EnrolmentState.QUEUED).select_related("roster__share__area")
        if row.kind == PaperKind.RECOGNITION:
            people = people.filter(state=EnrolmentState.COMPLETED)
        rows = tuple(
            (str(number), person.full_name, person.post, _unit_of(person))
            for number, person in enumerate(people.order_by("sort_key", "pk"), start=1)
        )
        if not rows:
            return ()
        title = ("DANH SÁCH HOÀN THÀNH" if row.kind == PaperKind.RECOGNITION else "DANH SÁCH ĐƯỢC MỜI", row.course.name)
        table = Table((("TT", "Họ và tên", "Chức vụ", "Đơn vị"),), rows, (12.0, 60.0, 50.0, 45.0))
        return (Appendix("Phụ lục", title, (table,)),)


def _unit_name(roster) -> str:
    return roster.office.name if roster.office else str(roster.share)


def _unit_of(person) -> str:
    return str(person.roster.share.area or "") if person.roster else person.workplace
