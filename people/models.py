"""People who take part in what offices organise, one row each over the years."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from lib.encryption import EncryptedJSONField
from lib.fields import CleanCharField, NameKeyField, NameSortKeyField, SearchKeyField
from lib.word_index import WordIndex
from organisations.models import Area, Organisation
from people.enums import Sex
from people.querysets import CandidateQuerySet, MergeQuerySet, PersonQuerySet

BIRTH_YEARS = [MinValueValidator(1900), MaxValueValidator(2100)]


class Person(models.Model):
    """One person as `keeper` knows him or her. Every field but the name may be empty: it is asked only where a form
    needs it. `private` holds what PrivateField names, encrypted; `id_index` finds a number again without reading it.

    `merged_into` is set on a row that turned out to be another row's person; it stays, so that merging can be undone,
    and always names a row that has not given way itself. `anonymised_at`: name and private data are gone for good.
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
    name_key = NameKeyField()
    sort_key = NameSortKeyField()
    search_key = SearchKeyField(sources=("full_name",))
    merged_into = models.ForeignKey(
        "self", models.PROTECT, related_name="merged", null=True, editable=False, verbose_name="gộp vào"
    )
    anonymised_at = models.DateTimeField("ẩn danh lúc", null=True, editable=False)
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
            models.Index(
                fields=["keeper", "sort_key", "id", "name_key"],
                condition=Q(merged_into=None),
                name="person_by_given_name",
            ),
            models.Index(
                fields=["keeper", "area", "sort_key", "id", "name_key"],
                condition=Q(merged_into=None),
                name="person_by_area_and_given_name",
            ),
            models.Index(fields=["keeper", "name_key", "birth_year"], name="person_by_name_and_year"),
            models.Index(fields=["keeper", "id_index"], condition=~Q(id_index=""), name="person_by_id_number"),
            WordIndex(fields=["name_key"], name="person_by_words_of_the_name"),
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

    objects = MergeQuerySet.as_manager()

    class Meta:
        verbose_name = "lần gộp hồ sơ"
        verbose_name_plural = "lần gộp hồ sơ"
        ordering = ["-id"]

    def __str__(self):
        return f"{self.away} → {self.kept}"


class Candidate(models.Model):
    """Two rows that may be one person: the same name, nothing that speaks against it, and no proof either.

    Found when `person`, the later row, was made or changed. Somebody either merges the two or says that they are two
    people (`set_apart_at`), which stands from then on.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="candidates", verbose_name="hồ sơ sau")
    other = models.ForeignKey(Person, models.CASCADE, related_name="+", verbose_name="hồ sơ trước")
    found_at = models.DateTimeField("thấy lúc")
    set_apart_at = models.DateTimeField("xác định là hai người lúc", null=True)
    set_apart_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, verbose_name="người xác định"
    )

    objects = CandidateQuerySet.as_manager()

    class Meta:
        verbose_name = "cặp hồ sơ có thể trùng"
        verbose_name_plural = "cặp hồ sơ có thể trùng"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "other"],
                name="candidate_is_named_once",
                violation_error_message="Cặp hồ sơ này đã có.",
            ),
            models.CheckConstraint(
                condition=Q(person__gt=F("other")),
                name="candidate_names_the_later_row_first",
                violation_error_message="Hồ sơ lập sau đứng trước trong cặp.",
            ),
        ]
        indexes = [models.Index(fields=["-id"], condition=Q(set_apart_at=None), name="candidate_to_be_judged")]

    def __str__(self):
        return f"{self.person} / {self.other}"
