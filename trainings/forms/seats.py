"""What the page «Chỉ tiêu» asks."""

import datetime

from django import forms

from lib.fields import CleanLineFormField, CleanTextFormField, RowsField
from lib.text import fold
from organisations.models import Area, Organisation
from trainings.enums import ClassState, SeatBasis
from trainings.models import Course, Share
from trainings.seat_units import RuleLine, lines_of
from trainings.territory import day_of

BLANK_LINES = 2
MOST_LINES = 30
_NEED_PLACES = (SeatBasis.PER_ORGANISATION, SeatBasis.FIXED)
_NUMBER = {"class": "form-control", "inputmode": "numeric"}


class RuleForm(forms.Form):
    """One rule; the same number for several places or offices is one line of the form. An empty line is no rule."""

    basis = forms.ChoiceField(
        label="Tính theo",
        choices=[("", "— Không dùng dòng này —"), *SeatBasis.choices],
        required=False,
        widget=forms.Select(attrs={"class": "form-select"}),
        error_messages={"invalid_choice": "Không có cách tính này."},
    )
    seats = forms.IntegerField(
        label="Số chỗ",
        required=False,
        min_value=1,
        max_value=10_000,
        widget=forms.NumberInput(attrs=_NUMBER),
        error_messages={
            "invalid": "Hãy ghi một số.", "min_value": "Ít nhất 1 chỗ.", "max_value": "Nhiều nhất 10.000 chỗ.",
        },
    )  # fmt: skip
    who = CleanLineFormField(
        label="Gồm ai", required=False, max_length=500, widget=forms.TextInput(attrs={"class": "form-control"})
    )
    places = CleanTextFormField(
        label="Cơ quan, nơi được chỗ",
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 1}),
        help_text="Chỉ ghi với «Mỗi cơ quan, đơn vị» và «Số cố định cho một nơi»: mỗi dòng một tên.",
    )

    def __init__(self, *args, known: "Places", **kwargs):
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        self.empty_permitted = False  # a line that says what it said before is a rule all the same
        self.known = known

    def clean(self):
        data = super().clean()
        basis, typed = data.get("basis"), [line.strip() for line in (data.get("places") or "").split("\n")]
        names = list(dict.fromkeys(filter(None, typed)))
        if not basis:
            if data.get("seats") or data.get("who") or names:
                self.add_error("basis", "Hãy chọn cách tính, hoặc xóa trắng cả dòng.")
            return data
        if data.get("seats") is None and "seats" not in self.errors:
            self.add_error("seats", "Hãy ghi số chỗ.")
        if basis in _NEED_PLACES and not names:
            self.add_error("places", "Hãy ghi tên cơ quan hoặc nơi được chỗ, mỗi dòng một tên.")
        if basis not in _NEED_PLACES and names:
            self.add_error("places", "Cách tính này cho mọi xã: hãy để trống ô này.")
        self.units = []
        for name in names:
            try:
                self.units.append(self.known.find(name, offices_only=basis == SeatBasis.PER_ORGANISATION))
            except ValueError as error:
                self.add_error("places", str(error))
                break
        return data

    def rules(self, position: int) -> list[dict]:
        """The rules that this line means, as `actions.seats.set_rules` takes them."""
        data = self.cleaned_data
        if not data.get("basis"):
            return []
        said = {"position": position, "basis": data["basis"], "seats": data["seats"], "who": data["who"]}
        return [said | unit for unit in self.units or [{"area": None, "organisation": None}]]


class BaseRules(forms.BaseFormSet):
    """The rules of a course."""

    def rules(self) -> list[dict]:
        """What all lines mean, in their order."""
        return [rule for position, form in enumerate(self.forms, start=1) for rule in form.rules(position)]


RulesFormSet = forms.formset_factory(RuleForm, formset=BaseRules, extra=BLANK_LINES, max_num=MOST_LINES)


def rules_form(course: Course, data=None, *, proposed: list[RuleLine] | None = None, on: datetime.date) -> BaseRules:
    """The form with the rules of `course`; `proposed` where it has none yet."""
    lines = lines_of(course.seat_rules.select_related("area", "organisation")) or proposed or []
    initial = [
        {"basis": line.basis, "seats": line.seats, "who": line.who, "places": "\n".join(line.places)} for line in lines
    ]
    return RulesFormSet(data, prefix="quy-tac", initial=initial, form_kwargs={"known": Places(course, on=on)})


