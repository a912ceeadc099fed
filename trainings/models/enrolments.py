"""People in lists and classes: what was registered, who came, who finished."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q

from lib.encryption import EncryptedJSONField
from lib.fields import CleanCharField, NameSortKeyField, SearchKeyField
from people.enums import Sex
from people.models import BIRTH_YEARS, Person
from trainings.enums import EnrolmentState, Mark, Ruling, UploadState
from trainings.models.classes import ClassSession, TrainingClass
from trainings.models.courses import Course
from trainings.models.registration import RosterList
from trainings.querysets import EnrolmentQuerySet

_SCORE = [MaxValueValidator(10)]


class Enrolment(models.Model):
    """One person in one course, as the list said it. `private` holds what people.PrivateField names, encrypted.

    `person` is found or made when the list is accepted. `identity` is the same for rows that are one person as far as
    the list tells (number of the identity card, or name, year of birth and unit): it finds duplicates, it forbids none.
    `is_another` says that a person let a duplicate stand: «hai người khác nhau».
    `counts` is False for those who come along (organisers of a tour, drivers). `half_days` and `score_…` are filled in
    while the class is held. `ruling` is what was decided against the rules of attendance and tests, with its reason.
    """

    course = models.ForeignKey(Course, models.PROTECT, related_name="enrolments", verbose_name="khóa")
    roster = models.ForeignKey(
        RosterList, models.PROTECT, related_name="enrolments", null=True, blank=True, verbose_name="danh sách"
    )
    training_class = models.ForeignKey(
        TrainingClass, models.PROTECT, related_name="enrolments", null=True, blank=True, verbose_name="lớp"
    )
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="enrolments", null=True, blank=True, verbose_name="hồ sơ"
    )
    position = models.PositiveIntegerField("thứ tự", default=0)
    state = models.CharField(
        "trạng thái", max_length=14, choices=EnrolmentState.choices, default=EnrolmentState.REGISTERED, editable=False
    )
    full_name = CleanCharField("họ và tên", max_length=80)
    post = CleanCharField("chức vụ", max_length=120, blank=True)
    is_paid = models.BooleanField("hưởng lương từ NSNN")
    sex = models.CharField("giới tính", max_length=1, choices=Sex.choices, blank=True)
    birth_year = models.PositiveSmallIntegerField("năm sinh", null=True, blank=True, validators=BIRTH_YEARS)
    village = CleanCharField("thôn, bản", max_length=120, blank=True)
    workplace = CleanCharField("đơn vị", max_length=160, blank=True)
    note = CleanCharField("ghi chú", max_length=300, blank=True)
    counts = models.BooleanField("tính vào chỉ tiêu", default=True)
    is_another = models.BooleanField("là người khác trùng tên", default=False, editable=False)
    private = EncryptedJSONField(default=dict, blank=True, editable=False)
    id_index = models.CharField(max_length=32, blank=True, editable=False)
    identity = models.CharField(max_length=64, editable=False, default="")
    sort_key = NameSortKeyField()
    search_key = SearchKeyField(sources=("full_name",))
    replaces = models.OneToOneField(
        "self", models.PROTECT, related_name="replaced_by", null=True, editable=False, verbose_name="thay cho"
    )
    half_days = models.PositiveSmallIntegerField("số buổi có mặt", default=0, editable=False)
    score_before = models.DecimalField(
        "điểm đầu vào", max_digits=4, decimal_places=2, null=True, blank=True, validators=_SCORE
    )
    score_after = models.DecimalField(
        "điểm đầu ra", max_digits=4, decimal_places=2, null=True, blank=True, validators=_SCORE
    )
    ruling = models.CharField(
        "kết quả quyết định khác", max_length=14, choices=Ruling.choices, blank=True, editable=False
    )
    ruling_reason = CleanCharField("lý do quyết định khác", max_length=300, blank=True, editable=False)
    gone_reason = CleanCharField("lý do thay, rút", max_length=300, blank=True, editable=False)
    created_at = models.DateTimeField("ghi lúc", editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        verbose_name = "người đăng ký"
        verbose_name_plural = "người đăng ký"
        ordering = ["position", "id"]
        permissions = [
            ("see_private_enrolment", "xem đầy đủ số định danh, điện thoại, dân tộc trong danh sách"),
            ("export_enrolment", "xuất danh sách có dữ liệu cá nhân"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["course", "person"],
                condition=Q(person__isnull=False) & ~Q(state__in=sorted(EnrolmentState.gone())),
                name="person_has_one_seat_in_a_course",
                violation_error_message="Người này đã có tên trong khóa.",
            ),
            models.CheckConstraint(
                condition=Q(score_before=None) | Q(score_before__lte=10),
                name="enrolment_score_before_is_of_ten",
                violation_error_message="Điểm đầu vào theo thang 10.",
            ),
            models.CheckConstraint(
                condition=Q(score_after=None) | Q(score_after__lte=10),
                name="enrolment_score_after_is_of_ten",
                violation_error_message="Điểm đầu ra theo thang 10.",
            ),
            models.CheckConstraint(
                condition=Q(ruling="") | ~Q(ruling_reason=""),
                name="enrolment_ruling_has_a_reason",
                violation_error_message="Kết quả khác cách tính phải ghi lý do.",
            ),
            models.CheckConstraint(
                condition=Q(replaces=None) | ~Q(replaces=F("id")),
                name="enrolment_replaces_another",
                violation_error_message="Không thay một người bằng chính người đó.",
            ),
        ]
        indexes = [
            models.Index(fields=["training_class", "sort_key", "id"], name="enrolment_by_given_name"),
            models.Index(fields=["course", "identity"], name="enrolment_by_identity"),
            models.Index(fields=["roster", "position", "id"], name="enrolment_by_position"),
            models.Index(fields=["roster"], condition=Q(state=EnrolmentState.QUEUED), name="enrolment_queued"),
        ]

    def __str__(self):
        return self.full_name


class Attendance(models.Model):
    """Whether one person was there in one session."""

    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="attendances", verbose_name="người học")
    session = models.ForeignKey(ClassSession, models.PROTECT, related_name="attendances", verbose_name="buổi")
    mark = models.CharField("điểm danh", max_length=1, choices=Mark.choices)

    class Meta:
        verbose_name = "điểm danh"
        verbose_name_plural = "điểm danh"
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "session"],
                name="attendance_is_marked_once_per_session",
                violation_error_message="Người này đã được điểm danh buổi đó.",
            ),
        ]

    def __str__(self):
        return f"{self.enrolment}: {self.get_mark_display()}"


class Upload(models.Model):
    """A file of names given for one list, or by the organiser for one class: read, checked, then kept or dropped.

    `data` holds the bytes, encrypted, until they are read; `rows` and `faults` what the file said, encrypted, too. All
    go when the upload is forgotten. The same bytes given again for the same list are the same upload. `choices` is what
    the person said about columns and namesakes, `result` what became of the rows.
    """

    roster = models.ForeignKey(
        RosterList, models.CASCADE, related_name="uploads", null=True, blank=True, verbose_name="danh sách"
    )
    training_class = models.ForeignKey(
        TrainingClass, models.CASCADE, related_name="uploads", null=True, blank=True, verbose_name="lớp"
    )
    name = models.CharField("tên tệp", max_length=200)
    sha256 = models.CharField("SHA-256", max_length=64)
    size = models.PositiveIntegerField("cỡ (byte)")
    data = models.BinaryField("tệp (mã hóa)", null=True, editable=False)
    state = models.CharField(
        "trạng thái", max_length=10, choices=UploadState.choices, default=UploadState.READING, editable=False
    )
    columns = models.JSONField("cột", default=dict, blank=True)
    rows = EncryptedJSONField(default=dict, blank=True, editable=False)
    faults = EncryptedJSONField(default=dict, blank=True, editable=False)
    choices = models.JSONField("lựa chọn", default=dict, blank=True)
    result = models.JSONField("kết quả", default=dict, blank=True)
    good = models.PositiveIntegerField("dòng đúng", default=0)
    bad = models.PositiveIntegerField("dòng sai", default=0)
    stored = models.PositiveIntegerField("dòng đã ghi", default=0)
    error = models.TextField("lỗi", blank=True)
    at = models.DateTimeField("lúc")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người nộp")

    class Meta:
        verbose_name = "tệp danh sách"
        verbose_name_plural = "tệp danh sách"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(roster=None, training_class__isnull=False) | Q(roster__isnull=False, training_class=None),
                name="upload_is_for_a_list_or_a_class",
                violation_error_message="Tệp phải gắn với một danh sách hoặc một lớp.",
            ),
            models.UniqueConstraint(
                fields=["roster", "sha256"],
                condition=Q(roster__isnull=False),
                name="upload_is_given_once_per_list",
                violation_error_message="Tệp này đã được nộp cho danh sách này.",
            ),
            models.UniqueConstraint(
                fields=["training_class", "sha256"],
                condition=Q(training_class__isnull=False),
                name="upload_is_given_once_per_class",
                violation_error_message="Tệp này đã được nộp cho lớp này.",
            ),
        ]

    def __str__(self):
        return self.name
