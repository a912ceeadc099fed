"""People who take part in what offices organise, one row each over the years."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from lib.encryption import EncryptedJSONField
from lib.fields import CleanCharField, SearchKeyField
from organisations.models import Area, Organisation
from people.enums import Sex
from people.querysets import PersonQuerySet

BIRTH_YEARS = [MinValueValidator(1900), MaxValueValidator(2100)]


class Person(models.Model):
    """One person as `keeper` knows him or her. Every field but the name may be empty: it is asked only where a form
    needs it. `private` holds what PrivateField names, encrypted; `id_index` finds a number again without reading it.

    `merged_into` is set on a row that turned out to be another row's person; it stays, so that merging can be undone.
    """

    keeper = models.ForeignKey(Organisation, models.PROTECT, related_name="people", verbose_name="cơ quan giữ hồ sơ")
    full_name = CleanCharField("họ và tên", max_length=80)
    sex = models.CharField("giới tính", max_length=1, choices=Sex.choices, blank=True)
    birth_year = models.PositiveSmallIntegerField("năm sinh", null=True, blank=True, validators=BIRTH_YEARS)
    post = CleanCharField("chức vụ", max_length=120, blank=True)
    workplace = CleanCharField("đơn vị", max_length=160, blank=True)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="xã, phường")
    private = EncryptedJSONField(default=dict, blank=True, editable=False)
    id_index = models.CharField(max_length=32, blank=True, editable=False)
    name_key = models.CharField(max_length=80, editable=False, default="")
    sort_key = models.CharField(max_length=200, editable=False, default="")
    search_key = SearchKeyField(sources=("full_name",))
    merged_into = models.ForeignKey(
        "self", models.PROTECT, related_name="merged", null=True, editable=False, verbose_name="gộp vào"
    )
    created_at = models.DateTimeField("lập lúc", editable=False)
    updated_at = models.DateTimeField("sửa lúc", editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = "người tham gia"
        verbose_name_plural = "người tham gia"
        ordering = ["sort_key", "id"]
        permissions = [
            ("merge_person", "gộp hồ sơ trùng"),
            ("see_private_person", "xem đầy đủ số định danh, điện thoại, dân tộc"),
            ("export_person", "xuất danh sách có dữ liệu cá nhân"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["keeper", "id_index"],
                condition=Q(merged_into=None) & ~Q(id_index=""),
                name="person_has_an_id_number_alone",
                violation_error_message="Số định danh này đã có ở hồ sơ của người khác.",
            ),
            models.CheckConstraint(
                condition=~Q(merged_into=F("id")),
                name="person_is_merged_into_another",
                violation_error_message="Không gộp một hồ sơ vào chính nó.",
            ),
        ]
        indexes = [
            models.Index(fields=["keeper", "sort_key", "id"], name="person_by_given_name"),
            models.Index(fields=["keeper", "name_key", "birth_year"], name="person_by_name_and_year"),
        ]

    def __str__(self):
        return self.full_name


class Merge(models.Model):
    """Two rows found to be one person: `away` gave way to `kept`. `before` is what both said, for undoing."""

    kept = models.ForeignKey(Person, models.PROTECT, related_name="merges", verbose_name="hồ sơ giữ lại")
    away = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="hồ sơ được gộp")
    before = EncryptedJSONField(default=dict, editable=False)
    at = models.DateTimeField("lúc")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người gộp")
    undone_at = models.DateTimeField("hoàn tác lúc", null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, verbose_name="người hoàn tác"
    )

    class Meta:
        verbose_name = "lần gộp hồ sơ"
        verbose_name_plural = "lần gộp hồ sơ"
        ordering = ["-id"]

    def __str__(self):
        return f"{self.away} → {self.kept}"
