"""A course: what it is, its modules, how many classes of how many people."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Fieldset, Layout
from django import forms
from django.db.models import Q

from organisations.enums import AreaLevel
from organisations.models import Area, Organisation
from plans.forms.drafts import DraftForm
from trainings.actions.class_days import MOST_CLASSES
from trainings.models import Course, Module


class CourseForm(DraftForm):
    """What people fill in about a course. Texts left blank are written from classes, venues and lecturers."""

    class Meta:
        model = Course
        fields = [
            "name", "audience", "form", "days", "class_size", "size_is_average", "place", "speakers", "lead",
            "reference", "area", "attendance_percent", "has_tests", "pass_score",
        ]  # fmt: skip
        error_messages = {
            "name": {"required": "Hãy ghi tên khóa, ví dụ: Tập huấn nâng cao năng lực cho cán bộ cơ sở."},
            "days": {"required": "Hãy ghi số ngày mỗi lớp."},
        }
        labels = {"size_is_average": "Số người mỗi lớp là số bình quân", "attendance_percent": "Dự ít nhất (% số buổi)"}
        help_texts = {
            "lead": "Để trống: cơ quan tổ chức.",
            "area": "Các xã, thôn của nơi này được tính chỉ tiêu.",
            "class_size": "Để trống nếu chưa chia đều.",
            "attendance_percent": "Dự đủ thì được công nhận hoàn thành.",
        }

    def __init__(self, *args, organisation: Organisation, **kwargs):
        """`organisation` is the office that holds the course: territories around it are offered."""
        super().__init__(*args, **kwargs)
        tour = self.instance.is_tour
        if tour:
            self.fields["days"].label, self.fields["class_size"].label = "Số ngày mỗi đoàn", "Số người mỗi đoàn"
            self.fields["name"].label, self.fields["place"].label = "Tên đợt tham quan", "Nơi đến"
            self.fields["size_is_average"].label = "Số người mỗi đoàn là số bình quân"
        self.fields["area"].queryset = territories(organisation, self.instance.area_id)
        self.fields["area"].empty_label = "Chưa chọn"
        for name in ("place", "speakers", "lead"):
            self.fields[name].widget.attrs["rows"] = 1
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(
            "version",
            Fieldset("Nội dung", "name", "audience", _row("form", "reference")),
            Fieldset("Số lượng và thời gian", _row("days", "class_size"), "size_is_average"),
            Fieldset("Địa điểm, giảng viên, chủ trì", "place", "speakers", "lead", "area"),
            Fieldset("Kết quả", _row("attendance_percent", "pass_score"), "has_tests"),
        )


class NewCourseForm(CourseForm):
    """A course on its way; `plan_follows` asks whether the plan's lines give way to the course."""

    plan_follows = forms.BooleanField(
        label="Từ nay kế hoạch viết theo khóa",
        required=False,
        initial=True,
        help_text="Các dòng đối tượng, nội dung, địa điểm… đã gõ trong kế hoạch chuyển sang khóa và đổi theo khóa khi "
        "kế hoạch còn là dự thảo. Bỏ chọn nếu muốn giữ nguyên câu chữ trong kế hoạch.",
    )

    def __init__(self, *args, offers_following: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["version"].required = False
        if offers_following:
            self.helper.layout.append("plan_follows")
        else:
            del self.fields["plan_follows"]


class ModuleForm(forms.ModelForm):
    """One module of a course."""

    class Meta:
        model = Module
        fields = ["name", "periods", "language", "reference"]
        widgets = {"name": forms.Textarea(attrs={"rows": 1, "spellcheck": "false"})}
        error_messages = {
            "name": {"required": "Hãy ghi tên chuyên đề."},
            "periods": {"required": "Hãy ghi số tiết."},
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        self.fields["language"].widget.attrs["placeholder"] = "tiếng Việt"

    def has_changed(self):
        """A line that was added and left empty is no line, though it has a place in the order."""
        return bool(set(self.changed_data) - {"ORDER"})


ModuleForms = forms.inlineformset_factory(
    Course, Module, form=ModuleForm, extra=1, can_delete=True, can_order=True, max_num=60
)


class GenerateForm(forms.Form):
    """How many classes of how many people."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    count = forms.IntegerField(
        label="Số lớp",
        min_value=1,
        max_value=MOST_CLASSES,
        error_messages={"required": "Hãy ghi số lớp.", "max_value": f"Nhiều nhất {MOST_CLASSES} lớp một khóa."},
    )
    size = forms.IntegerField(
        label="Số người mỗi lớp",
        min_value=1,
        max_value=10_000,
        required=False,
        help_text="Để trống nếu các lớp không đều: chỉ tiêu từng lớp lấy theo các đơn vị.",
    )

    def __init__(self, *args, is_tour: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        if is_tour:
            self.fields["count"].label, self.fields["size"].label = "Số đoàn", "Số người mỗi đoàn"


def territories(organisation: Organisation, chosen: int | None):
    """The territories that a course of `organisation` may give seats in: its own, the one above, those below, those of
    offices that it continues, and the `chosen` one; all provinces and districts where the office has none."""
    own = organisation.area
    wide = Q(level__in=[AreaLevel.PROVINCE, AreaLevel.DISTRICT])
    continued = Q(organisation__successor=organisation)
    near = Q(pk=own.pk) | Q(pk=own.parent_id) | (Q(parent=own) & wide) if own else wide
    return Area.objects.filter(near | continued | Q(pk=chosen)).distinct().order_by("level", "name")


def _row(*names: str) -> Div:
    return Div(*(Div(name, css_class="col-sm") for name in names), css_class="row g-3")
