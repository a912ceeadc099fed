"""An appendix of a plan."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout
from django import forms

from plans.forms.drafts import DraftForm
from plans.models import PlanAppendix
from plans.section_sources import choices
from plans.validity import appendix_faults


class AppendixForm(DraftForm):
    """Title, text, a table pasted from a spreadsheet, notes and places for signatures."""

    source = forms.ChoiceField(label="Phần tự sinh sau bảng", required=False, choices=choices)

    class Meta:
        model = PlanAppendix
        fields = [
            "title", "body", "table", "header_rows", "column_widths", "source", "notes", "signatures", "is_landscape",
        ]  # fmt: skip
        widgets = {
            "title": forms.Textarea(attrs={"rows": 2}),
            "body": forms.Textarea(attrs={"rows": 2}),
            "table": forms.Textarea(attrs={"rows": 6, "class": "field-table", "wrap": "off"}),
            "notes": forms.Textarea(attrs={"rows": 2}),
            "signatures": forms.Textarea(attrs={"rows": 2}),
        }
        help_texts = {
            "title": "Chỉ ghi tên; «Phụ lục …» và «(Kèm theo Kế hoạch …)» do phần mềm tự ghi. "
            "Xuống dòng ở đâu, in xuống dòng ở đó."
        }
        error_messages = {"title": {"required": "Phụ lục cần có tên. Không cần phụ lục này thì bấm «Xóa phụ lục»."}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(
            "version", "title", "body", "table",
            Div(Div("header_rows", css_class="col-4"), Div("column_widths", css_class="col-8"), css_class="row g-3"),
            "source", "notes", "signatures", "is_landscape",
        )  # fmt: skip

    def _post_clean(self):
        super()._post_clean()
        if not self.errors:
            for name, sentence in appendix_faults(self.instance).items():
                self.add_error(name if name in self.fields else None, sentence)
