"""Words for people."""

from django.db.models import TextChoices


class Sex(TextChoices):
    MALE = "m", "Nam"
    FEMALE = "f", "Nữ"


class PrivateField(TextChoices):
    """What is kept encrypted, masked on screen, and shown in full only with a reason.

    Ethnic origin is sensitive (Nghị định 356/2025/NĐ-CP, Điều 4); numbers of identity cards and phones are personal.
    """

    ID_NUMBER = "id_number", "Số định danh (CCCD)"
    PHONE = "phone", "Số điện thoại"
    ETHNIC_GROUP = "ethnic_group", "Dân tộc"
