"""Django's admin with our site (config/admin.py) in place of its own."""

from django.contrib.admin.apps import AdminConfig


class OfficeAdminConfig(AdminConfig):
    default_site = "config.admin.OfficeAdminSite"
