"""What every question before an act shares: no browser's own checks, places for reasons, a word on the way."""

from django import forms

from plans.findings import PlanFindings

LONGEST_REASON = 2000


def written(label: str, *, required: bool, rows: int = 3) -> forms.CharField:
    """A field for a few sentences, a reason unless its label says otherwise."""
    return forms.CharField(
        label=label,
        required=required,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": rows, "class": "form-control"}),
        error_messages={
            "required": "Hãy ghi lý do: người nhận cần biết vì sao và phải làm gì.",
            "max_length": "Dài quá: tối đa %(limit_value)d ký tự, bạn đã viết %(show_value)d.",
        },
    )


class StepForm(forms.Form):
    """What is asked before an act: nothing, unless a subclass says so. Fields in `rarely` are folded away.

    `findings` are what the checks found in the plan, for the form that asks about them.
    """

    rarely: tuple[str, ...] = ()

    def __init__(self, *args, findings: PlanFindings | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False

    @property
    def asked(self) -> list[forms.BoundField]:
        """The fields that stand below each other."""
        return list(self)


class NoteForm(StepForm):
    """A word on the way, if one likes."""

    note = written("Lời nhắn (không bắt buộc)", required=False, rows=2)
