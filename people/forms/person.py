"""What is written of a person. Personal data that is known already is not shown: an empty box leaves it as it is."""

from crispy_forms.helper import FormHelper
from django import forms

from lib.fields import CleanLineFormField
from people.areas import communes_of, label
from people.enums import PrivateField
from people.masking import masked
from people.models import Person
from people.private import number_fault

GROUPS = (
    "Ba Na", "Bố Y", "Brâu", "Bru – Vân Kiều", "Chăm", "Chơ Ro", "Chu Ru", "Chứt", "Co", "Cơ Ho", "Cơ Lao", "Cơ Tu",
    "Cống", "Dao", "Ê Đê", "Gia Rai", "Giáy", "Giẻ – Triêng", "Hà Nhì", "Hoa", "Hrê", "Kháng", "Khmer", "Khơ Mú",
    "Kinh", "La Chí", "La Ha", "La Hủ", "Lào", "Lô Lô", "Lự", "Mạ", "Mảng", "Mnông", "Mông", "Mường", "Ngái", "Nùng",
    "Ơ Đu", "Pà Thẻn", "Phù Lá", "Pu Péo", "Ra Glai", "Rơ Măm", "Sán Chay", "Sán Dìu", "Si La", "Tày", "Tà Ôi",
    "Thái", "Thổ", "Xinh Mun", "Xơ Đăng", "Xtiêng",
)  # fmt: skip


class _AreaChoice(forms.ModelChoiceField):
    def label_from_instance(self, area):
        return label(area)


class PersonForm(forms.ModelForm):
    """A person's fields, the personal data apart. `plain` and `private` are what the acts take."""

    area = _AreaChoice(None, label="Xã, phường", required=False, empty_label="Chưa rõ")
    id_number = CleanLineFormField(label=PrivateField.ID_NUMBER.label, required=False, max_length=40)
    phone = CleanLineFormField(label=PrivateField.PHONE.label, required=False, max_length=40)
    ethnic_group = CleanLineFormField(label=PrivateField.ETHNIC_GROUP.label, required=False, max_length=60)
    drop = forms.MultipleChoiceField(
        label="Xóa dữ liệu đã ghi", required=False, widget=forms.CheckboxSelectMultiple, choices=()
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    groups = GROUPS

    class Meta:
        model = Person
        fields = ["full_name", "sex", "birth_year", "post", "workplace", "area"]
        error_messages = {
            "full_name": {"required": "Hãy ghi họ và tên."},
            "birth_year": {"invalid": "Năm sinh gồm bốn chữ số, ví dụ 1985."},
        }

    def __init__(self, *args, office_ids, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = communes_of(office_ids, besides=self.instance.area_id)
        self.fields["sex"].choices = [("", "Chưa rõ"), *Person._meta.get_field("sex").choices]
        self.fields["birth_year"].widget = forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 4})
        self.fields["ethnic_group"].widget.attrs["list"] = "ethnic-groups"
        self.initial["version"] = self.instance.version
        known = [name for name in PrivateField.values if self.instance.private.get(name)]
        for name in PrivateField.values:
            self.fields[name].widget.attrs |= {"autocomplete": "off"}
            if name in known:
                shown = masked(name, self.instance.private[name])
                self.fields[name].help_text = f"Đã ghi ({shown}). Để trống là giữ nguyên."
        self.fields["drop"].choices = [(name, PrivateField(name).label) for name in known]
        if not known:
            del self.fields["drop"]
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    def clean(self):
        cleaned = super().clean()
        for name in (PrivateField.ID_NUMBER, PrivateField.PHONE):
            if fault := number_fault(name, cleaned.get(name)):
                self.add_error(name, fault)
        return cleaned

    @property
    def plain(self) -> dict:
        """The fields of the row."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}

    @property
    def private(self) -> dict[str, str]:
        """Personal data to be written; an empty text takes a value away."""
        typed = {name: self.cleaned_data.get(name, "") for name in PrivateField.values}
        dropped = dict.fromkeys(self.cleaned_data.get("drop", ()), "")
        return dropped | {name: value for name, value in typed.items() if value}
