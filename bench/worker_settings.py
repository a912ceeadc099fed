"""Settings of the real workers that the bench starts: a database and a queue in a folder of their own."""

import os
from pathlib import Path

from config.settings.base import SQLITE_OPTIONS
from config.settings.test import *  # noqa: F403

BENCH_DIR = Path(os.environ["BENCH_DIR"])
DATABASES = {
    "default": {"ENGINE": "django.db.backends.sqlite3", "NAME": BENCH_DIR / "db.sqlite3", "OPTIONS": SQLITE_OPTIONS}
}
MEDIA_ROOT = BENCH_DIR / "media"
CELERY_TASK_ALWAYS_EAGER = False
CELERY_BROKER_URL = "filesystem://"
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "data_folder_in": str(BENCH_DIR / "queue"),
    "data_folder_out": str(BENCH_DIR / "queue"),
    "control_folder": str(BENCH_DIR / "control"),
    "store_processed": False,
    "polling_interval": 0.02,
}
