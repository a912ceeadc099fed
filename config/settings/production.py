"""A real server. Everything that differs from one server to the next comes from the environment (docs/deployment.md).

A missing or wrong value stops the program with one sentence for each fault, all at once.
"""

import os
import re
from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

from config.settings.base import *  # noqa: F403
from config.settings.base import CACHES, SQLITE_OPTIONS

_faults: list[str] = []


def _required(name: str, what: str) -> str:
    """The variable `name`, stripped. `what` tells the reader what to put there when it is missing."""
    value = os.environ.get(name, "").strip()
    if not value:
        _faults.append(f"Thiếu biến {name}: {what}.")
    return value


def _optional(name: str, default: str = "") -> str:
    return os.environ.get(name, "").strip() or default


def _words(value: str) -> list[str]:
    return [word.strip() for word in value.split(",") if word.strip()]


def _number(name: str, default: int) -> int:
    value = _optional(name, str(default))
    if not value.isdecimal():
        _faults.append(f"Biến {name} phải là số nguyên không âm, không phải «{value}».")
        return default
    return int(value)


def _truth(name: str) -> bool:
    """Whether the variable is on, which it is unless set to 0."""
    value = _optional(name, "1").lower()
    if value not in {"0", "1", "true", "false"}:
        _faults.append(f"Biến {name} phải là 1 (có) hoặc 0 (không), không phải «{value}».")
    return value not in {"0", "false"}


def _directory(name: str, value: str, *, to_write: bool) -> str:
    if not value:
        return ""
    path = Path(value)
    if not path.is_absolute():
        _faults.append(f"Biến {name} phải là đường dẫn đầy đủ, không phải «{value}».")
    elif not path.is_dir():
        _faults.append(f"Biến {name}: không có thư mục «{value}».")
    elif not os.access(path, os.W_OK if to_write else os.R_OK):
        _faults.append(f"Biến {name}: chương trình không có quyền {'ghi' if to_write else 'đọc'} thư mục «{value}».")
    return value


def _database() -> dict:
    url = _required("DATABASE_URL", "địa chỉ PostgreSQL, ví dụ postgres://sokehoach:mật-khẩu@127.0.0.1/sokehoach")
    if not url:
        return {"ENGINE": "django.db.backends.dummy"}
    scheme = urlsplit(url).scheme
    if scheme == "sqlite":  # one office, one machine
        return environ.Env.db_url_config(url) | {"OPTIONS": SQLITE_OPTIONS}
    if scheme not in {"postgres", "postgresql"}:
        _faults.append(f"Biến DATABASE_URL phải bắt đầu bằng postgres://, không phải «{scheme or url}».")
        return {"ENGINE": "django.db.backends.dummy"}
    database = environ.Env.db_url_config(url)
    if not database["NAME"]:
        _faults.append("Biến DATABASE_URL thiếu tên cơ sở dữ liệu ở cuối, ví dụ …@127.0.0.1/sokehoach.")
    return database | {"CONN_MAX_AGE": _number("DATABASE_CONN_MAX_AGE", 60), "CONN_HEALTH_CHECKS": True}


DEBUG = False

SECRET_KEY = _required("SECRET_KEY", "chuỗi ngẫu nhiên ít nhất 50 ký tự, giữ kín")
if SECRET_KEY and (len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 10 or SECRET_KEY.startswith("django-insecure")):
    _faults.append("Biến SECRET_KEY quá dễ đoán: cần chuỗi ngẫu nhiên ít nhất 50 ký tự.")

DATA_KEYS = _words(_required("DATA_KEYS", "khóa mã hóa dữ liệu cá nhân (cách tạo: docs/deployment.md)"))
if any(not re.fullmatch(r"[A-Za-z0-9_-]{43}=", key) for key in DATA_KEYS):
    _faults.append("Biến DATA_KEYS phải gồm các khóa 44 ký tự, cách nhau bằng dấu phẩy (cách tạo: docs/deployment.md).")

