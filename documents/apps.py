from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "documents"
    verbose_name = "Văn bản"

    def ready(self):
        from documents import papers, works

        papers.autodiscover()
        works.autodiscover()
