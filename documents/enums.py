"""Words for jobs and page layout."""

from django.db.models import IntegerChoices, TextChoices


class JobState(TextChoices):
    QUEUED = "queued", "Đang chờ"
    RUNNING = "running", "Đang làm"
    DONE = "done", "Xong"
    FAILED = "failed", "Không xong"


class BodySize(IntegerChoices):
    P14 = 14, "Cỡ chữ 14 (Quốc hiệu 13, Tiêu ngữ 14)"
    P13 = 13, "Cỡ chữ 13 (Quốc hiệu 12, Tiêu ngữ 13)"
