"""Keys that sign here."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from documents.enums import KeyStore
from documents.querysets import SigningKeyQuerySet
from organisations.models import Organisation


class SigningKey(models.Model):
    """A key that signs here: of a person (`owner`) or an organisation's seal (`organisation`).

    A PKCS#12 file is kept as it came, locked by its own password, which is asked for each time and never kept; a
    PKCS#11 key stays in its token. What the certificate says is copied here for people to see.
    """

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="signing_keys", null=True, blank=True,
        verbose_name="của người",
    )  # fmt: skip
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="seal_keys", null=True, blank=True, verbose_name="con dấu của"
    )
    store = models.CharField("nơi giữ khóa", max_length=8, choices=KeyStore.choices)
    file_sha256 = models.CharField("tệp khóa", max_length=64, blank=True, editable=False)
    token_label = models.CharField("tên thiết bị", max_length=80, blank=True)
    key_label = models.CharField("tên khóa trong thiết bị", max_length=80, blank=True)
    picture_sha256 = models.CharField("hình chữ ký, con dấu", max_length=64, blank=True, editable=False)
    subject = models.CharField("chứng thư cấp cho", max_length=300, editable=False)
    issuer = models.CharField("nơi cấp", max_length=300, editable=False)
    certificate_sha256 = models.CharField("SHA-256 của chứng thư", max_length=64, editable=False)
    valid_from = models.DateTimeField("hiệu lực từ", editable=False)
    valid_to = models.DateTimeField("hiệu lực đến", editable=False)
    added_at = models.DateTimeField("thêm lúc", editable=False)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    removed_at = models.DateTimeField("gỡ lúc", null=True, editable=False)

    objects = SigningKeyQuerySet.as_manager()

    class Meta:
        verbose_name = "khóa ký số"
        verbose_name_plural = "khóa ký số"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(owner=None, organisation__isnull=False) | Q(owner__isnull=False, organisation=None),
                name="signing_key_belongs_to_one",
                violation_error_message="Khóa ký là của một người hoặc là con dấu của một cơ quan.",
            ),
        ]

    def __str__(self):
        return self.subject
