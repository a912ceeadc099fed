"""Somebody typed into a class by the organiser: checked like a row of a list, faults beside the fields."""

from collections.abc import Sequence

from django import forms

from lib.fields import CleanLineFormField
from trainings.models import RosterList, TrainingClass
from trainings.replacing import check_person
from trainings.rosters.facts import Facts
from trainings.rosters.rows import HEADINGS, LONGEST, Row
from trainings.seat_table import room_of

_PAID = (("paid", "Hưởng lương từ NSNN"), ("unpaid", "Không hưởng lương từ NSNN"))
_ASKED = ("sex", "birth_year", "village", "workplace", "ethnic_group", "id_number", "phone")

_LOOKS = {
    forms.CheckboxInput: "form-check-input",
    forms.RadioSelect: "form-check-input",
    forms.Select: "form-select",
}


class WhyForm(forms.Form):
    """Why something is done to one person."""

    reason = CleanLineFormField(
        label="Lý do",
        max_length=300,
        required=False,
        error_messages={"max_length": "Dài quá: tối đa %(limit_value)d ký tự, bạn đã viết %(show_value)d."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        for field in self.fields.values():
            if not isinstance(field.widget, (forms.CheckboxInput, forms.RadioSelect)):
                field.widget.attrs["class"] = (
                    "form-select" if isinstance(field.widget, forms.Select) else "form-control"
                )


class MoveForm(WhyForm):
    """Into which other class of the course people go, and why. `targets` are classes with their course and venue;
    after `is_valid`, `target` is the one that was chosen."""

    lop = forms.ChoiceField(
        label="Chuyển sang",
        error_messages={"required": "Hãy chọn nơi chuyển đến.", "invalid_choice": "Hãy chọn lại nơi chuyển đến."},
    )
    field_order = ("lop", "reason")

    def __init__(self, *args, targets: Sequence[TrainingClass], needs_reason: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.targets = {str(row.pk): row for row in targets}
        self.fields["lop"].choices = [("", "Chọn…"), *((key, _with_room(row)) for key, row in self.targets.items())]
        self.fields["reason"].label = "Lý do" if needs_reason else "Lý do (bắt buộc khi danh sách đã chốt)"

    @property
    def target(self) -> TrainingClass:
        return self.targets[self.cleaned_data["lop"]]


class PersonForm(WhyForm):
    """The cells of a row. After `is_valid`, `row` is the person and `warnings` what to look at again."""

    full_name = CleanLineFormField(label=HEADINGS["full_name"], required=False, max_length=200)
    post = CleanLineFormField(label=HEADINGS["post"], required=False, max_length=300)
    payroll = forms.ChoiceField(label="Lương", choices=_PAID, required=False, widget=forms.RadioSelect)
    note = CleanLineFormField(label=HEADINGS["note"], required=False, max_length=LONGEST["note"])
    is_another = forms.BooleanField(label="Đây là hai người khác nhau", required=False)
    field_order = ("full_name", "post", "payroll", *_ASKED, "note", "roster", "comes_along", "reason", "is_another")

    def __init__(self, *args, facts: Facts, **kwargs):
        self.facts, self.row, self.warnings, self.has_twin = facts, None, [], False
        super().__init__(*args, **kwargs)
        for name in _ASKED:
            if name in facts.fields:
                self.fields[name] = CleanLineFormField(label=HEADINGS[name], required=False, max_length=300)
                self.fields[name].widget.attrs |= {"class": "form-control", "autocomplete": "off"}
        self.order_fields(self.field_order)

    def clean(self):
        """Check the person with the words and rules of a list."""
        data = super().clean()
        cells = {name: data.get(name, "") or "" for name in ("full_name", "post", "note", *_ASKED)}
        if data.get("payroll"):
            cells[data["payroll"]] = "x"
        checked = check_person(cells, self.facts, is_another=bool(data.get("is_another")))
        for fault in checked.faults:
            self.has_twin = self.has_twin or fault.is_about_twins
            name = "payroll" if fault.field in ("paid", "unpaid") else fault.field
            if fault.is_error:
                self.add_error(name if name in self.fields else None, fault.sentence)
            else:
                self.warnings.append(f"{fault.heading}: {fault.sentence}")
        self.row: Row | None = checked.rows[0] if checked.rows else None
        return data


class AddForm(PersonForm):
    """Somebody who comes late: for a unit or none, counted or only coming along."""

    roster = forms.ModelChoiceField(
        RosterList.objects.none(),
        label="Thuộc đơn vị",
        required=False,
        empty_label="Không theo chỉ tiêu của đơn vị nào",
    )
    comes_along = forms.BooleanField(
        label="Chỉ đi cùng (lái xe, người tổ chức), không tính vào chỉ tiêu", required=False
    )

    def __init__(self, *args, lists, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["roster"].queryset = lists
        self.fields["roster"].label_from_instance = _unit

    def clean(self):
        """Who only comes along takes no seat of a unit."""
        data = super().clean()
        if data.get("comes_along") and data.get("roster"):
            self.add_error("roster", "Người chỉ đi cùng không dùng chỉ tiêu: hãy chọn «Không theo chỉ tiêu…».")
        return data


def _with_room(row: TrainingClass) -> str:
    room = room_of(row)
    people = f"{row.enrolled} người" if room is None else f"{row.enrolled}/{room} người"
    return f"{row.title} ({people}, {row.get_state_display().lower()})"


def _unit(roster: RosterList) -> str:
    free = roster.share.free
    return f"{roster.share} ({f'còn {free} chỗ' if free else 'hết chỗ'})"
