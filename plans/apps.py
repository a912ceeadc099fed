from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "plans"
    verbose_name = "Kế hoạch"

    def ready(self):
        from plans import activity_doors, activity_sources, page_panels, section_sources

        section_sources.autodiscover()
        activity_sources.autodiscover()
        activity_doors.autodiscover()
        page_panels.autodiscover()
