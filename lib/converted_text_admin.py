"""Telling people in the admin that text typed with old fonts was turned into Unicode."""

from django.contrib import messages

from lib.fields import conversion_notice


class ConvertedTextMixin:
    """For a ModelAdmin: after saving, one message per form whose text came from TCVN3 or VNI, inline rows too."""

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        rows = [row for formset in formsets for row in formset.forms]
        for notice in dict.fromkeys(filter(None, map(conversion_notice, [form, *rows]))):
            messages.warning(request, notice)
