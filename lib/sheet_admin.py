"""Import and export buttons of the admin: our formats, our checks before reading, our sentences."""

from datetime import timedelta

from django import forms
from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import default_storage
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from import_export.admin import ImportExportMixin
from import_export.forms import ConfirmImportForm, ExportForm, ImportForm
from import_export.results import RowResult
from import_export.tmp_storages import MediaStorage

from lib.sheet_formats import MAX_BYTES, Csv, UnreadableSheet, Xlsx, format_of

FORMATS = [Xlsx, Csv]
_FOLDER = "imports"
_SHOWN_ROWS = 200
_KEPT_FOR = timedelta(hours=4)


class WaitingFile(MediaStorage):
    """The sent file between preview and confirmation, in the private storage; forgotten after four hours."""

    def __init__(self, **kwargs):
        super().__init__(MEDIA_FOLDER=_FOLDER, **kwargs)

    def save(self, data):
        self._forget_old()
        super().save(data)

    def _forget_old(self):
        if not default_storage.exists(_FOLDER):
            return
        for name in default_storage.listdir(_FOLDER)[1]:
            path = f"{_FOLDER}/{name}"
            if timezone.now() - default_storage.get_modified_time(path) > _KEPT_FOR:
                default_storage.delete(path)


class SheetImportForm(ImportForm):
    """Only the file is asked for; its format is seen from its bytes."""

    def __init__(self, formats, resources, **kwargs):
        super().__init__(formats, resources, **kwargs)
        self.fields["format"].required = False
        self.fields["format"].widget = forms.HiddenInput()
        file = self.fields["import_file"]
        file.label = "Tệp Excel (.xlsx) hoặc CSV"
        file.widget.attrs = {"accept": ".xlsx,.csv"}
        file.error_messages["required"] = "Hãy chọn tệp cần nhập."

    @property
    def media(self):
        return forms.Media()

    def clean_import_file(self):
        file = self.cleaned_data["import_file"]
        if file.size > MAX_BYTES:
            raise ValidationError(f"Tệp lớn hơn {MAX_BYTES // 1024 // 1024} MB: hãy chia thành nhiều tệp.")
        start = file.read(16)
        file.seek(0)
        try:
            self.format_index = FORMATS.index(format_of(file.name, start))
        except UnreadableSheet as error:
            raise ValidationError(str(error)) from error
        return file

    def clean(self):
        cleaned = super().clean()
        cleaned["format"] = str(getattr(self, "format_index", 0))
        cleaned["resource"] = "0"
        return cleaned


class SheetConfirmForm(ConfirmImportForm):
    """Names the waiting file by a signed value: nobody confirms a file that was not previewed."""

    def clean_import_file_name(self):
        try:
            return signing.loads(self.cleaned_data["import_file_name"], salt=_FOLDER, max_age=_KEPT_FOR)
        except signing.BadSignature as error:
            raise ValidationError("Tệp xem trước đã hết hạn: hãy chọn lại tệp.") from error

    def clean_format(self):
        if self.cleaned_data["format"] not in {str(index) for index in range(len(FORMATS))}:
            raise ValidationError("Không rõ kiểu tệp: hãy chọn lại tệp.")
        return self.cleaned_data["format"]

    def clean_resource(self):
        return "0"


class SheetExportForm(ExportForm):
    """Only the format is asked for; all columns go out, so that the file can come back in."""

    def __init__(self, formats, resources, **kwargs):
        super().__init__(formats, resources, **kwargs)
        choice = self.fields["format"]
        choice.label = "Kiểu tệp"
        choice.widget = forms.RadioSelect()
        choice.choices = [(str(index), format().get_title()) for index, format in enumerate(formats)]
        choice.initial = "0"


class SheetAdminMixin(ImportExportMixin):
    """For a ModelAdmin with `resource_classes = [its SheetResource]`. Importing needs the rights to add and change."""

    formats = FORMATS
    import_form_class = SheetImportForm
    confirm_form_class = SheetConfirmForm
    export_form_class = SheetExportForm
    tmp_storage_class = WaitingFile

    def has_import_permission(self, request):
        return self.has_add_permission(request) and self.has_change_permission(request)

    def get_confirm_form_initial(self, request, import_form):
        initial = super().get_confirm_form_initial(request, import_form)
        if import_form is not None:
            initial["import_file_name"] = signing.dumps(initial["import_file_name"], salt=_FOLDER)
        return initial

    def add_data_read_fail_error_to_form(self, form, e):
        form.add_error("import_file", str(e) if isinstance(e, UnreadableSheet) else "Không đọc được tệp này.")

    def import_action(self, request, **kwargs):
        """The page with the preview: rows that change something, the first ones of many."""
        response = super().import_action(request, **kwargs)
        result = response.context_data.get("result")
        if result is not None:
            rows = [row for row in result.valid_rows() if row.import_type != RowResult.IMPORT_TYPE_SKIP]
            response.context_data |= {
                "shown_headings": list(rows[0].row_values) if rows else [],
                "shown_rows": rows[:_SHOWN_ROWS],
                "more_rows": max(0, len(rows) - _SHOWN_ROWS),
            }
        return response

    def process_import(self, request, **kwargs):
        if not self.has_import_permission(request):
            raise PermissionDenied
        form = self.create_confirm_form(request)
        if not form.is_valid():
            messages.error(request, " ".join(text for errors in form.errors.values() for text in errors))
            return self._import_again()
        try:
            return super().process_import(request, **kwargs)
        except FileNotFoundError:
            messages.error(request, "Tệp này đã được nhập rồi, hoặc đã hết hạn: nếu cần, hãy chọn lại tệp.")
            return self._import_again()

    def process_result(self, result, request):
        """What was checked at the preview is checked again: the table may have changed meanwhile."""
        if result.has_errors() or result.has_validation_errors():
            messages.error(
                request, "Danh mục vừa thay đổi nên tệp không còn đúng, chưa nhập dòng nào: hãy chọn lại tệp."
            )
            return self._import_again()
        return super().process_result(result, request)

    def add_success_message(self, result, request):
        counts = result.totals
        messages.success(
            request,
            f"Đã nhập: {counts['new']} dòng mới, {counts['update']} dòng sửa, {counts['skip']} dòng giữ nguyên.",
        )

    def get_import_data_kwargs(self, **kwargs):
        return super().get_import_data_kwargs(**kwargs) | {"rollback_on_validation_errors": True}

    def get_export_filename(self, request, queryset, file_format):
        return f"{self.opts.model_name}-{timezone.localdate():%Y-%m-%d}.{file_format.get_extension()}"

    def _import_again(self):
        return HttpResponseRedirect(reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_import"))
