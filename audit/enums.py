"""What the audit trail knows of."""

from django.db.models import TextChoices


class EntryKind(TextChoices):
    TRANSITION = "transition", "Bước xử lý văn bản"
    CHANGE = "change", "Sửa dữ liệu"
    VIEW = "view", "Xem văn bản"
    DOWNLOAD = "download", "Tải tệp"
    SIGN_IN = "sign_in", "Đăng nhập"
    ACCOUNT = "account", "Tài khoản, phân quyền"
