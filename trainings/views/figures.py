"""Progress: the overview of years, programmes and areas, and the page of one plan; page, spreadsheet and paper."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from documents.papers import paper
from documents.printing import is_quick, print_now
from lib.refusals import Refused
from lib.sheet_formats import Csv, Xlsx
from organisations.models import Organisation
from plans.models import Plan
from trainings.forms.progress import ProgressFilter
from trainings.models import Course
from trainings.papers.progress import layout_of, progress_sheet
from trainings.progress.charts import charts_of
from trainings.progress.report import By, report
from trainings.progress.scope import Scope
from trainings.progress.sheets import dataset
from trainings.totals import agreements

FORMATS = {"xlsx": Xlsx, "csv": Csv}
TOO_LONG = "Bảng này quá dài để in ngay. Hãy chọn ít năm hơn hoặc một chương trình, một kế hoạch; hay tải bảng Excel."
NO_OFFICE = "Tài khoản chưa thuộc cơ quan nào nên không có tên cơ quan để in ở đầu bảng. Hãy tải bảng Excel."


@require_safe
def overview(request):
    """The table asked for with its charts."""
    asked = _asked(request)
    found = report(asked.scope(), asked.by, on=timezone.localdate())
    context = {"filter": asked, "report": found, "charts": charts_of(found), "words": asked.words()}
    return render(request, "trainings/progress.html", context)


@require_safe
def overview_sheet(request):
    """The same table as .xlsx or .csv."""
    asked = _asked(request)
    found = report(asked.scope(), asked.by, on=timezone.localdate())
    return _sheet(request, found, name=f"tien-do-{asked.by}")


@require_safe
def overview_paper(request):
    """The same table as a PDF with the letterhead of the person's office."""
    asked = _asked(request)
    offices = Organisation.objects.select_related("superior", "page_layout")
    office = offices.filter(pk=request.user.organisation_id).first()
    if office is None:
        raise Refused(NO_OFFICE)
    today = timezone.localdate()
    found = report(asked.scope(), asked.by, on=today)
    content = progress_sheet(found, office=office, about=asked.words(), on=today)
    return _pdf(content, layout_of(office), name=f"tien-do-{asked.by}")


@require_safe
def plan(request, plan_id):
    """How far one plan is as a whole, whoever holds its courses: course by course, by year, by area then and now."""
    row, by = _plan(request, plan_id), _table_of_plan(request)
    found = report(Scope(user=None, plan=row), by, on=timezone.localdate())
    context = {"plan": row, "report": found, "charts": charts_of(found), "by": by, "tables": _TABLES_OF_PLAN}
    return render(request, "trainings/progress_plan.html", context)


@require_safe
def plan_panel(request, plan_id):
    """The panel on the plan's own page: each course with its numbers, and whether the plan's text agrees with them."""
    row = _plan(request, plan_id)
    if not request.headers.get("HX-Request"):
        return redirect("figures:plan", row.pk)
    found = report(Scope(user=None, plan=row), By.COURSE, on=timezone.localdate())
    courses = Course.objects.filter(activity__plan=row).select_related("activity__plan")
    told = {course.activity_id: agreements(course) for course in courses}
    compared = [agreement for agreed in told.values() for agreement in agreed]
    context = {
        "plan": row,
        "lines": [(line, told.get(line.key, ())) for line in found.rows],
        "compared": compared,
        "differing": [agreement for agreement in compared if not agreement.agrees],
    }
    return render(request, "trainings/_plan_panel.html", context)


@require_safe
def plan_sheet(request, plan_id):
    """The table of one plan as .xlsx or .csv."""
    row, by = _plan(request, plan_id), _table_of_plan(request)
    found = report(Scope(user=None, plan=row), by, on=timezone.localdate())
    return _sheet(request, found, name=f"tien-do-ke-hoach-{plan_id}")


@require_safe
def plan_paper(request, plan_id):
    """The paper of one plan."""
    source = paper("progress")
    row = source.find(_plan(request, plan_id).pk)
    content = source.content(row)
    return _pdf(content, source.layout(row), name=f"tien-do-ke-hoach-{plan_id}")


_TABLES_OF_PLAN = (By.COURSE, By.YEAR, By.AREA_THEN, By.AREA_NOW)


def _asked(request) -> ProgressFilter:
    if not request.user.has_perm("trainings.view_course"):
        raise PermissionDenied
    return ProgressFilter(request.GET, user=request.user, on=timezone.localdate())


def _plan(request, plan_id: int) -> Plan:
    if not request.user.has_perm("trainings.view_course"):
        raise PermissionDenied
    return get_object_or_404(Plan.objects.visible_to(request.user).select_related("organisation"), pk=plan_id)


def _table_of_plan(request) -> By:
    asked = request.GET.get("theo", "")
    return By(asked) if asked in _TABLES_OF_PLAN else By.COURSE


def _sheet(request, found, *, name: str) -> HttpResponse:
    kind = "csv" if request.GET.get("kieu") == "csv" else "xlsx"
    made = FORMATS[kind]()
    response = HttpResponse(made.export_data(dataset(found)), content_type=made.get_content_type())
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response


def _pdf(content, layout, *, name: str) -> HttpResponse:
    if not is_quick(content):
        raise Refused(TOO_LONG)
    response = HttpResponse(print_now(content, layout), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response
