"""Lines of the register: a document made elsewhere, and what is filled in later."""

from datetime import date

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Fieldset, Layout
from django import forms

from documents.actions.entries import DISPATCH, WORDING
from documents.enums import OfficialKind
from documents.models import RegisterEntry
from documents.numbering import LARGEST, kind_name
from lib.dates import short_date
from lib.fields import DayField
from lib.secrecy import REFUSAL, secret_mark
from lib.text import fold
from organisations.models import Organisation

_LETTERS = {fold(label): letters for letters, label in OfficialKind.choices}


class RegistrationForm(forms.ModelForm):
    """A document that was made outside this program and takes its number from the same series."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Cơ quan ban hành",
        empty_label=None,
        error_messages={"invalid_choice": "Bạn không giữ sổ của cơ quan này. Hãy chọn cơ quan khác."},
    )
    symbol = RegisterEntry._meta.get_field("symbol").formfield(
        required=False,
        help_text="Để trống thì ghi theo loại, ví dụ QĐ-UBND. Công văn ghi đủ: UBND-VX.",
    )
    dated_on = DayField(label="Ngày văn bản", help_text="Từ ngày của số vừa cấp đến hôm nay.")
    number = forms.IntegerField(
        label="Số nhập bằng tay",
        required=False,
        min_value=1,
        max_value=LARGEST,
        help_text="Chỉ khi văn bản đã có số từ sổ giấy. Để trống thì phần mềm cấp số tiếp theo.",
    )
    is_another = forms.BooleanField(label="Vẫn cấp thêm một số", required=False)

    class Meta:
        model = RegisterEntry
        fields = [
            "kind", "symbol", "dated_on", "title", "signer", "recipients", "archive", "copies", "pages",
            "note", "number", "manual_reason",
        ]  # fmt: skip
        widgets = {
            "kind": forms.TextInput(attrs={"list": "kinds", "autocomplete": "off"}),
            "signer": forms.TextInput(attrs={"list": "signers", "autocomplete": "off"}),
            "title": forms.Textarea(attrs={"rows": 2}),
            "recipients": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "kind": "Chọn trong danh sách hoặc gõ tên loại khác.",
            "title": "Không đăng ký văn bản có bí mật nhà nước ở đây: văn bản mật có sổ riêng, không nối mạng.",
            "recipients": "Mỗi dòng một nơi nhận.",
            "archive": "Ví dụ: VT, VX.",
            "manual_reason": "Ví dụ: Tiếp theo sổ giấy đến số 450.",
        }

    def __init__(self, *args, organisations: list[Organisation], on: date, **kwargs):
        """`organisations` whose registers the person keeps on the day `on`."""
        super().__init__(*args, **kwargs)
        self.on = on
        self.use_required_attribute = False
        self.fields["organisation"].queryset = Organisation.objects.filter(pk__in=[o.pk for o in organisations])
        self.initial |= {"organisation": organisations[0].pk, "dated_on": on}
        for name, sentence in _REQUIRED.items():
            self.fields[name].error_messages["required"] = sentence
        if len(organisations) == 1:
            self.fields["organisation"].widget = forms.HiddenInput()
        self.helper = _helper(
            Fieldset("Văn bản", "organisation", _row("kind", "symbol", "dated_on"), "title", "signer"),
            Fieldset("Nơi nhận và lưu", "recipients", _row("archive", "copies", "pages"), "note"),
            Fieldset("Đã có số từ trước", _row("number", "manual_reason"), css_class="by-hand"),
        )

    def clean_kind(self):
        return kind_name(self.cleaned_data["kind"])

    def clean_dated_on(self):
        day = self.cleaned_data["dated_on"]
        if day > self.on:
            raise forms.ValidationError(f"Ngày văn bản ở sau hôm nay ({short_date(self.on)}). Số chỉ cấp khi ban hành.")
        return day

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("symbol") and not self.errors:
            cleaned["symbol"] = self._usual_symbol(cleaned)
        for name in ("title", "symbol"):
            if secret_mark(cleaned.get(name) or ""):
                self.add_error(name, REFUSAL)
        if cleaned.get("number") and not cleaned.get("manual_reason") and "manual_reason" not in self.errors:
            self.add_error("manual_reason", "Số nhập bằng tay phải có lý do.")
        return cleaned

    def _usual_symbol(self, cleaned: dict) -> str:
        letters = _LETTERS.get(fold(cleaned["kind"]))
        if letters:
            return f"{letters}-{cleaned['organisation'].symbol}"
        self.add_error("symbol", "Loại văn bản này không có chữ viết tắt chung: hãy ghi ký hiệu, ví dụ UBND-VX.")
        return ""

    def _post_clean(self):
        """The act makes the line; nothing is written into `instance`."""


class CompletionForm(forms.ModelForm):
    """What is filled in when a document leaves; the wording too as long as the document was made elsewhere."""

    sent_on = DayField(label="Ngày chuyển", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = RegisterEntry
        fields = [*WORDING, *DISPATCH]
        widgets = {
            "title": forms.Textarea(attrs={"rows": 2}),
            "recipients": forms.Textarea(attrs={"rows": 3}),
            "received_by": forms.TextInput(attrs={"autocomplete": "off"}),
        }
        help_texts = {
            "received_by": "Người nhận ký vào sổ in; ở đây ghi tên người đã ký nhận, hoặc «gửi qua trục liên thông».",
            "recipients": "Mỗi dòng một nơi nhận.",
        }

    def __init__(self, *args, on: date, **kwargs):
        """`on` is today."""
        super().__init__(*args, **kwargs)
        self.on = on
        self.use_required_attribute = False
        self.initial["version"] = self.instance.version
        dispatch = Fieldset(
            "Chuyển và nhận", _row("sent_on", "received_by"), _row("copies", "pages"), "note", "version"
        )
        if self.instance.paper_id:
            for name in WORDING:
                del self.fields[name]
            self.helper = _helper(dispatch)
        else:
            wording = Fieldset("Sửa lỗi ghi sổ", "title", "signer", "recipients", "archive", css_class="wording")
            self.helper = _helper(dispatch, wording)

    def clean(self):
        cleaned = super().clean()
        day = cleaned.get("sent_on")
        if day and not self.instance.dated_on <= day <= self.on:
            first, last = short_date(self.instance.dated_on), short_date(self.on)
            self.add_error("sent_on", f"Ngày chuyển từ ngày văn bản ({first}) đến hôm nay ({last}).")
        if secret_mark(cleaned.get("title") or ""):
            self.add_error("title", REFUSAL)
        return cleaned

    def _post_clean(self):
        """The act changes the line; nothing is written into `instance`."""

    @property
    def changes(self) -> dict:
        """The columns and what they shall hold."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


_REQUIRED = {
    "kind": "Hãy ghi tên loại, ví dụ: Công văn.",
    "dated_on": "Hãy ghi ngày của văn bản.",
    "title": "Hãy ghi trích yếu nội dung.",
    "signer": "Hãy ghi họ tên người ký.",
}


def _helper(*parts) -> FormHelper:
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    helper.layout = Layout(*parts)
    return helper


def _row(*names: str) -> Div:
    return Div(*(Div(name, css_class="col-sm") for name in names), css_class="row g-3")
