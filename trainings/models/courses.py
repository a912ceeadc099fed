"""Courses, what they teach, who teaches, and where."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from lib.fields import CleanCharField, CleanTextField, NameSortKeyField, SearchKeyField
from organisations.models import Area, Organisation
from plans.models import Activity
from trainings.enums import CourseForm, CourseKind
from trainings.querysets import CourseQuerySet, ResourceQuerySet

PERIODS_PER_SESSION = 4
"""Tiết in one buổi (half a day), which is what lecturers are paid by."""


class Course(models.Model):
    """What an activity of a plan becomes when it is carried out: classes on the same subject, or study tours.

    Empty texts are printed from what is known below (modules, lecturers, venues). `area` is the territory whose
    communes and villages get seats; `organisation` holds the classes, which need not be who issued the plan.
    """

    activity = models.OneToOneField(Activity, models.PROTECT, related_name="course", verbose_name="hoạt động")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="courses", verbose_name="cơ quan tổ chức"
    )
    kind = models.CharField("loại", max_length=10, choices=CourseKind.choices, default=CourseKind.CLASSES)
    name = CleanCharField("tên khóa", max_length=300)
    audience = CleanTextField("đối tượng", blank=True)
    form = models.CharField("hình thức", max_length=10, choices=CourseForm.choices, default=CourseForm.IN_PERSON)
    days = models.PositiveSmallIntegerField(
        "số ngày mỗi lớp", default=1, validators=[MinValueValidator(1), MaxValueValidator(60)]
    )
    class_size = models.PositiveSmallIntegerField("số người mỗi lớp", null=True, blank=True)
    size_is_average = models.BooleanField("bình quân", default=False)
    place = CleanTextField("địa điểm", blank=True, help_text="Để trống: theo địa điểm của các lớp.")
    speakers = CleanTextField("giảng viên, báo cáo viên", blank=True, help_text="Để trống: theo giảng viên các lớp.")
    lead = CleanTextField("đơn vị chủ trì", blank=True)
    reference = CleanCharField("chương trình khung", max_length=200, blank=True)
    area = models.ForeignKey(
        Area, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="địa bàn phân bổ chỉ tiêu"
    )
    attendance_percent = models.PositiveSmallIntegerField(
        "dự ít nhất (% số buổi) để được chứng nhận", default=80, validators=[MaxValueValidator(100)]
    )
    has_tests = models.BooleanField("có kiểm tra đầu vào, đầu ra", default=False)
    pass_score = models.DecimalField(
        "điểm đạt (thang 10)", max_digits=4, decimal_places=2, default=5, validators=[MaxValueValidator(10)]
    )
    search_key = SearchKeyField(sources=("name",))
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = CourseQuerySet.as_manager()

    class Meta:
        verbose_name = "khóa tập huấn, đợt tham quan"
        verbose_name_plural = "khóa tập huấn, đợt tham quan"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(attendance_percent__lte=100),
                name="course_attendance_is_a_percentage",
                violation_error_message="Tỷ lệ dự lớp phải từ 0 đến 100.",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def is_tour(self) -> bool:
        return self.kind == CourseKind.TOUR


class Module(models.Model):
    """A subject taught in every class of the course (chuyên đề). `periods` are tiết."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="modules", verbose_name="khóa")
    position = models.PositiveSmallIntegerField("thứ tự", default=0)
    name = CleanTextField("chuyên đề", max_length=500)
    periods = models.PositiveSmallIntegerField("số tiết", validators=[MinValueValidator(1), MaxValueValidator(500)])
    language = CleanCharField("tiếng của tài liệu", max_length=60, blank=True, help_text="Để trống: tiếng Việt.")
    reference = CleanCharField("mục trong chương trình khung", max_length=120, blank=True)

    class Meta:
        verbose_name = "chuyên đề"
        verbose_name_plural = "chuyên đề"
        ordering = ["position", "id"]

    def __str__(self):
        return self.name


class Venue(models.Model):
    """A place where classes are held; `capacity` is seats, empty when nobody counted them."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="venues", verbose_name="cơ quan")
    name = CleanCharField("tên địa điểm", max_length=200)
    address = CleanCharField("địa chỉ", max_length=200, blank=True)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="xã, phường")
    capacity = models.PositiveSmallIntegerField("sức chứa (người)", null=True, blank=True)
    search_key = SearchKeyField(sources=("name", "address"))

    objects = ResourceQuerySet.as_manager()

    class Meta:
        verbose_name = "địa điểm"
        verbose_name_plural = "địa điểm"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"],
                name="venue_name_is_used_once",
                violation_error_message="Cơ quan này đã có địa điểm cùng tên.",
            ),
        ]

    def __str__(self):
        return self.name


class Lecturer(models.Model):
    """Somebody who teaches for an office."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="lecturers", verbose_name="cơ quan")
    full_name = CleanCharField("họ và tên", max_length=80)
    title = CleanCharField("chức danh, học vị", max_length=120, blank=True)
    workplace = CleanCharField("đơn vị công tác", max_length=200, blank=True)
    sort_key = NameSortKeyField()
    search_key = SearchKeyField(sources=("full_name", "workplace"))

    objects = ResourceQuerySet.as_manager()

    class Meta:
        verbose_name = "giảng viên, báo cáo viên"
        verbose_name_plural = "giảng viên, báo cáo viên"
        ordering = ["sort_key", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "full_name", "workplace"],
                name="lecturer_is_entered_once",
                violation_error_message="Giảng viên này (cùng tên, cùng đơn vị) đã có.",
            ),
        ]

    def __str__(self):
        return self.full_name
