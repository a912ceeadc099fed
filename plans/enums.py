"""Words for programmes, legal documents, sections and activities."""

from django.db.models import IntegerChoices, TextChoices


class ProgrammeLevel(IntegerChoices):
    PROGRAMME = 1, "Chương trình"
    COMPONENT = 2, "Hợp phần"
    PROJECT = 3, "Dự án, nội dung thành phần"
    SUBPROJECT = 4, "Tiểu dự án"
    CONTENT = 5, "Nội dung"


class DocumentKind(TextChoices):
    """Kinds of documents that a plan cites."""

    CONSTITUTION = "Hiến pháp", "Hiến pháp"
    CODE = "Bộ luật", "Bộ luật"
    LAW = "Luật", "Luật"
    ORDINANCE = "Pháp lệnh", "Pháp lệnh"
    RESOLUTION = "Nghị quyết", "Nghị quyết"
    DECREE = "Nghị định", "Nghị định"
    DECISION = "Quyết định", "Quyết định"
    CIRCULAR = "Thông tư", "Thông tư"
    JOINT_CIRCULAR = "Thông tư liên tịch", "Thông tư liên tịch"
    CONSOLIDATED = "Văn bản hợp nhất", "Văn bản hợp nhất"
    DIRECTIVE = "Chỉ thị", "Chỉ thị"
    REGULATION = "Quy chế", "Quy chế"
    RULES = "Quy định", "Quy định"
    PLAN = "Kế hoạch", "Kế hoạch"
    PROGRAMME = "Chương trình", "Chương trình"
    ACTION_PROGRAMME = "Chương trình hành động", "Chương trình hành động"
    SCHEME = "Đề án", "Đề án"
    CONCLUSION = "Kết luận", "Kết luận"
    NOTICE = "Thông báo", "Thông báo"
    CONCLUSION_NOTICE = "Thông báo kết luận", "Thông báo kết luận"
    GUIDANCE = "Hướng dẫn", "Hướng dẫn"
    SUBMISSION = "Tờ trình", "Tờ trình"
    REPORT = "Báo cáo", "Báo cáo"
    OFFICIAL_LETTER = "Công văn", "Công văn"
    TELEGRAM = "Công điện", "Công điện"

    @classmethod
    def unnumbered(cls) -> set[str]:
        """Kinds cited by name and date, without number and issuer (Nghị định 30/2020, Phụ lục I, II.6.a)."""
        return {cls.CONSTITUTION, cls.CODE, cls.LAW, cls.ORDINANCE}


class SectionLevel(IntegerChoices):
    """Levels of the outline (Nghị định 30/2020, Phụ lục I, II.6.đ; 1.1. is custom)."""

    PART = 0, "Phần I"
    ROMAN = 1, "I."
    ARABIC = 2, "1."
    DOTTED = 3, "1.1."
    LETTER = 4, "a)"


class ActivityKind(TextChoices):
    CLASS = "class", "Lớp tập huấn, bồi dưỡng"
    STUDY_TOUR = "study_tour", "Tham quan, học tập"
    MONITORING = "monitoring", "Giám sát, đánh giá"
    SURVEY = "survey", "Rà soát, điều tra"
    SUPPORT_MODEL = "support_model", "Mô hình hỗ trợ"
    COMMUNICATION = "communication", "Tuyên truyền"
    OTHER = "other", "Hoạt động khác"


class LineRole(TextChoices):
    """What a line of an activity tells; the label is what is printed unless the line says otherwise."""

    QUANTITY = "quantity", "Số lớp"
    PURPOSE = "purpose", "Mục đích"
    AUDIENCE = "audience", "Đối tượng"
    FORM = "form", "Hình thức thực hiện"
    TIME = "time", "Thời gian"
    PLACE = "place", "Địa điểm"
    CONTENT = "content", "Nội dung"
    SPEAKERS = "speakers", "Báo cáo viên"
    LEAD = "lead", "Đơn vị chủ trì"
    PARTNERS = "partners", "Đơn vị phối hợp"
    OTHER = "other", "Khác"


