"""Offices and their departments."""

from django.db import models
from django.db.models import F, Q

from lib.fields import CleanCharField, CleanTextField, SearchKeyField
from organisations.enums import Issuing, NumberScheme, Regime, SignedReady
from organisations.models.areas import Area
from organisations.models.dated import Dated
from organisations.querysets import DatedQuerySet, OrganisationQuerySet


class Organisation(Dated):
    """An office that issues documents. Offices are renamed and merged: a new name is a new row."""

    name = CleanCharField("tên đầy đủ", max_length=200, help_text="Ví dụ: Ủy ban nhân dân huyện Tủa Chùa.")
    letterhead = CleanTextField(
        "tên trên đầu văn bản",
        help_text="Mỗi dòng một hàng, chữ in hoa. Ví dụ: ỦY BAN NHÂN DÂN ⏎ HUYỆN TỦA CHÙA.",
    )
    short_name = CleanCharField(
        "tên khi là cơ quan chủ quản",
        max_length=120,
        help_text="In ở dòng trên của cơ quan cấp dưới: UBND TỈNH LẠNG SƠN.",
    )
    symbol = CleanCharField("chữ viết tắt trong ký hiệu", max_length=20, help_text="Ví dụ: UBND, BDT, SDTTG.")
    superior = models.ForeignKey(
        "self",
        models.PROTECT,
        related_name="subordinates",
        null=True,
        blank=True,
        verbose_name="cơ quan cấp trên",
    )
    prints_superior = models.BooleanField(
        "in tên cơ quan chủ quản", default=True, help_text="UBND các cấp không in tên cơ quan chủ quản."
    )
    place_name = CleanCharField(
        "địa danh", max_length=120, help_text="In trước ngày tháng: Lạng Sơn, ngày … tháng … năm …"
    )
    regime = models.CharField("chế độ làm việc", max_length=20, choices=Regime.choices, default=Regime.HEAD)
    collective_name = CleanCharField(
        "tên tập thể sau TM.",
        max_length=120,
        blank=True,
        help_text="Chỉ với chế độ tập thể: ỦY BAN NHÂN DÂN.",
    )
    head_title = CleanCharField("chức vụ người đứng đầu", max_length=80, help_text="Chữ in hoa: CHỦ TỊCH, GIÁM ĐỐC.")
    deputy_title = CleanCharField("chức vụ cấp phó", max_length=80, help_text="Chữ in hoa: PHÓ CHỦ TỊCH, PHÓ GIÁM ĐỐC.")
    number_scheme = models.CharField(
        "cách đánh số",
        max_length=10,
        choices=NumberScheme.choices,
        default=NumberScheme.BY_KIND,
        help_text="Nên đổi vào đầu năm. Đổi giữa năm: dãy mới tiếp tục sau số lớn nhất đã cấp cho các loại văn bản của "
        "nó, nên không có hai văn bản trùng số và ký hiệu.",
    )
    issuing = models.CharField("hình thức ban hành", max_length=12, choices=Issuing.choices, default=Issuing.ELECTRONIC)
    signed_ready = models.CharField(
        "tệp trình ký", max_length=8, choices=SignedReady.choices, default=SignedReady.FIELDS
    )
    is_council = models.BooleanField(
        "là hội đồng, ban chỉ đạo",
        default=False,
        help_text="Có dãy số riêng; văn thư của cơ quan cấp trên cấp số và đóng dấu.",
    )
    reviews_in_departments = models.BooleanField(
        "trưởng phòng duyệt trước",
        default=True,
        help_text="Bỏ chọn với cơ quan nhỏ không có phòng: bản trình đi thẳng tới văn thư kiểm tra thể thức.",
    )
    lets_drafters_approve = models.BooleanField(
        "cho phép tự duyệt văn bản tự soạn",
        default=False,
        help_text="Chỉ dành cho cơ quan rất nhỏ: một người vừa soạn vừa duyệt.",
    )
    requires_two_step = models.BooleanField(
        "bắt buộc đăng nhập hai bước",
        default=False,
        help_text="Mọi tài khoản của cơ quan phải dùng mã trên điện thoại.",
    )
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, verbose_name="địa bàn")
    successor = models.ForeignKey(
        "self",
        models.PROTECT,
        related_name="predecessors",
        null=True,
        blank=True,
        verbose_name="cơ quan kế tục",
    )
    search_key = SearchKeyField(sources=("name", "short_name", "symbol"))

    objects = OrganisationQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = "cơ quan"
        verbose_name_plural = "cơ quan"
        ordering = ["name", "valid_from"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["name", "valid_from"],
                name="organisation_name_is_entered_once",
                violation_error_message="Cơ quan này (cùng tên, cùng ngày bắt đầu) đã có.",
            ),
            models.CheckConstraint(
                condition=~Q(regime=Regime.COLLECTIVE) | ~Q(collective_name=""),
                name="organisation_collective_has_a_name",
                violation_error_message="Chế độ tập thể cần tên tập thể sau TM., ví dụ: ỦY BAN NHÂN DÂN.",
            ),
            models.CheckConstraint(
                condition=~Q(superior=F("id")),
                name="organisation_superior_is_another",
                violation_error_message="Cơ quan không thể là cấp trên của chính mình.",
            ),
            models.CheckConstraint(
                condition=~Q(successor=F("id")),
                name="organisation_successor_is_another",
                violation_error_message="Cơ quan không thể kế tục chính mình.",
            ),
        ]

    def __str__(self):
        return self.name


class Department(Dated):
    """A unit inside an organisation."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="departments", verbose_name="cơ quan")
    name = CleanCharField("tên phòng", max_length=160)
    abbreviation = CleanCharField("viết tắt", max_length=20, blank=True, help_text="In ở dòng Lưu: VT, CSTT.")
    search_key = SearchKeyField(sources=("name", "abbreviation"))

    objects = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = "phòng"
        verbose_name_plural = "phòng"
        ordering = ["organisation", "name"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "name"],
                name="department_name_is_used_once",
                violation_error_message="Cơ quan này đã có phòng cùng tên.",
            ),
        ]

    def __str__(self):
        return self.name
