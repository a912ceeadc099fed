"""Words for courses, classes, seats, registration and holding."""

from django.db.models import TextChoices


class CourseKind(TextChoices):
    """A course of classes, or study tours: the same work with other words."""

    CLASSES = "classes", "Lớp tập huấn, bồi dưỡng"
    TOUR = "tour", "Tham quan, học tập"


class CourseForm(TextChoices):
    IN_PERSON = "in_person", "Tập trung"
    ONLINE = "online", "Trực tuyến"
    MIXED = "mixed", "Tập trung kết hợp trực tuyến"


class ClassState(TextChoices):
    """Where a class (or a tour) stands. The order is the order of the work."""

    PLANNED = "planned", "Dự kiến"
    OPEN = "open", "Đang nhận đăng ký"
    CLOSED = "closed", "Đã chốt danh sách"
    INVITED = "invited", "Đã mời"
    HELD = "held", "Đang tổ chức"
    COMPLETED = "completed", "Đã kết thúc"
    SETTLED = "settled", "Đã quyết toán"
    CANCELLED = "cancelled", "Đã hủy"

    @classmethod
    def taking_names(cls) -> frozenset["ClassState"]:
        """States in which lists may still bring people into the class."""
        return frozenset({cls.PLANNED, cls.OPEN})

    @classmethod
    def being_held(cls) -> frozenset["ClassState"]:
        """States in which people are replaced, attendance is taken and tests are marked."""
        return frozenset({cls.CLOSED, cls.INVITED, cls.HELD})

    @classmethod
    def finished(cls) -> frozenset["ClassState"]:
        """States in which nothing changes any more without an act that says why."""
        return frozenset({cls.COMPLETED, cls.SETTLED, cls.CANCELLED})


class ClassAct(TextChoices):
    """What brings a class from one state to the next; the labels stand in sentences («đã chốt danh sách lúc …»)."""

    OPEN = "open", "mở nhận đăng ký"
    FREEZE = "freeze", "chốt danh sách"
    UNFREEZE = "unfreeze", "mở lại danh sách"
    INVITE = "invite", "ghi nhận đã mời"
    BEGIN = "begin", "bắt đầu tổ chức"
    FINISH = "finish", "kết thúc"
    SETTLE = "settle", "xác nhận quyết toán"
    UNSETTLE = "unsettle", "bỏ xác nhận quyết toán"
    REOPEN = "reopen", "mở lại để sửa"
    CANCEL = "cancel", "hủy"
    RESTORE = "restore", "khôi phục"


class Half(TextChoices):
    """Half a day: one buổi."""

    MORNING = "1", "Sáng"
    AFTERNOON = "2", "Chiều"
    EVENING = "3", "Tối"


class Engagement(TextChoices):
    """On what ground somebody teaches a class."""

    CONTRACT = "contract", "Hợp đồng"
    INVITATION = "invitation", "Giấy mời"
    OWN_STAFF = "own_staff", "Công chức của cơ quan tổ chức"


class SeatBasis(TextChoices):
    """How many seats a rule gives, and to whom."""

    PER_COMMUNE = "commune", "Mỗi xã"
    PER_VILLAGE = "village", "Mỗi thôn, bản"
    PER_ORGANISATION = "organisation", "Mỗi cơ quan, đơn vị"
    FIXED = "fixed", "Số cố định cho một nơi"


class WhoRegisters(TextChoices):
    COMMUNE = "commune", "Xã tự lập danh sách"
    DISTRICT = "district", "Cơ quan cấp huyện lập thay các xã"


class RosterForm(TextChoices):
    """The printed form of a list."""

    APPENDIX_I = "I", "Phụ lục I (tập huấn)"
    APPENDIX_II = "II", "Phụ lục II (tham quan học tập)"


class RosterField(TextChoices):
    """What a campaign may ask beside name, post, payroll and note."""

    SEX = "sex", "Giới tính"
    BIRTH_YEAR = "birth_year", "Năm sinh"
    VILLAGE = "village", "Thôn, bản"
    WORKPLACE = "workplace", "Đơn vị"
    ETHNIC_GROUP = "ethnic_group", "Dân tộc"
    ID_NUMBER = "id_number", "Số định danh (CCCD)"
    PHONE = "phone", "Số điện thoại"


