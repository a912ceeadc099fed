"""The audit trail: one chain of entries, each sealed with the digest of the one before."""

from django.db import models

from audit.enums import EntryKind
from audit.querysets import EntryQuerySet
from lib.fields import SearchKeyField

START = "0" * 64
"""What the first entry names as the digest before it."""


class Entry(models.Model):
    """Something that was done, seen or tried. Written once by `audit.recording`, never changed.

    Names no table by a foreign key: an entry outlives the rows and accounts that it speaks of. `details` is JSON text,
    kept byte for byte because `digest` covers it; it stands last, so that searching need not read past it.
    """

    at = models.DateTimeField("lúc")
    kind = models.CharField("loại", max_length=12, choices=EntryKind.choices)
    act = models.CharField("việc", max_length=120)
    actor_id = models.BigIntegerField("mã tài khoản", null=True)
    actor_name = models.CharField("người làm", max_length=200, blank=True)
    organisation_id = models.BigIntegerField("mã cơ quan", null=True)
    table = models.CharField("bảng", max_length=80, blank=True)
    row_id = models.BigIntegerField("mã dòng", null=True)
    row_name = models.CharField("về", max_length=300, blank=True)
    address = models.CharField("địa chỉ máy", max_length=45, blank=True)
    previous = models.CharField("mã niêm của dòng trước", max_length=64)
    digest = models.CharField("mã niêm", max_length=64)
    search_key = SearchKeyField(sources=("actor_name", "act"))
    name_key = SearchKeyField(sources=("row_name",))
    details = models.TextField("chi tiết", blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = "dòng nhật ký"
        verbose_name_plural = "nhật ký"
        ordering = ["-id"]
        base_manager_name = "objects"
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                fields=["previous"],
                name="audit_entry_is_followed_by_one",
                violation_error_message="Sau mỗi dòng nhật ký chỉ có một dòng.",
            ),
        ]
        indexes = [
            models.Index(fields=["table", "row_id", "id"], name="audit_of_a_row"),
            models.Index(fields=["organisation_id", "-id"], name="audit_of_an_office"),
            models.Index(fields=["actor_id", "-id"], name="audit_of_a_person"),
            models.Index(fields=["at"], name="audit_of_a_time"),
        ]

    def __str__(self):
        return f"{self.actor_name} {self.act}"

    def delete(self, *args, **kwargs):
        raise TypeError("Entries of the audit trail are never deleted.")


class ChainHead(models.Model):
    """The end of the chain: one row, locked by whoever appends, so that two entries never follow the same one."""

    last_id = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64, default=START)
    count = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = "đầu chuỗi nhật ký"
        verbose_name_plural = "đầu chuỗi nhật ký"
        default_permissions = ()

    def __str__(self):
        return self.digest
