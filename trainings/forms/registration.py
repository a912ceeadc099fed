"""What is asked for acts on lists and campaigns."""

from django import forms

from lib.fields import CleanLineFormField, CleanTextFormField, DayField
from organisations.models import Organisation
from trainings.enums import RosterField
from trainings.models import Campaign, Share

_ROWS = {"rows": 2}


class CampaignForm(forms.ModelForm):
    """A campaign as the organiser sets it up."""

    opens_on = DayField(label="Nhận từ ngày")
    deadline = DayField(
        label="Hạn gửi (hết ngày)",
        help_text="Kế hoạch ghi «trước ngày 18/3» thì hạn là hết ngày 17/3.",
    )
    asks = forms.MultipleChoiceField(
        label="Hỏi thêm về từng người",
        choices=RosterField.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Chỉ hỏi điều thật cần: số định danh, điện thoại, dân tộc là dữ liệu cá nhân, được mã hóa và che đi.",
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Campaign
        fields = ["opens_on", "deadline", "form", "title", "registers", "asks", "note"]
        widgets = {"title": forms.Textarea(attrs={"rows": 3}), "note": forms.Textarea(attrs=_ROWS)}

    def clean_asks(self):
        """In the order of RosterField, so that the same choice is the same value."""
        return [field for field in RosterField.values if field in self.cleaned_data["asks"]]


class ReturnForm(forms.Form):
    reason = CleanTextFormField(
        label="Lý do", max_length=1000, widget=forms.Textarea(attrs=_ROWS), help_text="Đơn vị đọc được câu này."
    )
    until = DayField(label="Gửi lại chậm nhất hết ngày")


class LateForm(forms.Form):
    until = DayField(label="Được gửi đến hết ngày")
    reason = CleanLineFormField(label="Lý do", max_length=300)


class OfficeForm(forms.Form):
    """Which office makes a list: found by name, an empty field means nobody yet."""

    office = CleanLineFormField(label="Cơ quan lập danh sách", max_length=200, required=False)

    def clean_office(self):
        name = self.cleaned_data["office"]
        if not name:
            return None
        found = list(Organisation.objects.filter(name__iexact=name)[:2]) or list(
            Organisation.objects.matching(name)[:2]
        )
        if not found:
            raise forms.ValidationError("Không có cơ quan nào tên như vậy. Hãy ghi tên đầy đủ như trong danh mục.")
        if len(found) > 1:
            raise forms.ValidationError("Nhiều cơ quan có tên như vậy. Hãy ghi tên đầy đủ.")
        return found[0]


class PassSeatsForm(forms.Form):
    """Seats from one unit to another of the same course."""

    giver = forms.ModelChoiceField(Share.objects.none(), label="Từ đơn vị", empty_label="Chọn đơn vị còn chỗ")
    receiver = forms.ModelChoiceField(Share.objects.none(), label="Sang đơn vị", empty_label="Chọn đơn vị nhận")
    seats = forms.IntegerField(label="Số chỗ", min_value=1, max_value=10_000)
    reason = CleanLineFormField(label="Lý do", max_length=300, required=False)
    nonce = forms.CharField(max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args, course, **kwargs):
        super().__init__(*args, **kwargs)
        shares = course.shares.select_related("area", "organisation").order_by("area__code", "pk")
        for name in ("giver", "receiver"):
            self.fields[name].queryset = shares
