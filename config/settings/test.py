"""Tests: the database named by DATABASE_URL (a SQLite file by default), queued work runs at once."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import environ

from config.settings.base import *  # noqa: F403
from config.settings.base import SQLITE_OPTIONS, STORAGES, key_of_words

SECRET_KEY = "only-for-tests"
DATA_KEYS = [key_of_words("only-for-tests")]
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]

TEST_DIR = Path(tempfile.mkdtemp(prefix="sokehoach-test-"))
atexit.register(shutil.rmtree, TEST_DIR, ignore_errors=True)

DATABASES = {"default": environ.Env.db_url_config(os.environ.get("DATABASE_URL") or f"sqlite:///{TEST_DIR}/db.sqlite3")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, not memory: the browser tests' server reads it from threads of its own.
    DATABASES["default"]["TEST"] = {"NAME": str(TEST_DIR / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS | {
        "init_command": SQLITE_OPTIONS["init_command"] + "PRAGMA synchronous=OFF;"
    }

VAR_DIR = TEST_DIR / "var"
STATIC_ROOT = VAR_DIR / "static"
STATIC_ROOT.mkdir(parents=True)
MEDIA_ROOT = TEST_DIR / "media"
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "papers": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": TEST_DIR / "papers",
    },
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True
