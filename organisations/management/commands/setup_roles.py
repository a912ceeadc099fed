from django.core.management.base import BaseCommand

from organisations.enums import Role
from organisations.roles import setup_roles


class Command(BaseCommand):
    help = "Lập các vai trò (nhóm tài khoản) và gán quyền cho từng vai trò."

    def handle(self, *args, **options):
        setup_roles()
        self.stdout.write(f"Đã gán quyền cho {len(Role)} vai trò: {', '.join(Role.values)}.")
