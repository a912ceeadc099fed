"""`manage.py prepare`: bring a machine's own copy up to date before it starts (used by `bin/run`)."""

import hashlib
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles import finders
from django.core.management import BaseCommand, CommandError, call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from organisations.models import Area


class Command(BaseCommand):
    help = "Chuẩn bị cơ sở dữ liệu, tệp tĩnh, danh mục đơn vị hành chính, kế hoạch mẫu và tài khoản dùng thử."

    def handle(self, **options):
        if not settings.DEMO:
            raise CommandError("Lệnh này chỉ dành cho bản chạy thử (bin/run), không dùng trên máy chủ thật.")
        self._migrate()
        self._collect_static()
        if not Area.objects.exists():
            self._call("load_areas", "Nạp danh mục đơn vị hành chính …")
        call_command("setup_roles", stdout=StringIO())  # every time: the table of roles may have changed
        if not get_user_model().objects.filter(is_superuser=True).exists():
            self._call("load_examples", "Nhập các kế hoạch mẫu …")
            call_command("demo_accounts")

    def _call(self, command: str, what: str) -> None:
        self.stderr.write(what)
        call_command(command, verbosity=0, stdout=StringIO())

    def _migrate(self) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stderr.write("Lập các bảng của cơ sở dữ liệu …")
            call_command("migrate", verbosity=0)

    def _collect_static(self) -> None:
        """Collect and compress static files, unless nothing changed since the last time."""
        digest = hashlib.sha256()
        for finder in finders.get_finders():
            for name, storage in finder.list([]):
                stat = Path(storage.path(name)).stat()
                digest.update(f"{name} {stat.st_size} {stat.st_mtime_ns}\n".encode())
        stamp = Path(settings.STATIC_ROOT) / ".collected"
        if stamp.exists() and stamp.read_text() == digest.hexdigest():
            return
        self.stderr.write("Gom các tệp tĩnh …")
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        stamp.write_text(digest.hexdigest())