class Places:
    """Offices and areas by name, looked up only when somebody typed one."""

    def __init__(self, course: Course, *, on: datetime.date):
        self.course, self.on = course, on
        self._offices: dict[str, list[Organisation]] | None = None
        self._areas: dict[str, list[Area]] = {}

    def find(self, name: str, *, offices_only: bool) -> dict[str, Area | Organisation | None]:
        """{"area": …, "organisation": …} of the one that `name` names. Raises ValueError with a sentence."""
        if self._offices is None:
            self._load()
        key = fold(name)
        offices, areas = self._offices.get(key, []), [] if offices_only else self._areas.get(key, [])
        if len(offices) + len(areas) == 1:
            return {"area": None, "organisation": offices[0]} if offices else {"area": areas[0], "organisation": None}
        if offices or areas:
            raise ValueError(f"Có nhiều nơi tên «{name}»: hãy ghi tên đầy đủ.")
        words = set(key.split())
        near = sorted(
            (
                row
                for rows in (*self._offices.values(), *({} if offices_only else self._areas).values())
                for row in rows
            ),
            key=lambda row: (-len(words & set(fold(str(row)).split())), str(row)),
        )[:3]
        hint = ", ".join(f"«{row}»" for row in near if words & set(fold(str(row)).split()))
        raise ValueError(f"Không có cơ quan hay nơi nào tên «{name}».{f' Có phải: {hint}?' if hint else ''}")

    def _load(self) -> None:
        day = day_of(self.course, on=self.on)
        self._offices = {}
        for office in Organisation.objects.existing_on(day).only("name", "short_name"):
            self._offices.setdefault(fold(office.name), []).append(office)
        inside = Area.objects.existing_on(day)
        if self.course.area_id:
            area = self.course.area
            family = {area.pk, area.parent_id, *Area.objects.filter(parent=area).values_list("pk", flat=True)}
            inside = inside.filter(pk__in=family - {None})
        else:
            inside = inside.none()
        for area in inside:
            self._areas.setdefault(fold(str(area)), []).append(area)


class ExceptionForm(forms.Form):
    """Seats of one unit that are decided otherwise than by rule."""

    seats = forms.IntegerField(
        label="Chỉ tiêu khác quy tắc",
        required=False,
        min_value=0,
        max_value=10_000,
        widget=forms.NumberInput(attrs=_NUMBER),
        help_text="Để trống: theo quy tắc.",
        error_messages={
            "invalid": "Hãy ghi một số.", "min_value": "Không âm.", "max_value": "Nhiều nhất 10.000 chỗ.",
        },
    )  # fmt: skip
    reason = CleanLineFormField(
        label="Lý do", required=False, max_length=300, widget=forms.TextInput(attrs={"class": "form-control"})
    )

    def __init__(self, *args, share: Share, **kwargs):
        kwargs.setdefault("initial", {"seats": share.exception, "reason": share.exception_reason})
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False


class MoveForm(forms.Form):
    """Into which class the chosen units go."""

    training_class = forms.ModelChoiceField(
        None,
        label="Chuyển sang",
        required=False,
        empty_label="— Chưa xếp lớp —",
        widget=forms.Select(attrs={"class": "form-select"}),
        error_messages={"invalid_choice": "Lớp này không còn nhận đăng ký: hãy tải lại trang."},
    )
    shares = RowsField(
        None,
        label="Đơn vị",
        error_messages={
            "required": "Hãy chọn ít nhất một đơn vị.",
            "invalid_choice": "Có đơn vị không còn trong bảng: hãy tải lại trang.",
            "invalid_pk_value": "Có đơn vị không còn trong bảng: hãy tải lại trang.",
        },
    )

    def __init__(self, *args, course: Course, **kwargs):
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        classes = course.classes.filter(state__in=ClassState.taking_names())
        field = self.fields["training_class"]
        field.queryset = classes.select_related("course").order_by("ordinal")
        field.label_from_instance = lambda row: row.title
        self.fields["shares"].queryset = course.shares.all()
