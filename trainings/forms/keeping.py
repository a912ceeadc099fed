"""Venues and lecturers that an office keeps."""

from django import forms

from trainings.models import Lecturer, Venue


class _KeptForm(forms.ModelForm):
    """A row of the own office: a name that is taken is said beside the form."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False

    def _get_validation_exclusions(self):
        return super()._get_validation_exclusions() - {"organisation"}


class VenueForm(_KeptForm):
    """A place where classes are held."""

    class Meta:
        model = Venue
        fields = ["name", "address", "capacity"]
        error_messages = {"name": {"required": "Hãy ghi tên địa điểm, ví dụ: Hội trường UBND xã Mường Báng."}}


class LecturerForm(_KeptForm):
    """Somebody who teaches."""

    class Meta:
        model = Lecturer
        fields = ["full_name", "title", "workplace"]
        error_messages = {"full_name": {"required": "Hãy ghi họ và tên."}}