PERSONAL_DATA_YEARS = _number("PERSONAL_DATA_YEARS", 10)
if PERSONAL_DATA_YEARS < 1:
    _faults.append("Biến PERSONAL_DATA_YEARS phải từ 1 năm trở lên.")

ALLOWED_HOSTS = _words(_required("ALLOWED_HOSTS", "tên miền của trang, ví dụ kehoach.tinh.gov.vn"))
if any(not re.fullmatch(r"\.?[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*", host) for host in ALLOWED_HOSTS):
    _faults.append("Biến ALLOWED_HOSTS chỉ gồm tên miền, cách nhau bằng dấu phẩy; không dùng «*», không ghi https://.")

CSRF_TRUSTED_ORIGINS = _words(_optional("CSRF_TRUSTED_ORIGINS")) or [
    f"https://{'*' if host.startswith('.') else ''}{host}" for host in ALLOWED_HOSTS
]
if any(urlsplit(origin).scheme not in {"http", "https"} for origin in CSRF_TRUSTED_ORIGINS):
    _faults.append("Biến CSRF_TRUSTED_ORIGINS phải gồm các địa chỉ bắt đầu bằng https://, cách nhau bằng dấu phẩy.")

DATABASES = {"default": _database()}

REDIS_URL = _optional("REDIS_URL")
if REDIS_URL and urlsplit(REDIS_URL).scheme not in {"redis", "rediss", "unix"}:
    _faults.append(f"Biến REDIS_URL phải bắt đầu bằng redis://, không phải «{urlsplit(REDIS_URL).scheme}».")
CELERY_BROKER_URL = REDIS_URL or _required(
    "CELERY_BROKER_URL", "hàng đợi, ví dụ amqp://… hoặc redis://127.0.0.1:6379/0 (hoặc đặt REDIS_URL)"
)
CELERY_BROKER_URL = _optional("CELERY_BROKER_URL", CELERY_BROKER_URL)
if CELERY_BROKER_URL and urlsplit(CELERY_BROKER_URL).scheme not in {"redis", "rediss", "amqp", "amqps"}:
    _scheme = urlsplit(CELERY_BROKER_URL).scheme
    _faults.append(f"Biến CELERY_BROKER_URL phải bắt đầu bằng amqp:// hoặc redis://, không phải «{_scheme}».")
# A broker that is away or hangs must not hold up the page: one try of two seconds, then the job waits in its row and
# the sweep rings again. The worker itself waits for the broker as long as it takes.
CELERY_BROKER_CONNECTION_TIMEOUT = 2
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "max_retries": 0,
    "interval_start": 0.2,
    "socket_connect_timeout": 2,
    "socket_timeout": 2,
}
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 0}

MEDIA_ROOT = _directory(
    "MEDIA_ROOT",
    _required("MEDIA_ROOT", "thư mục giữ các tệp đã tải lên, ví dụ /var/lib/sokehoach/media"),
    to_write=True,
)
STATIC_ROOT = _optional("STATIC_ROOT", "/var/lib/sokehoach/static")
OFFICE_FONT_DIR = _directory("OFFICE_FONT_DIR", _optional("OFFICE_FONT_DIR"), to_write=False)
SIGNATURE_ANCHORS_DIR = _directory("SIGNATURE_ANCHORS_DIR", _optional("SIGNATURE_ANCHORS_DIR"), to_write=False)
PKCS11_MODULE = _optional("PKCS11_MODULE")
if PKCS11_MODULE and not Path(PKCS11_MODULE).is_file():
    _faults.append(f"Biến PKCS11_MODULE: không có tệp thư viện «{PKCS11_MODULE}».")

_papers_cache = _required("PAPERS_CACHE", "thư mục giữ PDF đã in, ví dụ /var/cache/sokehoach/papers")
CACHES = CACHES | {
    "papers": CACHES["papers"]
    | {
        "LOCATION": _directory("PAPERS_CACHE", _papers_cache, to_write=True),
        "OPTIONS": {"MAX_ENTRIES": _number("PAPERS_CACHE_ENTRIES", 20000)},
    }
}
if REDIS_URL:
    CACHES["default"] = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}

