"""An account in words: roles, how far it sees, whom to ask."""

from django.contrib.auth import get_user_model

from audit.enums import EntryKind
from audit.models import Entry
from organisations.enums import Role, Scope

# In words what organisations.roles.TABLE grants.
ROLE_MEANS = {
    Role.DRAFTER: (
        "soạn, sửa và trình kế hoạch, thêm văn bản pháp lý vào danh mục; tổ chức lớp, tiếp nhận danh sách đăng ký"
    ),
    Role.DEPARTMENT_HEAD: (
        "soạn và trình kế hoạch, duyệt kế hoạch của phòng, thêm văn bản pháp lý vào danh mục; "
        "tổ chức lớp, tiếp nhận danh sách đăng ký"
    ),
    Role.LEADER: "phê duyệt và ký kế hoạch, giấy tờ của lớp; xem tiến độ, sổ văn bản đi và các danh mục",
    Role.CLERK: (
        "kiểm tra thể thức, cấp số, đóng dấu và phát hành kế hoạch, giấy tờ của lớp; "
        "giữ sổ văn bản đi, danh mục văn bản pháp lý, người ký và cách trình bày"
    ),
    Role.REGISTRAR: "lập và gửi danh sách đăng ký của đơn vị mình; xem kế hoạch và các danh mục",
    Role.MONITOR: "xem kế hoạch, lớp, tiến độ và các danh mục",
    Role.ADMINISTRATOR: "giữ cơ quan, người ký, tài khoản, nhật ký và các danh mục; không xem nội dung văn bản",
}

SCOPE_MEANS = {
    Scope.DEPARTMENT: "Kế hoạch của phòng mình và kế hoạch do mình soạn.",
    Scope.ORGANISATION: "Kế hoạch của cơ quan mình và của những cơ quan mà cơ quan mình kế tục.",
    Scope.BELOW: "Kế hoạch của cơ quan mình, của cấp dưới và của những cơ quan mà cơ quan mình kế tục.",
    Scope.EVERYTHING: "Kế hoạch của mọi cơ quan.",
}


def role_names(user) -> frozenset[str]:
    """The roles of `user`: names of groups (see organisations.enums.Role)."""
    return frozenset(user.groups.values_list("name", flat=True))


def roles_in_words(names: frozenset[str]) -> list[tuple[str, str]]:
    """(role, what it may do) in the order of the enumeration; groups that the house does not know come last."""
    known = [(role.value, ROLE_MEANS[role]) for role in Role if role.value in names]
    return known + [(name, "") for name in sorted(names - set(Role.values))]


def scope_in_words(user) -> str:
    """How far `user` sees, in one sentence."""
    if user.sees_everything and not user.reads_all_papers:
        return "Danh mục, tài khoản và nhật ký của mọi cơ quan; không xem nội dung văn bản."
    return SCOPE_MEANS[Scope.EVERYTHING if user.sees_everything else Scope(user.scope)]


def administrators() -> list[str]:
    """Names of the people who keep accounts, at most five."""
    keepers = get_user_model().objects.filter(is_active=True, groups__name=Role.ADMINISTRATOR)
    return [str(user) for user in keepers.order_by("full_name", "username")[:5]]


def last_sign_ins(user) -> list[Entry]:
    """What the audit trail says of the last ten sign-ins and tries to sign in as `user`, the latest first."""
    of_account = Entry.objects.filter(table=user._meta.label_lower, row_id=user.pk, kind=EntryKind.SIGN_IN)
    return list(of_account.order_by("-id")[:10])