class LineStyle(TextChoices):
    """How the lines of an activity are marked on paper."""

    LETTERS = "letters", "a), b), c) …"
    DASHES = "dashes", "- (gạch đầu dòng)"
    PLAIN = "plain", "Không đánh dấu"


class PlanState(TextChoices):
    """Where a plan stands between the first word and the archive (Nghị định 30/2020, Điều 10–19).

    The order is the order of the work. Signed comes before numbered in both ways of issuing (Điều 15.2, 15.3).
    """

    DRAFT = "draft", "Dự thảo"
    RETURNED = "returned", "Bị trả lại"
    SUBMITTED = "submitted", "Chờ trưởng phòng duyệt"
    PASSED = "passed", "Chờ văn thư kiểm tra thể thức"
    CHECKED = "checked", "Chờ lãnh đạo duyệt"
    APPROVED = "approved", "Đã duyệt, chờ ký"
    SIGNED = "signed", "Đã ký, chờ cấp số"
    NUMBERED = "numbered", "Đã có số, chờ ban hành"
    ISSUED = "issued", "Đã ban hành"
    CORRECTED = "corrected", "Đã ban hành, có đính chính"
    REPLACED = "replaced", "Đã bị thay thế"
    RECALLED = "recalled", "Đã thu hồi"

    @classmethod
    def editable(cls) -> frozenset["PlanState"]:
        """States in which the drafter may change the wording."""
        return frozenset({cls.DRAFT, cls.RETURNED})

    @classmethod
    def in_review(cls) -> frozenset["PlanState"]:
        """States in which the wording rests while somebody reads it."""
        return frozenset({cls.SUBMITTED, cls.PASSED, cls.CHECKED})

    @classmethod
    def frozen(cls) -> frozenset["PlanState"]:
        """States that have a frozen paper: what it says is read from there, never from rows."""
        return frozenset(cls) - cls.editable() - cls.in_review()

    @classmethod
    def in_public(cls) -> frozenset["PlanState"]:
        """States of a plan that went out."""
        return frozenset({cls.ISSUED, cls.CORRECTED, cls.REPLACED, cls.RECALLED})


class PlanAct(TextChoices):
    """What people do with a whole plan, in the words of the log."""

    SUBMIT = "submit", "trình"
    WITHDRAW = "withdraw", "rút lại"
    PASS_ON = "pass_on", "duyệt cấp phòng, chuyển văn thư"
    CHECK = "check", "kiểm tra thể thức, trình lãnh đạo"
    RETURN = "return", "trả lại"
    APPROVE = "approve", "phê duyệt"
    SIGN = "sign", "ký"
    NUMBER = "number", "cấp số, ngày"
    TAKE_BACK_NUMBER = "number_back", "hủy số"
    SEAL = "seal", "đóng dấu"
    ISSUE = "issue", "ban hành"
    CORRECT = "correct", "đính chính"
    REPLACE = "replace", "thay thế"
    RECALL = "recall", "thu hồi"


MAKERS_RIGHTS = (
    "plans.change_plan", "plans.submit_plan", "plans.review_plan", "plans.check_plan", "plans.approve_plan",
    "plans.issue_plan",
)  # fmt: skip
"""Whoever has one of these takes part in making plans; all others see them from approval on."""


class ConfirmationKind(TextChoices):
    """Why somebody has to look at a place before the plan is submitted."""

    COPIED = "copied", "Số liệu chép từ kế hoạch khác"
    BASIS = "basis", "Căn cứ cần xem lại"
    READ = "read", "Phần đọc từ tệp chưa chắc chắn"


class EditKind(TextChoices):
    """What was done to a plan."""

    HEAD = "head", "sửa phần đầu"
    BASES = "bases", "sửa căn cứ"
    APPENDICES = "appendices", "sửa phụ lục"
    ACTIVITIES = "activities", "sửa hoạt động"
    ADD = "add", "thêm mục"
    DELETE = "delete", "xóa mục"
    MOVE = "move", "chuyển mục"
    INDENT = "indent", "đổi cấp mục"
    TEXT = "text", "sửa nội dung"
    FIX = "fix", "sửa chỗ được lưu ý"
