"""Legal bases: from the register, in the plan's own words, or of a document that is entered in place."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout
from django import forms

from lib.fields import CleanTextFormField
from plans.forms.drafts import WrittenForm
from plans.models import LegalDocument, PlanLegalBasis
from plans.validity import legal_document_faults


class BasisForm(WrittenForm, forms.ModelForm):
    """The wording of a basis. `was` is the wording the page was made with: a stranger's change is not overwritten."""

    was = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)

    class Meta:
        model = PlanLegalBasis
        fields = ["wording", "continues_previous"]
        widgets = {"wording": forms.Textarea(attrs={"rows": 1, "spellcheck": "false"})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("was", self.instance.wording)
        self.fields["wording"].widget.attrs["aria-label"] = "Câu chữ của căn cứ"
        self.fields["wording"].max_length = 5000

    def clean_wording(self):
        """Own words are needed where no document stands behind the basis."""
        wording = self.cleaned_data["wording"]
        if not wording and self.instance.document_id is None:
            raise forms.ValidationError("Căn cứ này không lấy từ danh mục văn bản: hãy viết câu chữ, hoặc bấm «Xóa».")
        if len(wording) > 5000:
            raise forms.ValidationError(f"Căn cứ dài {len(wording)} ký tự, tối đa 5.000 ký tự.")
        return wording


class OwnBasisForm(WrittenForm, forms.Form):
    """A basis that is written freely."""

    wording = CleanTextFormField(
        label="Câu chữ của căn cứ",
        max_length=5000,
        help_text="Ví dụ: Theo đề nghị của Trưởng phòng Chính sách. Phần mềm tự ghi dấu chấm phẩy ở cuối.",
        error_messages={"required": "Hãy viết câu chữ của căn cứ."},
    )


class LegalDocumentForm(WrittenForm, forms.ModelForm):
    """A document for the register, entered where it was missed."""

    class Meta:
        model = LegalDocument
        fields = ["kind", "reference", "issued_on", "issuer", "summary", "in_force_from", "in_force_to"]
        widgets = {
            "issued_on": forms.DateInput(attrs={"placeholder": "ngày/tháng/năm", "inputmode": "numeric"}),
            "in_force_from": forms.DateInput(attrs={"placeholder": "ngày/tháng/năm", "inputmode": "numeric"}),
            "in_force_to": forms.DateInput(attrs={"placeholder": "ngày/tháng/năm", "inputmode": "numeric"}),
            "summary": forms.Textarea(attrs={"rows": 2}),
        }
        error_messages = {
            "kind": {"required": "Hãy chọn tên loại: Quyết định, Nghị quyết, Luật …"},
            "summary": {"required": "Cần trích yếu, ví dụ: về việc giao dự toán ngân sách năm 2025."},
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(
            Div(Div("kind", css_class="col-sm-6"), Div("reference", css_class="col-sm-6"), css_class="row g-3"),
            Div(Div("issued_on", css_class="col-sm-6"), Div("issuer", css_class="col-sm-6"), css_class="row g-3"),
            "summary",
            Div(Div("in_force_from", css_class="col"), Div("in_force_to", css_class="col"), css_class="row g-3"),
        )

    def _post_clean(self):
        super()._post_clean()
        for name, sentence in legal_document_faults(self.instance).items():
            if name not in self.errors:
                self.add_error(name, sentence)
        if not self.errors and (known := LegalDocument.objects.same_as(self.instance).first()):
            sentence = f"{known} đã có trong danh mục: hãy tìm ở ô «Tìm văn bản» rồi bấm «Thêm»."
            self.add_error("reference" if known.reference else "summary", sentence)

    def _get_validation_exclusions(self):
        # Said beside their fields by legal_document_faults; the constraints would say it again for the whole form.
        return super()._get_validation_exclusions() | {"reference", "in_force_to"}
