"""What the page of certificates asks."""

from django import forms
from django.utils import timezone

from lib.fields import DayField
from organisations.models import Post
from trainings.models import TrainingClass


class GiveForm(forms.Form):
    """Who signs the certificates, and their day."""

    signer = forms.ModelChoiceField(
        None,
        label="Người ký",
        empty_label=None,
        widget=forms.Select(attrs={"class": "form-select"}),
        error_messages={"required": "Hãy chọn người ký.", "invalid_choice": "Người ký này không còn."},
    )
    given_on = DayField(label="Ngày cấp", error_messages={"required": "Hãy ghi ngày cấp."})

    def __init__(self, *args, training_class: TrainingClass, **kwargs):
        today = timezone.localdate()
        super().__init__(*args, initial={"given_on": today}, **kwargs)
        self.use_required_attribute = False
        posts = Post.objects.existing_on(today).filter(organisation=training_class.course.organisation)
        self.fields["signer"].queryset = posts.order_by("capacity", "person_name")
        self.fields["given_on"].widget.attrs["class"] = "form-control"
