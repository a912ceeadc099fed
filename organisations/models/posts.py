"""People who may sign."""

from django.db import models
from django.db.models import F, Q

from lib.fields import CleanCharField, SearchKeyField
from organisations.enums import Capacity
from organisations.models.dated import Dated
from organisations.models.organisations import Organisation
from organisations.querysets import DatedQuerySet


class Post(Dated):
    """A person in an office who may sign: name, title and the capacity in which he or she signs."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="posts", verbose_name="cơ quan")
    person_name = CleanCharField("họ và tên", max_length=80, help_text="Không ghi học hàm, học vị, danh hiệu.")
    title = CleanCharField("chức vụ", max_length=80, help_text="Chữ in hoa, ví dụ: PHÓ CHỦ TỊCH.")
    capacity = models.CharField("ký với tư cách", max_length=20, choices=Capacity.choices)
    stands_in_for = CleanCharField(
        "ký thay chức vụ",
        max_length=80,
        blank=True,
        help_text="Chỉ khi cấp phó ký thay người được thừa lệnh, ví dụ Phó Chánh Văn phòng ký thay: CHÁNH VĂN PHÒNG.",
    )
    account = models.ForeignKey(
        "User",
        models.PROTECT,
        related_name="posts",
        null=True,
        blank=True,
        verbose_name="tài khoản",
        help_text="Tài khoản mà người này dùng để duyệt và ký.",
    )
    mandate = CleanCharField(
        "văn bản giao quyền ký",
        max_length=200,
        blank=True,
        help_text="Với TL. và TUQ., ví dụ: Quyết định số 12/QĐ-SDTTG ngày 05/01/2026.",
    )
    mandate_from = models.DateField("được ký từ ngày", null=True, blank=True)
    mandate_to = models.DateField("được ký đến hết ngày", null=True, blank=True)
    search_key = SearchKeyField(sources=("person_name", "title"))

    objects = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = "người ký"
        verbose_name_plural = "người ký"
        ordering = ["organisation", "capacity", "person_name"]
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(stands_in_for="") | Q(capacity=Capacity.BY_ORDER),
                name="post_stands_in_only_by_order",
                violation_error_message="Chỉ ghi «ký thay chức vụ» khi ký thừa lệnh (TL.).",
            ),
            models.CheckConstraint(
                condition=~Q(capacity__in=sorted(Capacity.needing_a_mandate()))
                | (~Q(mandate="") & Q(mandate_from__isnull=False)),
                name="post_by_order_or_mandate_names_its_paper",
                violation_error_message="Ký TL. hoặc TUQ. phải ghi văn bản giao quyền ký và ngày bắt đầu.",
            ),
            models.CheckConstraint(
                condition=~Q(capacity=Capacity.BY_MANDATE) | Q(mandate_to__isnull=False),
                name="post_mandate_ends_on_a_day",
                violation_error_message="TUQ. phải có thời hạn: hãy ghi ngày hết hạn (Nghị định 30/2020, Điều 13).",
            ),
            models.CheckConstraint(
                condition=Q(mandate_to=None) | Q(mandate_from=None) | Q(mandate_to__gte=F("mandate_from")),
                name="post_mandate_ends_after_it_begins",
                violation_error_message="Ngày hết hạn giao quyền phải từ ngày bắt đầu trở đi.",
            ),
        ]

    def __str__(self):
        return f"{self.person_name} ({self.title.capitalize()})"
