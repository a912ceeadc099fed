"""`manage.py anonymise_people`: take name and private data from people of whom nothing was heard for years."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from organisations.models import User
from people.actions import anonymise_due
from people.forgetting import due

SLICE = 500


class Command(BaseCommand):
    """Prints how many people are concerned; writes one line into the audit trail for each office and slice."""

    help = "Ẩn danh người tham gia đã hết thời hạn lưu (không tham gia, không sửa hồ sơ trong số năm đã định)."

    def add_arguments(self, parser):
        parser.add_argument("--years", type=int, default=settings.PERSONAL_DATA_YEARS, help="số năm lưu")
        parser.add_argument("--by", metavar="TÀI_KHOẢN", help="tài khoản chịu trách nhiệm, ghi vào nhật ký")
        parser.add_argument("--dry-run", action="store_true", help="chỉ đếm, không xóa gì")

    def handle(self, *, years, by, dry_run, **options):
        if years < 1:
            raise CommandError("Số năm lưu phải từ 1 trở lên.")
        at = timezone.now()
        people = due(on=timezone.localdate(at), years=years)
        if dry_run:
            self.stdout.write(f"{people.count()} người hết thời hạn lưu {years} năm.")
            return
        account = User.objects.filter(username=by or "", is_active=True).first()
        if account is None:
            raise CommandError("Hãy nêu tài khoản chịu trách nhiệm: --by TÀI_KHOẢN.")
        done = 0
        while keys := list(people.values_list("pk", flat=True)[:SLICE]):
            done += anonymise_due(keys, by=account, at=at)
        self.stdout.write(f"Đã ẩn danh {done} người hết thời hạn lưu {years} năm.")
