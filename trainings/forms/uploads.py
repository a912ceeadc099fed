"""What the pages of a file of names send."""

from collections.abc import Mapping

from django import forms

from lib.keys import row_key
from trainings.rosters.opening import LARGEST_FILE

MOST_COLUMNS = 100


class GiveFileForm(forms.Form):
    """A file of names."""

    file = forms.FileField(
        label="Tệp danh sách",
        help_text="Excel (.xlsx, .xls) hoặc .csv. Cột nào cũng được đọc theo tên cột, thứ tự không quan trọng.",
        widget=forms.ClearableFileInput(attrs={"class": "form-control", "accept": ".xlsx,.xlsm,.xls,.csv,.txt"}),
        error_messages={"required": "Hãy chọn tệp danh sách.", "empty": "Tệp rỗng: hãy nộp lại."},
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(f"Tệp quá {LARGEST_FILE // 1024**2} MB: hãy bỏ ảnh và các trang thừa.")
        return file


def chosen_columns(sent: Mapping[str, str]) -> dict[int, str]:
    """The fields that a person chose for columns: «cot-3=post»; others are passed over."""
    found = {}
    for name, field in sent.items():
        start, _, number = name.partition("-")
        if start == "cot" and number.isdecimal() and len(number) < 4 and int(number) < MOST_COLUMNS:
            found[int(number)] = field
    return found


def rows_apart(sent: list[str]) -> list[int]:
    """The numbers of rows that were ticked as somebody else of the same name."""
    return sorted({number for text in sent if (number := row_key(text)) is not None})
