from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = "Cổng làm việc"

    def ready(self):
        from lib import waiting

        waiting.autodiscover()
