"""Words for jobs and page layout."""

from django.db.models import IntegerChoices, TextChoices


class JobState(TextChoices):
    QUEUED = "queued", "Đang chờ"
    RUNNING = "running", "Đang làm"
    DONE = "done", "Xong"
    FAILED = "failed", "Không xong"


class JobKind(TextChoices):
    """What a job makes; see `documents.jobs`."""

    PRINT = "print", "In bản xem trước"
    FREEZE = "freeze", "Tạo tệp PDF và Word của bản đã duyệt"
    REGISTER = "register", "In sổ đăng ký văn bản đi"
    READ = "read", "Đọc văn bản có sẵn"
    CERTIFY = "certify", "In giấy chứng nhận"
    ROSTER = "roster", "Đọc và ghi danh sách học viên"


class FileRole(TextChoices):
    """What a file of a frozen paper is."""

    READY = "ready", "Bản PDF trình ký"
    WORD = "word", "Bản Word"
    SIGNED = "signed", "Bản đã ký"
    SEALED = "sealed", "Bản đã ký, có số và dấu"
    SCAN = "scan", "Bản quét từ bản giấy"


class KeyStore(TextChoices):
    """Where a signing key is kept."""

    PKCS12 = "pkcs12", "Tệp khóa (.p12, .pfx)"
    PKCS11 = "pkcs11", "Thiết bị ký gắn với máy chủ (PKCS#11)"


class BodySize(IntegerChoices):
    P14 = 14, "Cỡ chữ 14 (Quốc hiệu 13, Tiêu ngữ 14)"
    P13 = 13, "Cỡ chữ 13 (Quốc hiệu 12, Tiêu ngữ 13)"


class OfficialKind(TextChoices):
    """The kinds of administrative documents, each with its letters in the symbol (Nghị định 30/2020, Điều 7, Phụ lục
    III). Official letters and letters of courtesy have none.
    """

    RESOLUTION = "NQ", "Nghị quyết"
    DECISION = "QĐ", "Quyết định"
    DIRECTIVE = "CT", "Chỉ thị"
    REGULATION = "QC", "Quy chế"
    RULES = "QyĐ", "Quy định"
    COMMUNIQUE = "TC", "Thông cáo"
    NOTICE = "TB", "Thông báo"
    GUIDANCE = "HD", "Hướng dẫn"
    PROGRAMME = "CTr", "Chương trình"
    PLAN = "KH", "Kế hoạch"
    OPTION = "PA", "Phương án"
    SCHEME = "ĐA", "Đề án"
    PROJECT = "DA", "Dự án"
    REPORT = "BC", "Báo cáo"
    MINUTES = "BB", "Biên bản"
    SUBMISSION = "TTr", "Tờ trình"
    CONTRACT = "HĐ", "Hợp đồng"
    OFFICIAL_LETTER = "", "Công văn"
    TELEGRAM = "CĐ", "Công điện"
    MEMORANDUM = "BGN", "Bản ghi nhớ"
    AGREEMENT = "BTT", "Bản thỏa thuận"
    AUTHORISATION = "GUQ", "Giấy ủy quyền"
    INVITATION = "GM", "Giấy mời"
    INTRODUCTION = "GGT", "Giấy giới thiệu"
    LEAVE = "GNP", "Giấy nghỉ phép"
    DISPATCH_SLIP = "PG", "Phiếu gửi"
    TRANSFER_SLIP = "PC", "Phiếu chuyển"
    NOTICE_SLIP = "PB", "Phiếu báo"
    TRUE_COPY = "SY", "Sao y"
    COPY_OF_COPY = "SL", "Sao lục"
    EXTRACT = "TrS", "Trích sao"
