"""WSGI entry point for gunicorn."""

import os
import threading

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

application = get_wsgi_application()

from documents.rendering import prewarm  # noqa: E402 (needs the applications loaded)

threading.Thread(target=prewarm, name="prewarm", daemon=True).start()
