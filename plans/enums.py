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
    DIRECTIVE = "Chỉ thị", "Chỉ thị"
    PLAN = "Kế hoạch", "Kế hoạch"
    PROGRAMME = "Chương trình", "Chương trình"
    SCHEME = "Đề án", "Đề án"
    CONCLUSION = "Kết luận", "Kết luận"
    NOTICE = "Thông báo", "Thông báo"
    GUIDANCE = "Hướng dẫn", "Hướng dẫn"
    SUBMISSION = "Tờ trình", "Tờ trình"
    REPORT = "Báo cáo", "Báo cáo"
    OFFICIAL_LETTER = "Công văn", "Công văn"

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
