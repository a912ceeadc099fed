"""One machine, SQLite, no server to install: what `bin/run` starts."""

import os
from pathlib import Path

import environ

from config.settings.base import *  # noqa: F403
from config.settings.base import SQLITE_OPTIONS, VAR_DIR, key_of_words

DEMO = True
DEBUG = os.environ.get("DEBUG", "") == "1"
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]


def _local_secret(path: Path) -> str:
    """The random secret of this machine; made on first use, readable by its owner only."""
    if not path.exists():
        from django.core.management.utils import get_random_secret_key

        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(get_random_secret_key())
    return path.read_text()


SECRET_KEY = _local_secret(VAR_DIR / "secret")
DATA_KEYS = [key_of_words(_local_secret(VAR_DIR / "data-secret"))]

DATABASES = {"default": environ.Env.db_url_config(os.environ.get("DATABASE_URL", f"sqlite:///{VAR_DIR}/db.sqlite3"))}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS

QUEUE_DIR = VAR_DIR / "queue"
CELERY_BROKER_URL = "filesystem://localhost/"
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "data_folder_in": str(QUEUE_DIR),
    "data_folder_out": str(QUEUE_DIR),
    "control_folder": str(QUEUE_DIR / "control"),
    "store_processed": False,
    "polling_interval": 0.1,
}
QUEUE_DIR.mkdir(parents=True, exist_ok=True, mode=0o700)
