"""The catalogue of legal documents in the admin."""

import secrets

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminFileWidget
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import capfirst

from audit.recorded_admin import ModelAdmin, SheetAdminMixin
from lib.fields import conversion_notice
from plans.files import kind_of_file
from plans.models import LegalDocument, PlanLegalBasis
from plans.resources import LegalDocumentResource
from plans.validity import legal_document_faults


class StoredFileWidget(AdminFileWidget):
    """Links the stored file to the view that asks for permission, never to the storage."""

    def get_context(self, name, value, attrs):
        context = super().get_context(name, None if self.is_initial(value) else value, attrs)
        if self.is_initial(value):
            url = reverse("plans:legal_file", args=[value.instance.pk])
            context["widget"] |= {"is_initial": True, "value": _Link(url=url, text=str(value.instance))}
        return context

    def is_initial(self, value):
        return bool(value and getattr(value, "name", "") and getattr(value, "instance", None) and value.instance.pk)


class _Link:
    """What Django's template of a file field asks of a file."""

    def __init__(self, *, url: str, text: str):
        self.url, self.text = url, text

    def __str__(self):
        return self.text


class LegalDocumentForm(forms.ModelForm):
    """A document that plans cite; one that is entered already is found instead."""

    class Meta:
        model = LegalDocument
        fields = [
            "kind", "reference", "issued_on", "issuer", "summary", "in_force_from", "in_force_to", "replaced_by",
            "file",
        ]  # fmt: skip
        widgets = {"file": StoredFileWidget, "summary": forms.Textarea(attrs={"rows": 3})}
        error_messages = {"summary": {"required": "Cần trích yếu, ví dụ: về việc giao dự toán ngân sách năm 2025."}}

    def clean_file(self):
        upload = self.cleaned_data["file"]
        if upload and "file" in self.files:
            try:
                kind = kind_of_file(upload.read())
            except ValueError as error:
                raise ValidationError(str(error)) from None
            upload.seek(0)
            upload.name = f"{secrets.token_hex(12)}.{kind}"
        return upload

    def clean_replaced_by(self):
        newer = self.cleaned_data["replaced_by"]
        chain = set()
        while newer is not None and newer.pk not in chain:
            if newer.pk == self.instance.pk:
                raise ValidationError("Văn bản không thể bị thay thế bởi chính nó hay bởi văn bản mà nó thay thế.")
            chain.add(newer.pk)
            newer = newer.replaced_by
        return self.cleaned_data["replaced_by"]

    def _post_clean(self):
        super()._post_clean()
        for name, sentence in legal_document_faults(self.instance).items():
            if name not in self.errors:
                self.add_error(name if name in self.fields else None, sentence)
        known = LegalDocument.objects.same_as(self.instance).first()
        if known is not None and not self.errors:
            url = reverse("admin:plans_legaldocument_change", args=[known.pk])
            self.add_error(
                None,
                format_html('Văn bản này đã có trong danh mục: <a href="{}">{}</a>. Hãy dùng lại.', url, known),
            )

    def _get_validation_exclusions(self):
        # Said beside their fields by legal_document_faults; the constraints would say it again for the whole form.
        return super()._get_validation_exclusions() | {"reference", "in_force_to"}


class ForceFilter(admin.SimpleListFilter):
    """Documents in force today, or not."""

    title = "hiệu lực"
    parameter_name = "hieu-luc"

    def lookups(self, request, model_admin):
        return [("con", "Còn hiệu lực"), ("het", "Hết hiệu lực hoặc bị thay thế")]

    def queryset(self, request, queryset):
        today = timezone.localdate()
        match self.value():
            case "con":
                return queryset.in_force_on(today)
            case "het":
                return queryset.exclude(pk__in=queryset.in_force_on(today).values("pk"))
        return queryset


@admin.register(LegalDocument)
class LegalDocumentAdmin(SheetAdminMixin, ModelAdmin):
    """Entered once, found again afterwards."""

    form = LegalDocumentForm
    resource_classes = [LegalDocumentResource]
    list_display = ["__str__", "issued_on", "issuer", "short_summary", "in_force_to", "file_link"]
    list_filter = ["kind", ForceFilter, ("file", admin.EmptyFieldListFilter)]
    date_hierarchy = "issued_on"
    autocomplete_fields = ["replaced_by"]
    fieldsets = [
        (None, {"fields": [("kind", "reference"), ("issued_on", "issuer"), "summary"]}),
        ("Hiệu lực", {"fields": [("in_force_from", "in_force_to"), "replaced_by"]}),
        ("Toàn văn", {"fields": ["file"], "description": "Tệp PDF hoặc Word (.docx), đến 30 MB."}),
    ]

    class Media:
        css = {"all": ["css/admin_plans.css"]}

    def get_deleted_objects(self, objs, request):
        """Plans that cite a document keep it; they are counted, not quoted: not everybody may see them."""
        listed, counts, missing, protected = super().get_deleted_objects(objs, request)
        quoted = f"{capfirst(PlanLegalBasis._meta.verbose_name)}: "
        kept = [row for row in protected if not str(row).startswith(quoted)]
        if len(kept) < len(protected):
            citing = PlanLegalBasis.objects.filter(document__in=objs).values("plan").distinct().count()
            kept.append(f"{citing} kế hoạch đang dẫn làm căn cứ")
        return listed, counts, missing, kept

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if notice := conversion_notice(form):
            messages.warning(request, notice)

    def choice_label(self, row):
        day = f" ngày {row.issued_on:%d/%m/%Y}" if row.issued_on else ""
        summary = " ".join(row.summary.split())
        name = f"{row.kind} số {row.reference}{day}" if row.reference else f"{row.kind}{day}"
        return f"{name}: {summary[:90]}{'…' if len(summary) > 90 else ''}"

    @admin.display(description="trích yếu")
    def short_summary(self, row):
        summary = " ".join(row.summary.split())
        return summary if len(summary) <= 140 else f"{summary[:139]}…"

    @admin.display(description="tệp")
    def file_link(self, row):
        return format_html('<a href="{}">Tải về</a>', reverse("plans:legal_file", args=[row.pk])) if row.file else "—"
