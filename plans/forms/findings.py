"""Answers to what the checks found: let one stand with a reason; all that is still open when a plan is submitted."""

from dataclasses import dataclass

from django import forms
from django.forms import BoundField

from plans.findings import PlanFinding, PlanFindings
from plans.forms.notes import NoteForm

LONGEST_REASON = 1000
NO_REASON = "Hãy ghi lý do: người duyệt cần biết vì sao để nguyên."
TOO_LONG = "Lý do dài %(show_value)d ký tự, tối đa %(limit_value)d. Hãy viết gọn lại."


class ReasonForm(forms.Form):
    """Why a finding stands as it is."""

    mark = forms.CharField(max_length=32, widget=forms.HiddenInput)
    reason = forms.CharField(
        label="Lý do để nguyên",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2, "class": "form-control"}),
        error_messages={"required": NO_REASON, "max_length": TOO_LONG},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False


@dataclass(frozen=True)
class Question:
    """One open warning on the form by which a plan is submitted: a tick, and a reason of its own if one likes."""

    found: PlanFinding
    tick: BoundField
    reason: BoundField


class SubmitForm(NoteForm):
    """A word on the way, and an answer to every open warning: a tick, and a reason for each or one for all.

    Cleaned it gives `note` and `reasons` (mark → reason), as `submit_plan` takes them.
    """

    reason = forms.CharField(
        label="Lý do để nguyên, chung cho các lưu ý đã đánh dấu",
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2, "class": "form-control"}),
        error_messages={"max_length": TOO_LONG},
    )

    def __init__(self, *args, findings: PlanFindings | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.open = {found.mark: found for found in findings.warnings} if findings else {}
        for mark, found in self.open.items():
            self.fields[f"xem-{mark}"] = forms.BooleanField(label=found.finding.message, required=False)
            self.fields[f"vi-{mark}"] = forms.CharField(
                label="Lý do riêng",
                required=False,
                max_length=LONGEST_REASON,
                widget=forms.TextInput(attrs={"class": "form-control", "placeholder": "Lý do riêng (nếu khác)"}),
                error_messages={"max_length": TOO_LONG},
            )
        if not self.open:
            del self.fields["reason"]

    @property
    def asked(self) -> list[BoundField]:
        """What is asked beside the warnings."""
        return [self[name] for name in ("reason", "note") if name in self.fields]

    @property
    def questions(self) -> list[Question]:
        """The open warnings in order."""
        return [Question(found, self[f"xem-{mark}"], self[f"vi-{mark}"]) for mark, found in self.open.items()]

    def clean(self):
        """Every warning is ticked and has a reason."""
        data = super().clean()
        common = data.get("reason", "")
        reasons = {mark: data.get(f"vi-{mark}") or common for mark in self.open if data.get(f"xem-{mark}")}
        if len(reasons) < len(self.open):
            self.add_error(
                None, f"Còn {len(self.open) - len(reasons)} lưu ý chưa đánh dấu: hãy sửa, hoặc đánh dấu là đã xem."
            )
        if not all(reasons.values()):
            self.add_error("reason", NO_REASON)
        return {"note": data.get("note", ""), "reasons": reasons}
