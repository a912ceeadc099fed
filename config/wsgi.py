"""WSGI entry point for gunicorn."""

import os
import sys
import threading
from importlib import import_module

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

GIVE_UP = 3  # gunicorn's own word for «this will not get better by starting again»
try:
    import_module(os.environ["DJANGO_SETTINGS_MODULE"])
except ImproperlyConfigured as error:
    print(error, file=sys.stderr, flush=True)
    sys.exit(GIVE_UP)

application = get_wsgi_application()

from documents.rendering import prewarm  # noqa: E402 (needs the applications loaded)

threading.Thread(target=prewarm, name="prewarm", daemon=True).start()
