"""The printed progress table with its charts: a sheet with letterhead, lying on its side."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils import timezone

from documents.content import Content, Head, Paragraph, PartialDate, Section, Shape, SignatureBlock, Table
from documents.layout import HOUSE_LAYOUT, Layout
from documents.models import PageLayout
from documents.papers import register
from organisations.models import Organisation, User
from organisations.signatures import letterhead
from plans.models import Plan
from trainings.progress.charts import charts_of
from trainings.progress.report import By, Report, report
from trainings.progress.scope import Scope
from trainings.progress.sheets import printed_header, printed_rows, printed_total

LEGEND = (
    "Lượt: một người dự hai khóa tính hai lượt; số người không tính trùng. Tỷ lệ nữ, dân tộc thiểu số tính trên số "
    "người có ghi; nhóm dưới 5 người không nêu."
)
_WIDTHS_WITH_CLASSES = (10, 62, 22, 18, 20, 20, 18, 20, 30, 30)
_WIDTHS = (10, 84, 18, 20, 20, 18, 20, 30, 30)


@register
class ProgressPaper:
    """How far one plan is, course by course."""

    key = "progress"
    label = "Bảng tiến độ của kế hoạch"

    def find(self, row_id: int) -> Plan:
        """The plan with its office. Raises Plan.DoesNotExist."""
        return Plan.objects.select_related("organisation__superior", "organisation__page_layout").get(pk=row_id)

    def content(self, row: Plan) -> Content:
        """Its table as it stands now."""
        today = timezone.localdate()
        found = report(Scope(user=None, plan=row), By.COURSE, on=today)
        return progress_sheet(found, office=row.organisation, about=(" ".join(row.title.split()),), on=today)

    def layout(self, row: Plan) -> Layout:
        """That of the plan's office."""
        return layout_of(row.organisation)

    def pages(self, user: User, row_ids: Iterable[int]) -> dict[int, str]:
        """The progress pages of those plans that `user` may open."""
        if not user.has_perm("trainings.view_course"):
            return {}
        seen = Plan.objects.visible_to(user).filter(pk__in=row_ids).values_list("pk", flat=True)
        return {plan_id: reverse("figures:plan", args=[plan_id]) for plan_id in seen}


def layout_of(office: Organisation) -> Layout:
    """The layout of `office`, or the house's own."""
    try:
        return office.page_layout.as_layout()
    except PageLayout.DoesNotExist:
        return HOUSE_LAYOUT


def progress_sheet(found: Report, *, office: Organisation, about: tuple[str, ...], on: date) -> Content:
    """The sheet of `found`: `about` are lines under the title, `on` is the day of the numbers."""
    superior, issuer = letterhead(office)
    notes = (*about, f"(Số liệu đến ngày {on:%d/%m/%Y})")
    rows = Table(
        header=(printed_header(found),),
        rows=printed_rows(found),
        widths=_WIDTHS_WITH_CLASSES if found.counts_classes else _WIDTHS,
        totals=(printed_total(found),),
    )
    return Content(
        kind="TIẾN ĐỘ",
        head=Head(
            superior=superior,
            issuer=issuer,
            issuer_name=office.name,
            symbol="",
            place=office.place_name,
            date=PartialDate(on.year, on.month, on.day),
        ),
        title=f"Tổ chức lớp tập huấn, tham quan theo {found.by.label.lower()}",
        legal_bases=(),
        opening=tuple(Paragraph(line) for line in notes),
        sections=(Section(level=0, label="", title="", blocks=(rows, Paragraph(LEGEND), *charts_of(found))),),
        closing=(),
        recipients=(),
        archive="",
        signature=SignatureBlock((), ""),
        shape=Shape.SHEET,
        landscape=True,
    )
