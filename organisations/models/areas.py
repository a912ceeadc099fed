"""Areas and what became of them."""

from django.db import models
from django.db.models import F, Q

from lib.fields import CleanCharField, SearchKeyField
from organisations.enums import AreaLevel
from organisations.models.dated import Dated
from organisations.querysets import DatedQuerySet


class Area(Dated):
    """An administrative unit during one stretch of time.

    A code may be given again to a unit of another extent (3217 was a town, then a larger commune), so a row is one
    unit in one extent, and what became of it stands in `successors`.
    """

    code = CleanCharField("mã", max_length=10, blank=True)
    level = models.PositiveSmallIntegerField("cấp", choices=AreaLevel.choices)
    kind = CleanCharField("loại", max_length=40, help_text="Ví dụ: Tỉnh, Thành phố, Xã, Phường, Đặc khu, Huyện, Thôn.")
    name = CleanCharField("tên", max_length=120)
    parent = models.ForeignKey(
        "self", models.PROTECT, related_name="children", null=True, blank=True, verbose_name="thuộc"
    )
    act = CleanCharField("văn bản quy định", max_length=200, blank=True)
    successors = models.ManyToManyField(
        "self",
        through="AreaSuccession",
        symmetrical=False,
        related_name="predecessors",
        verbose_name="đơn vị kế tiếp",
    )
    village_count = models.PositiveSmallIntegerField("số thôn, bản, tổ dân phố", null=True, blank=True)
    villages_counted_on = models.DateField("đếm ngày", null=True, blank=True)
    neighbours = models.ManyToManyField("self", blank=True, verbose_name="giáp với")
    search_key = SearchKeyField(sources=("kind", "name", "code"))

    objects = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = "đơn vị hành chính"
        verbose_name_plural = "đơn vị hành chính"
        ordering = ["level", "code", "valid_from"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["level", "code", "valid_from"],
                condition=~Q(code=""),
                name="area_code_is_given_once_at_a_time",
                violation_error_message="Mã này đã có ở cùng cấp và cùng ngày bắt đầu.",
            ),
            models.CheckConstraint(
                condition=~Q(parent=F("id")),
                name="area_parent_is_another",
                violation_error_message="Một đơn vị không thể thuộc chính nó.",
            ),
            models.CheckConstraint(
                condition=Q(village_count=None) | Q(villages_counted_on__isnull=False),
                name="area_villages_are_counted_on_a_day",
                violation_error_message="Số thôn, bản phải kèm ngày đếm: số này thay đổi theo thời gian.",
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.name}"


class AreaSuccession(models.Model):
    """What became of an area: wholly or partly taken into another one."""

    old = models.ForeignKey(Area, models.CASCADE, related_name="succession_out", verbose_name="đơn vị cũ")
    new = models.ForeignKey(Area, models.CASCADE, related_name="succession_in", verbose_name="đơn vị mới")
    is_whole = models.BooleanField("toàn bộ", default=True)
    note = CleanCharField("ghi chú", max_length=200, blank=True)

    class Meta:
        verbose_name = "quan hệ kế tiếp"
        verbose_name_plural = "quan hệ kế tiếp"
        constraints = [
            models.UniqueConstraint(
                fields=["old", "new"],
                name="area_succession_is_said_once",
                violation_error_message="Quan hệ kế tiếp giữa hai đơn vị này đã có.",
            ),
            models.CheckConstraint(
                condition=~Q(old=F("new")),
                name="area_succession_joins_two_areas",
                violation_error_message="Một đơn vị không thể kế tiếp chính nó.",
            ),
        ]

    def __str__(self):
        return f"{self.old} → {self.new}"
