"""Words for areas, offices, signing capacities, scopes and roles."""

from django.db.models import IntegerChoices, TextChoices


class AreaLevel(IntegerChoices):
    PROVINCE = 1, "Cấp tỉnh"
    DISTRICT = 2, "Cấp huyện (đến 30/6/2025)"
    COMMUNE = 3, "Cấp xã"
    VILLAGE = 4, "Thôn, bản, tổ dân phố"


class Regime(TextChoices):
    """Nghị định 30/2020, Điều 13: who answers for a document of the organisation."""

    COLLECTIVE = "collective", "Tập thể (ký TM.)"
    HEAD = "head", "Thủ trưởng"


class NumberScheme(TextChoices):
    """Nghị định 30/2020, Điều 15.1.c: the head of the organisation decides how documents are numbered."""

    ALL_KINDS = "all", "Một dãy số cho mọi loại văn bản"
    BY_KIND = "kind", "Mỗi loại văn bản một dãy số"
    BY_GROUP = "group", "Theo nhóm văn bản"


class Issuing(TextChoices):
    """How a document becomes official: signed and sealed as a file, or in ink (Nghị định 30/2020, Điều 5, 15, 17)."""

    ELECTRONIC = "electronic", "Văn bản điện tử (ký số, đóng dấu số)"
    PAPER = "paper", "Văn bản giấy (ký tay, đóng dấu mực, quét lại)"


class SignedReady(TextChoices):
    """What the file that goes to be signed holds beside the text."""

    PLAIN = "plain", "Không có ô ký (ký bằng công cụ của Ban Cơ yếu Chính phủ)"
    FIELDS = "fields", "Có sẵn ô ký, ô số và ngày (ký ngay trong phần mềm hoặc bằng công cụ PAdES)"


class Capacity(TextChoices):
    """In which capacity a person signs (Nghị định 30/2020, Phụ lục I, II.7.b)."""

    HEAD = "head", "Người đứng đầu"
    ACTING = "acting", "Quyền (Q.)"
    DEPUTY = "deputy", "Cấp phó ký thay (KT.)"
    BY_ORDER = "by_order", "Thừa lệnh (TL.)"
    BY_MANDATE = "by_mandate", "Thừa ủy quyền (TUQ.)"

    @classmethod
    def needing_a_mandate(cls) -> frozenset["Capacity"]:
        """Capacities that rest on a dated paper of the head (Nghị định 30/2020, Điều 13.3 and 13.4)."""
        return frozenset({cls.BY_ORDER, cls.BY_MANDATE})

    @classmethod
    def within_the_collective(cls) -> frozenset["Capacity"]:
        """Capacities that sign in the name of a collective (TM.)."""
        return frozenset({cls.HEAD, cls.ACTING, cls.DEPUTY})


class Scope(TextChoices):
    """How far a person sees."""

    DEPARTMENT = "department", "Phòng của mình"
    ORGANISATION = "organisation", "Cơ quan của mình"
    BELOW = "below", "Cơ quan của mình và cấp dưới"
    EVERYTHING = "everything", "Toàn hệ thống"


# From narrow to wide: nobody gives a scope that is wider than the own one.
SCOPES_BY_WIDTH = [Scope.DEPARTMENT, Scope.ORGANISATION, Scope.BELOW, Scope.EVERYTHING]


class Role(TextChoices):
    """Roles are Django groups of these names; `setup_roles` gives them their permissions."""

    DRAFTER = "Soạn thảo"
    DEPARTMENT_HEAD = "Trưởng phòng"
    LEADER = "Lãnh đạo"
    CLERK = "Văn thư"
    REGISTRAR = "Đăng ký học viên"
    MONITOR = "Giám sát"
    ADMINISTRATOR = "Quản trị"
