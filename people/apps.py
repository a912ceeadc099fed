from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "people"
    verbose_name = "Người tham gia"

    def ready(self):
        from people import ties

        ties.autodiscover()