_email = _optional("EMAIL_URL", "consolemail://")
try:
    vars().update(environ.Env.email_url_config(_email))
except (environ.ImproperlyConfigured, KeyError, ValueError):
    _faults.append("Biến EMAIL_URL phải có dạng smtp+tls://tên:mật-khẩu@máy-chủ:587.")
DEFAULT_FROM_EMAIL = SERVER_EMAIL = _optional("DEFAULT_FROM_EMAIL", "sokehoach@localhost")
ADMINS = [("Quản trị", address) for address in _words(_optional("ADMIN_EMAILS"))]

# nginx ends TLS, and overwrites these two headers whatever the browser sent (docs/deployment.md).
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CLIENT_ADDRESS_HEADER = "X-Real-IP"
SECURE_SSL_REDIRECT = _truth("SECURE_SSL_REDIRECT")
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = _number("SECURE_HSTS_SECONDS", 365 * 24 * 3600)
SECURE_HSTS_INCLUDE_SUBDOMAINS = _truth("SECURE_HSTS_INCLUDE_SUBDOMAINS")
SECURE_HSTS_PRELOAD = _truth("SECURE_HSTS_PRELOAD")
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-sokehoach"  # __Host-: no other page of the domain can set it
ADMINISTRATORS_NEED_TWO_STEP = _truth("ADMINISTRATORS_NEED_TWO_STEP")
SESSION_COOKIE_AGE = _number("SESSION_HOURS", 12) * 3600
SESSION_IDLE_SECONDS = _number("SESSION_IDLE_MINUTES", 60) * 60

_OIDC = {
    "OIDC_RP_CLIENT_SECRET": "OIDC_CLIENT_SECRET",
    "OIDC_ISSUER": "OIDC_ISSUER",
    "OIDC_OP_AUTHORIZATION_ENDPOINT": "OIDC_AUTHORIZATION_URL",
    "OIDC_OP_TOKEN_ENDPOINT": "OIDC_TOKEN_URL",
    "OIDC_OP_USER_ENDPOINT": "OIDC_USERINFO_URL",
    "OIDC_OP_JWKS_ENDPOINT": "OIDC_JWKS_URL",
}
OIDC_RP_CLIENT_ID = _optional("OIDC_CLIENT_ID")
if OIDC_RP_CLIENT_ID:
    for _setting, _name in _OIDC.items():
        _value = _required(_name, "cần có khi đặt OIDC_CLIENT_ID, do nơi liên thông cấp")
        if _value and _setting != "OIDC_RP_CLIENT_SECRET" and urlsplit(_value).scheme != "https":
            _faults.append(f"Biến {_name} phải bắt đầu bằng https://, không phải «{_value}».")
        vars()[_setting] = _value
    OIDC_PROVIDER_NAME = _optional("OIDC_BUTTON", "Đăng nhập bằng tài khoản liên thông")
    OIDC_TWO_STEP_VALUES = _words(_optional("OIDC_TWO_STEP_VALUES"))
    OIDC_CLAIM = _optional("OIDC_CLAIM", "preferred_username")
    if OIDC_CLAIM not in {"preferred_username", "email"}:
        _faults.append(f"Biến OIDC_CLAIM là preferred_username hoặc email, không phải «{OIDC_CLAIM}».")
elif _strays := [name for name in _OIDC.values() if _optional(name)]:
    _faults.append(f"Thiếu biến OIDC_CLIENT_ID trong khi đã đặt {', '.join(_strays)}.")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{levelname} {name} {message}", "style": "{"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "line"},
        "mail": {"class": "django.utils.log.AdminEmailHandler", "level": "ERROR"},
    },
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "django.request": {"handlers": ["mail"] if ADMINS else [], "level": "ERROR"},
        "axes.apps": {"level": "WARNING"},
        "pikepdf": {"level": "WARNING"},
    },
}

if _faults:
    raise ImproperlyConfigured("\n".join(["Chưa chạy được vì cấu hình chưa đúng:", *(f"  - {f}" for f in _faults)]))
