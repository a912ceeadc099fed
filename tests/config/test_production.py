"""Production settings: clean when complete, and one sentence for each value that is missing or wrong."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def complete(tmp_path) -> dict[str, str]:
    """The environment of a server that is set up well."""
    papers = tmp_path / "papers"
    papers.mkdir()
    media = tmp_path / "media"
    media.mkdir()
    return {
        "PATH": os.environ["PATH"],
        "PYTHONUTF8": "1",
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
        "DATA_KEYS": "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
        "SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
        "ALLOWED_HOSTS": "kehoach.example.vn",
        "DATABASE_URL": "postgres://sokehoach:x@127.0.0.1/sokehoach",
        "REDIS_URL": "redis://127.0.0.1:6379/0",
        "MEDIA_ROOT": str(media),
        "PAPERS_CACHE": str(papers),
    }


def _manage(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess:
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_check_deploy_is_clean(complete):
    done = _manage(complete, "check", "--deploy", "--fail-level", "INFO")
    assert (done.returncode, done.stdout, done.stderr) == (0, "System check identified no issues (0 silenced).\n", "")


def test_all_missing_values_are_named_at_once(complete):
    bare = {name: complete[name] for name in ("PATH", "PYTHONUTF8", "DJANGO_SETTINGS_MODULE")}
    done = _manage(bare, "check")
    first, *sentences = done.stderr.splitlines()
    assert (done.returncode, first) == (1, "Chưa chạy được vì cấu hình chưa đúng:")
    assert [sentence.split(":")[0] for sentence in sentences] == [
        "  - Thiếu biến SECRET_KEY",
        "  - Thiếu biến DATA_KEYS",
        "  - Thiếu biến ALLOWED_HOSTS",
        "  - Thiếu biến DATABASE_URL",
        "  - Thiếu biến CELERY_BROKER_URL",
        "  - Thiếu biến MEDIA_ROOT",
        "  - Thiếu biến PAPERS_CACHE",
    ]


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("SECRET_KEY", "ngan", "Biến SECRET_KEY quá dễ đoán: cần chuỗi ngẫu nhiên ít nhất 50 ký tự."),
        ("SECRET_KEY", "a" * 60, "Biến SECRET_KEY quá dễ đoán: cần chuỗi ngẫu nhiên ít nhất 50 ký tự."),
        (
            "DATA_KEYS",
            "ngan",
            "Biến DATA_KEYS phải gồm các khóa 44 ký tự, cách nhau bằng dấu phẩy (cách tạo: docs/deployment.md).",
        ),
        (
            "ALLOWED_HOSTS",
            "*",
            "Biến ALLOWED_HOSTS chỉ gồm tên miền, cách nhau bằng dấu phẩy; không dùng «*», không ghi https://.",
        ),
        ("DATABASE_URL", "mysql://a@b/c", "Biến DATABASE_URL phải bắt đầu bằng postgres://, không phải «mysql»."),
        (
            "DATABASE_URL",
            "postgres://a@b",
            "Biến DATABASE_URL thiếu tên cơ sở dữ liệu ở cuối, ví dụ …@127.0.0.1/sokehoach.",
        ),
        ("REDIS_URL", "http://127.0.0.1", "Biến REDIS_URL phải bắt đầu bằng redis://, không phải «http»."),
        (
            "CELERY_BROKER_URL",
            "filesystem://",
            "Biến CELERY_BROKER_URL phải bắt đầu bằng amqp:// hoặc redis://, không phải «filesystem».",
        ),
        ("MEDIA_ROOT", "media", "Biến MEDIA_ROOT phải là đường dẫn đầy đủ, không phải «media»."),
        ("PERSONAL_DATA_YEARS", "0", "Biến PERSONAL_DATA_YEARS phải từ 1 năm trở lên."),
        ("PAPERS_CACHE", "/khong/co", "Biến PAPERS_CACHE: không có thư mục «/khong/co»."),
        ("OFFICE_FONT_DIR", "/khong/co", "Biến OFFICE_FONT_DIR: không có thư mục «/khong/co»."),
        ("SIGNATURE_ANCHORS_DIR", "/khong/co", "Biến SIGNATURE_ANCHORS_DIR: không có thư mục «/khong/co»."),
        ("PKCS11_MODULE", "/khong/co.so", "Biến PKCS11_MODULE: không có tệp thư viện «/khong/co.so»."),
        ("SECURE_SSL_REDIRECT", "có", "Biến SECURE_SSL_REDIRECT phải là 1 (có) hoặc 0 (không), không phải «có»."),
        (
            "SECURE_HSTS_SECONDS",
            "một năm",
            "Biến SECURE_HSTS_SECONDS phải là số nguyên không âm, không phải «một năm».",
        ),
        (
            "SESSION_IDLE_MINUTES",
            "nửa giờ",
            "Biến SESSION_IDLE_MINUTES phải là số nguyên không âm, không phải «nửa giờ».",
        ),
        ("OIDC_ISSUER", "https://sso.example", "Thiếu biến OIDC_CLIENT_ID trong khi đã đặt OIDC_ISSUER."),
        (
            "OIDC_CLIENT_ID",
            "sokehoach",
            "Thiếu biến OIDC_TOKEN_URL: cần có khi đặt OIDC_CLIENT_ID, do nơi liên thông cấp.",
        ),
        ("EMAIL_URL", "thu://a", "Biến EMAIL_URL phải có dạng smtp+tls://tên:mật-khẩu@máy-chủ:587."),
    ],
)
def test_wrong_value_stops_with_one_sentence(complete, name, value, sentence):
    done = _manage(complete | {name: value}, "check")
    assert (done.returncode, f"  - {sentence}" in done.stderr.splitlines()) == (1, True), done.stderr


@pytest.fixture
def with_provider(complete) -> dict[str, str]:
    """A server whose people also sign in with accounts of the province."""
    names = ["ISSUER", "AUTHORIZATION_URL", "TOKEN_URL", "USERINFO_URL", "JWKS_URL"]
    addresses = {f"OIDC_{name}": f"https://sso.example.vn/{name.lower()}" for name in names}
    return complete | addresses | {"OIDC_CLIENT_ID": "sokehoach", "OIDC_CLIENT_SECRET": "x" * 40}


def test_check_deploy_is_clean_with_a_provider(with_provider):
    done = _manage(with_provider, "check", "--deploy", "--fail-level", "INFO")
    assert (done.returncode, done.stdout, done.stderr) == (0, "System check identified no issues (0 silenced).\n", "")


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("OIDC_TOKEN_URL", "http://sso.example.vn/token", "phải bắt đầu bằng https://"),
        ("OIDC_CLAIM", "cccd", "là preferred_username hoặc email, không phải «cccd»."),
    ],
)
def test_a_provider_that_is_set_up_badly_stops_with_one_sentence(with_provider, name, value, sentence):
    done = _manage(with_provider | {name: value}, "check")
    faults = [line for line in done.stderr.splitlines() if line.startswith("  - ")]
    assert (done.returncode, len(faults), faults[0].startswith(f"  - Biến {name} {sentence}")) == (1, 1, True)


SETTINGS = """
from django.conf import settings as s
print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SESSION_COOKIE_HTTPONLY, s.SESSION_COOKIE_SAMESITE,
      s.SECURE_HSTS_SECONDS >= 31536000, s.SECURE_SSL_REDIRECT, s.ADMINISTRATORS_NEED_TWO_STEP,
      "unsafe" in str(s.CONTENT_SECURITY_POLICY), s.SESSION_COOKIE_NAME, s.SESSION_COOKIE_AGE, s.SESSION_IDLE_SECONDS)
"""


def test_cookies_and_transport_are_safe_without_a_word_in_the_environment(complete):
    done = _manage(complete, "shell", "--no-imports", "-c", SETTINGS)
    assert done.stdout == "True True True Lax True True True False __Host-sokehoach 43200 3600\n"


def test_gunicorn_ends_with_the_sentences_and_without_a_traceback(complete):
    command = [sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", "127.0.0.1:0", "--workers", "1"]
    wrong = complete | {"SECRET_KEY": "ngan"}
    done = subprocess.run(command, cwd=ROOT, env=wrong, capture_output=True, text=True, check=False, timeout=60)
    sentence = "  - Biến SECRET_KEY quá dễ đoán: cần chuỗi ngẫu nhiên ít nhất 50 ký tự."
    assert (done.returncode, done.stderr.splitlines().count(sentence), "Traceback" in done.stderr) == (3, 1, False)


def test_demo_accounts_are_refused(complete):
    done = _manage(complete, "demo_accounts")
    assert (done.returncode, done.stderr.strip()) == (
        1,
        "CommandError: Tài khoản dùng thử chỉ có ở bản chạy thử (bin/run), không lập trên máy chủ thật.",
    )
