"""Read a file of names into a class: with --dry-run only say what is wrong in it, as the page does."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from lib.refusals import Refused
from organisations.models import User
from trainings.actions.uploads import put_into_class
from trainings.models import TrainingClass
from trainings.roster_facts import facts_of_class
from trainings.rosters.lists import check_list, read_list
from trainings.rosters.told import fault_lines, summary_lines


class Command(BaseCommand):
    help = "Kiểm tra một tệp danh sách (.xlsx, .csv) cho một lớp và ghi các dòng đúng; --dry-run: chỉ kiểm tra."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="tệp danh sách")
        parser.add_argument("--class", dest="training_class", type=int, required=True, help="mã số của lớp")
        parser.add_argument("--by", help="tên đăng nhập của người chịu trách nhiệm (cần khi ghi)")
        parser.add_argument("--dry-run", action="store_true", help="chỉ kiểm tra, không ghi gì")

    def handle(self, *, file: Path, training_class: int, by: str | None, dry_run: bool, **options):
        target = TrainingClass.objects.select_related("course__campaign").filter(pk=training_class).first()
        if target is None:
            raise CommandError(f"Không có lớp mã số {training_class}.")
        now = timezone.now()
        facts = facts_of_class(target, on=timezone.localdate(now))
        try:
            found = read_list(file.read_bytes(), file.name, facts)
        except OSError:
            raise CommandError(f"Không mở được tệp {file}.") from None
        except Refused as refused:
            raise CommandError(refused.sentence) from None
        checked = check_list(found, facts)
        for line in (*found.notices, *fault_lines(checked), *summary_lines(found, checked)):
            self.stdout.write(line)
        if not dry_run:
            self._store(target, checked, by=by, at=now)

    def _store(self, target, checked, *, by, at):
        user = User.objects.filter(username=by or "").first()
        if user is None:
            raise CommandError("Ghi vào lớp phải có người chịu trách nhiệm: thêm --by TÊN-ĐĂNG-NHẬP.")
        try:
            stored = put_into_class(target, checked.rows, by=user, at=at)
        except Refused as refused:
            raise CommandError(refused.sentence) from None
        self.stdout.write(f"Đã ghi {stored.new} người mới, sửa {stored.changed}, giữ nguyên {stored.unchanged}.")