class RosterState(TextChoices):
    """Where the list of one unit stands."""

    WAITING = "waiting", "Chưa bắt đầu"
    DRAFT = "draft", "Đang lập"
    SUBMITTED = "submitted", "Đã gửi"
    RETURNED = "returned", "Bị trả lại"
    ACCEPTED = "accepted", "Đã tiếp nhận"

    @classmethod
    def editable(cls) -> frozenset["RosterState"]:
        """States in which whoever registers may change rows."""
        return frozenset({cls.WAITING, cls.DRAFT, cls.RETURNED})


class EnrolmentState(TextChoices):
    """What became of one registered person."""

    REGISTERED = "registered", "Đã đăng ký"
    QUEUED = "queued", "Danh sách chờ"
    ACCEPTED = "accepted", "Được duyệt"
    INVITED = "invited", "Đã mời"
    COMPLETED = "completed", "Hoàn thành"
    NOT_COMPLETED = "not_completed", "Không hoàn thành"
    REPLACED = "replaced", "Đã được thay"
    WITHDRAWN = "withdrawn", "Rút"

    @classmethod
    def holding_a_seat(cls) -> frozenset["EnrolmentState"]:
        """States that use up a seat."""
        return frozenset({cls.REGISTERED, cls.ACCEPTED, cls.INVITED, cls.COMPLETED, cls.NOT_COMPLETED})

    @classmethod
    def gone(cls) -> frozenset["EnrolmentState"]:
        """States of people who do not come any more."""
        return frozenset({cls.REPLACED, cls.WITHDRAWN})


class Ruling(TextChoices):
    """A result that somebody decided, whatever attendance and tests say."""

    COMPLETED = "completed", "Hoàn thành"
    NOT_COMPLETED = "not_completed", "Không hoàn thành"


class Mark(TextChoices):
    """Attendance in one session."""

    PRESENT = "p", "Có mặt"
    ABSENT = "a", "Vắng"
    EXCUSED = "e", "Vắng có phép"


class UploadState(TextChoices):
    """Where a file of names stands between being given and being kept."""

    READING = "reading", "Đang đọc"
    CHECKED = "checked", "Đã kiểm tra, chờ xác nhận"
    STORING = "storing", "Đang ghi"
    STORED = "stored", "Đã ghi vào danh sách"
    FAILED = "failed", "Không đọc được"
    DISCARDED = "discarded", "Đã bỏ"


class PaperKind(TextChoices):
    """Papers that go out with signature and number. Lists and sheets are printed without."""

    INVITATION = "invitation", "Giấy mời"
    REPORT = "report", "Báo cáo kết quả"
    REMINDER = "reminder", "Công văn đôn đốc"
    RECOGNITION = "recognition", "Quyết định công nhận kết quả"


class PaperState(TextChoices):
    """Where such a paper stands."""

    DRAFT = "draft", "Dự thảo"
    SUBMITTED = "submitted", "Chờ duyệt"
    APPROVED = "approved", "Đã duyệt, chờ ký"
    SIGNED = "signed", "Đã ký, chờ cấp số"
    NUMBERED = "numbered", "Đã có số"
    ISSUED = "issued", "Đã ban hành"
    DISCARDED = "discarded", "Đã bỏ"


class PaperAct(TextChoices):
    """What people do with a paper of a class, in the words of the log."""

    SUBMIT = "submit", "trình duyệt"
    APPROVE = "approve", "duyệt"
    RETURN = "return", "trả lại"
    SIGN = "sign", "ký"
    NUMBER = "number", "cấp số, ngày"
    TAKE_BACK_NUMBER = "number_back", "hủy số"
    SEAL = "seal", "đóng dấu"
    ISSUE = "issue", "ban hành"
    DISCARD = "discard", "bỏ"
