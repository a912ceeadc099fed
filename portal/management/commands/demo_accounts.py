"""`manage.py demo_accounts`: accounts to try the program with, on one's own machine only."""

import json
import secrets
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import BaseCommand, CommandError
from django.db import transaction
from django.db.models import Q
from django.utils.timezone import now

from organisations.enums import Role, Scope
from organisations.models import Organisation
from portal.examples.registration import begin_registration, offices
from portal.examples.trial import Office, put_to_work

ACCOUNTS_FILE = Path(settings.VAR_DIR) / "accounts.json"
# One account for every role, in the order of `Office`.
STAFF = [("soanthao", "Chuyên viên soạn thảo", Role.DRAFTER), ("truongphong", "Trưởng phòng", Role.DEPARTMENT_HEAD)]
STAFF += [("vanthu", "Văn thư", Role.CLERK), ("lanhdao", "Lãnh đạo", Role.LEADER)]
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that are easily mistaken for another


class Command(BaseCommand):
    help = (
        "Lập tài khoản dùng thử với mật khẩu ngẫu nhiên, ghi vào var/accounts.json (chỉ chủ máy đọc được). "
        "Thêm --show để xem lại."
    )

    def add_arguments(self, parser):
        parser.add_argument("--show", action="store_true", help="chỉ xem lại các tài khoản đã lập")

    def handle(self, *, show, **options):
        if not settings.DEMO:
            raise CommandError("Tài khoản dùng thử chỉ có ở bản chạy thử (bin/run), không lập trên máy chủ thật.")
        if not show:
            self._create()
        elif not ACCOUNTS_FILE.exists():
            raise CommandError("Chưa có tài khoản dùng thử nào: chúng được lập khi chạy bin/run lần đầu.")
        self._print(json.loads(ACCOUNTS_FILE.read_text()))

    @transaction.atomic
    def _create(self) -> None:
        accounts = [self._account("quantri", "Quản trị", organisation=None, role=Role.ADMINISTRATOR)]
        has_plans = Q(plans__isnull=False) | Q(predecessors__plans__isnull=False)
        today = Organisation.objects.filter(has_plans, valid_to=None).order_by("id").distinct()
        for number, organisation in enumerate(today[:2], start=1):
            for name, title, role in STAFF:
                accounts.append(self._account(f"{name}{number}", title, organisation=organisation, role=role))
            people = [get_user_model().objects.get(username=f"{name}{number}") for name, _, _ in STAFF]
            put_to_work(Office(organisation, *people), at=now())
        accounts += self._registration()
        ACCOUNTS_FILE.parent.mkdir(parents=True, exist_ok=True)
        ACCOUNTS_FILE.touch(mode=0o600)
        ACCOUNTS_FILE.chmod(0o600)
        ACCOUNTS_FILE.write_text(json.dumps([account for account in accounts if account], ensure_ascii=False, indent=1))

    def _registration(self) -> list[dict[str, str]]:
        """Accounts of the communes that register for the example plan of Tủa Chùa, and the registration itself."""
        organiser = get_user_model().objects.filter(username="soanthao1").first()
        if organiser is None:
            return []
        accounts, registrars = [], {}
        for username, office in offices().items():
            accounts.append(self._account(username, "Đăng ký", organisation=office, role=Role.REGISTRAR))
            registrars[username] = get_user_model().objects.get(username=username)
        begin_registration(organiser, registrars, at=now())
        return accounts

    def _account(self, username: str, title: str, *, organisation: Organisation | None, role: Role) -> dict[str, str]:
        user, _ = get_user_model().objects.get_or_create(username=username)
        password = "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))
        user.full_name = f"{title} ({organisation.symbol})" if organisation else title
        user.organisation = organisation
        in_department = role in (Role.DRAFTER, Role.DEPARTMENT_HEAD)
        user.department = organisation.departments.first() if in_department else None
        user.is_superuser = user.is_staff = role == Role.ADMINISTRATOR
        user.reads_all_papers = user.is_superuser  # on a trial machine only: see docs/deployment.md
        user.scope = Scope.EVERYTHING if user.is_superuser else Scope.ORGANISATION
        user.set_password(password)
        user.save()
        user.groups.set(Group.objects.filter(name=role.value))
        where = organisation.name if organisation else "mọi cơ quan, mọi quyền"
        return {"username": username, "password": password, "role": role.value, "organisation": where}

    def _print(self, accounts: list[dict[str, str]]) -> None:
        heads = {"username": "Tên đăng nhập", "password": "Mật khẩu", "role": "Vai trò", "organisation": "Cơ quan"}
        widths = {key: max(len(row[key]) for row in [heads, *accounts]) for key in heads}
        self.stdout.write("\nTài khoản dùng thử (xem lại: bin/run --accounts)\n")
        for row in [heads, {key: "─" * width for key, width in widths.items()}, *accounts]:
            self.stdout.write("  " + "   ".join(row[key].ljust(widths[key]) for key in heads).rstrip())
        self.stdout.write("")
