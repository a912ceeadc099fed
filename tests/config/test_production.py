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
        ("EMAIL_URL", "thu://a", "Biến EMAIL_URL phải có dạng smtp+tls://tên:mật-khẩu@máy-chủ:587."),
    ],
)
def test_wrong_value_stops_with_one_sentence(complete, name, value, sentence):
    done = _manage(complete | {name: value}, "check")
    assert (done.returncode, f"  - {sentence}" in done.stderr.splitlines()) == (1, True), done.stderr


def test_demo_accounts_are_refused(complete):
    done = _manage(complete, "demo_accounts")
    assert (done.returncode, done.stderr.strip()) == (
        1,
        "CommandError: Tài khoản dùng thử chỉ có ở bản chạy thử (bin/run), không lập trên máy chủ thật.",
    )
