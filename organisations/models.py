"""Areas, organisations, departments, posts and user accounts, each with the time in which it exists."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q

from lib.fields import CleanCharField, CleanTextField, SearchKeyField
from organisations.enums import AreaLevel, Capacity, Issuing, NumberScheme, Regime, Scope, SignedReady
from organisations.querysets import DatedQuerySet


class Dated(models.Model):
    """Something that exists from one day to another; open ends mean «since ever» and «until further notice»."""

    valid_from = models.DateField("có từ ngày", null=True, blank=True)
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="%(class)s_ends_after_it_begins",
                violation_error_message="Ngày kết thúc phải từ ngày bắt đầu trở đi.",
            ),
        ]

    def exists_on(self, day) -> bool:
        """Whether this exists on `day` (a date)."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


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
        "cách đánh số", max_length=10, choices=NumberScheme.choices, default=NumberScheme.BY_KIND
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

    objects = DatedQuerySet.as_manager()

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


class User(AbstractUser):
    """An account of one person in one organisation."""

    first_name = None
    last_name = None
    full_name = CleanCharField("họ và tên", max_length=80, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="users", null=True, blank=True, verbose_name="cơ quan"
    )
    department = models.ForeignKey(
        Department, models.PROTECT, related_name="users", null=True, blank=True, verbose_name="phòng"
    )
    reads_all_papers = models.BooleanField(
        "đọc được văn bản của mọi cơ quan",
        default=False,
        help_text="Người quản trị mặc định không xem nội dung văn bản; mọi lần bật và tắt đều được ghi nhật ký.",
    )
    scope = models.CharField("phạm vi xem", max_length=20, choices=Scope.choices, default=Scope.ORGANISATION)
    search_key = SearchKeyField(sources=("full_name", "username"))

    class Meta:
        verbose_name = "tài khoản"
        verbose_name_plural = "tài khoản"
        ordering = ["username"]

    def __str__(self):
        return self.full_name or self.username

    @property
    def sees_everything(self) -> bool:
        """Whether the whole system is open to this account, which then needs no organisation of its own."""
        return self.is_superuser or self.scope == Scope.EVERYTHING

    def get_full_name(self):
        return self.full_name

    def get_short_name(self):
        return self.full_name.split()[-1] if self.full_name else self.username
