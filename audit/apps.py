"""The audit trail as a Django app."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "audit"
    verbose_name = "Nhật ký"

    def ready(self):
        from audit import tables

        tables.autodiscover()
