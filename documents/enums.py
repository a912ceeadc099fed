"""Words for jobs and page layout."""

from django.db.models import IntegerChoices, TextChoices


class JobState(TextChoices):
    QUEUED = "queued", "Đang chờ"
    RUNNING = "running", "Đang làm"
    DONE = "done", "Xong"
    FAILED = "failed", "Không xong"


class JobKind(TextChoices):
    """What a job makes; see `documents.jobs`."""

    PRINT = "print", "In bản xem trước"
    FREEZE = "freeze", "Tạo tệp PDF và Word của bản đã duyệt"
    REGISTER = "register", "In sổ đăng ký văn bản đi"


class FileRole(TextChoices):
    """What a file of a frozen paper is."""

    READY = "ready", "Bản PDF trình ký"
    WORD = "word", "Bản Word"
    SIGNED = "signed", "Bản đã ký"
    SEALED = "sealed", "Bản đã ký, có số và dấu"
    SCAN = "scan", "Bản quét từ bản giấy"


class KeyStore(TextChoices):
    """Where a signing key is kept."""

    PKCS12 = "pkcs12", "Tệp khóa (.p12, .pfx)"
    PKCS11 = "pkcs11", "Thiết bị ký gắn với máy chủ (PKCS#11)"


class BodySize(IntegerChoices):
    P14 = 14, "Cỡ chữ 14 (Quốc hiệu 13, Tiêu ngữ 14)"
    P13 = 13, "Cỡ chữ 13 (Quốc hiệu 12, Tiêu ngữ 13)"
