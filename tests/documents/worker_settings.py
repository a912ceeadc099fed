"""Settings of the real workers that tests start: broker in a folder as in config.settings.dev, their own database."""

import os
from pathlib import Path

from config.settings.test import *  # noqa: F403
from config.settings.test import INSTALLED_APPS

WORKER_DIR = Path(os.environ["WORKER_TEST_DIR"])
INSTALLED_APPS = [*INSTALLED_APPS, "tests.documents.slow_paper"]
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "papers": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": WORKER_DIR / "papers",
    },
}
MEDIA_ROOT = WORKER_DIR / "media"
CELERY_TASK_ALWAYS_EAGER = False
CELERY_BROKER_URL = "filesystem://"
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "data_folder_in": str(WORKER_DIR / "queue"),
    "data_folder_out": str(WORKER_DIR / "queue"),
    "control_folder": str(WORKER_DIR / "control"),
    "store_processed": False,
    "polling_interval": 0.1,
}
CELERY_BEAT_SCHEDULE = {"sweep-jobs": {"task": "documents.tasks.sweep_jobs", "schedule": 1.0}}
