"""Settings shared by development, tests and production. What differs is in the sibling modules."""

import hashlib
import os
from base64 import urlsafe_b64encode
from pathlib import Path

from django.urls import reverse_lazy


def key_of_words(words: str) -> str:
    """A key for DATA_KEYS made of `words`, which must be long and random where the data is real."""
    return urlsafe_b64encode(hashlib.sha256(words.encode()).digest()).decode()


BASE_DIR = Path(__file__).resolve().parents[2]
VAR_DIR = BASE_DIR / "var"

# Example data and accounts whose passwords are printed: only where `bin/run` starts the program.
DEMO = False

# After so many years without any class or change, `manage.py anonymise_people` takes names and private data away.
PERSONAL_DATA_YEARS = 10

DEFAULT_EXCEPTION_REPORTER_FILTER = "lib.error_reports.ValuesHidden"

INSTALLED_APPS = [
    "portal",
    "trainings",
    "plans",
    "people",
    "documents",
    "organisations",
    "audit",
    "lib",
    "config.apps.OfficeAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",  # FORM_RENDERER finds its own templates through the app
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "import_export",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.middleware.CompressPagesMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "portal.middleware.SessionEndMiddleware",
    "portal.refusals.SignInMiddleware",
    "portal.middleware.FirstThingsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "portal.refusals.RefusalMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA busy_timeout=20000;",
}

AUTH_USER_MODEL = "organisations.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "organisations.backends.AccountBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "full_name", "email")},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "organisations.passwords.LengthLimitValidator"},
    {"NAME": "organisations.passwords.GuessableWordsValidator"},
    {"NAME": "organisations.passwords.AnotherPasswordValidator"},
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
LOGIN_URL = reverse_lazy("portal:sign_in")
LOGIN_REDIRECT_URL = reverse_lazy("portal:home")
LOGOUT_REDIRECT_URL = reverse_lazy("portal:sign_in")

# Accounts that may do everything sign in in two steps whatever their office asks for; on where real papers are.
ADMINISTRATORS_NEED_TWO_STEP = False
OTP_TOTP_ISSUER = "Sổ Kế hoạch"
AXES_ENABLE_ADMIN = False
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "portal.views.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # the page says when the lock opens, and it does
AXES_DISABLE_ACCESS_LOG = True  # sign-ins stand in the audit trail
AXES_USERNAME_CALLABLE = "organisations.sign_in_lock.name_to_lock"
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "code", "old_password", "new_password1", "new_password2"]
AXES_CLIENT_IP_CALLABLE = "lib.client_address.address_to_lock"
# The header in which the proxy before us tells the browser's address; empty where there is no proxy to believe.
CLIENT_ADDRESS_HEADER = ""

# Signing in with an account of the province (OpenID Connect): off unless config.settings.production finds OIDC_*.
OIDC_RP_CLIENT_ID = OIDC_RP_CLIENT_SECRET = OIDC_PROVIDER_NAME = OIDC_ISSUER = ""
OIDC_OP_AUTHORIZATION_ENDPOINT = OIDC_OP_TOKEN_ENDPOINT = OIDC_OP_USER_ENDPOINT = OIDC_OP_JWKS_ENDPOINT = ""
OIDC_CLAIM = "preferred_username"  # what must be our user name; or "email"
OIDC_TWO_STEP_VALUES = []  # of acr or amr that count as our second step
OIDC_RP_SIGN_ALGO = "RS256"
OIDC_RP_SCOPES = "openid profile email"
OIDC_USE_PKCE = True
OIDC_AUTHENTICATION_CALLBACK_URL = "portal:provider_answer"
OIDC_TIMEOUT = 10  # seconds

# Whom to call when one cannot sign in; said on the sign-in and lock-out pages, e.g. «bà Lan, máy lẻ 112».
SUPPORT_CONTACT = os.environ.get("SUPPORT_CONTACT", "")

LANGUAGE_CODE = "vi"
USE_I18N = True
USE_THOUSAND_SEPARATOR = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["config.formats"]

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = VAR_DIR / "static"
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    # Private: files are handed out by views that check permission, never by URL.
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 250  # pictures of the pages of a scan: more are refused in words, documents.scans
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000  # a plan with all its sections is one form in the admin

# Rendered PDF bytes and page pictures, keyed by the digest of what they show (see documents/rendering).
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "papers": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": VAR_DIR / "cache" / "papers",
        "TIMEOUT": 7 * 24 * 3600,
        "OPTIONS": {"MAX_ENTRIES": 2000},
    },
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "object-src": ["'none'"],
    }
}
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_AGE = 12 * 3600  # a working day; counted from the sign-in, whatever is done meanwhile
# A meeting does not end a session, a lunch break does. 0 = only the day's end does.
SESSION_IDLE_SECONDS = 60 * 60
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = False  # the editor's script reads the token from the cookie

CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 50
CELERY_TIMEZONE = TIME_ZONE
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BEAT_SCHEDULE = {
    "sweep-jobs": {"task": "documents.tasks.sweep_jobs", "schedule": 10.0},
}

IMPORT_EXPORT_USE_TRANSACTIONS = True
IMPORT_EXPORT_IMPORT_PERMISSION_CODE = "add"
IMPORT_EXPORT_EXPORT_PERMISSION_CODE = "view"
IMPORT_EXPORT_ESCAPE_FORMULAE_ON_EXPORT = True

# Folder with the office's licensed Times New Roman (times.ttf, timesbd.ttf, timesi.ttf, timesbi.ttf);
# empty = the metric-compatible fonts shipped in static/fonts.
OFFICE_FONT_DIR = ""

# Folder with the certificates (PEM) of the authorities whose signatures count, root and intermediate; empty = none is
# known, and every examined signature says so.
SIGNATURE_ANCHORS_DIR = os.environ.get("SIGNATURE_ANCHORS_DIR", "")

# The PKCS#11 library of signing tokens attached to this machine; empty = there are none.
PKCS11_MODULE = os.environ.get("PKCS11_MODULE", "")

# A signed file that comes back may be this large.
SIGNED_FILE_LIMIT = 30 * 1024 * 1024
