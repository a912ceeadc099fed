"""`manage.py verify_audit`: is the audit trail whole?"""

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from audit import append_only
from audit.verifying import walk


class Command(BaseCommand):
    """Exit code 0 and one line with the count and the last seal when the trail is whole; 1 and the reason if not."""

    help = "Kiểm tra toàn bộ chuỗi nhật ký: không dòng nào bị sửa, xóa, chèn hay cắt bớt."

    def add_arguments(self, parser):
        parser.add_argument("--expect", default="", metavar="MÃ_NIÊM", help="mã niêm đã chép ra giấy lần trước")

    def handle(self, *, expect, **options):
        if gone := append_only.missing(connection):
            raise CommandError(
                f"Cơ sở dữ liệu thiếu khóa chống sửa nhật ký ({', '.join(sorted(gone))}): ai đó đã gỡ. "
                "Hãy khôi phục bằng audit.append_only.install, rồi chạy lại lệnh này."
            )
        chain = walk(expect.strip().lower())
        if chain.fault is not None:
            where = f"Dòng {chain.faulty_id}" if chain.faulty_id else "Nhật ký trống"
            raise CommandError(
                f"NHẬT KÝ KHÔNG CÒN NGUYÊN VẸN. {where} {chain.fault.value}. "
                f"Trước đó {chain.count} dòng còn nguyên (đến dòng {chain.last_id}, mã niêm {chain.digest})."
            )
        self.stdout.write(f"Nhật ký nguyên vẹn: {chain.count} dòng. Mã niêm cuối: {chain.digest}")
