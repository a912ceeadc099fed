"""`manage.py verify_figures`: do the numbers kept on classes say what their rows say?"""

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from lib.refusals import Refused
from trainings.figures import differences, refresh
from trainings.models import TrainingClass

BY_AREA = "số liệu theo xã, hoặc hồ sơ của người có mặt, không khớp danh sách"


class Command(BaseCommand):
    """Exit code 0 and one line with the count when all agree or --fix made them; 1 and a line for each that differs."""

    help = "Kiểm tra số liệu ghi sẵn ở từng lớp (đăng ký, có mặt, hoàn thành…) với danh sách của lớp."

    def add_arguments(self, parser):
        parser.add_argument("--fix", action="store_true", help="tính lại và ghi đúng những lớp bị lệch")

    def handle(self, *, fix, **options):
        try:
            found = list(differences())
            if found and fix:
                with transaction.atomic():
                    refresh(difference.training_class.pk for difference in found)
        except Refused as refusal:
            raise CommandError(refusal.sentence) from None
        lines = [self._line(difference) for difference in found]
        if found and not fix:
            raise CommandError(
                "\n".join(lines) + f"\n{len(found)} lớp lệch số liệu. Chạy lại với --fix để tính lại và ghi đúng."
            )
        for line in lines:
            self.stdout.write(line)
        fixed = f", đã sửa {len(found)} lớp" if found else ""
        self.stdout.write(f"Số liệu khớp với danh sách: {TrainingClass.objects.count()} lớp{fixed}.")

    def _line(self, difference) -> str:
        names = TrainingClass._meta
        numbers = "; ".join(
            f"{names.get_field(field).verbose_name}: ghi {kept}, đếm được {counted}"
            for field, (kept, counted) in difference.numbers.items()
        )
        return f"{difference.training_class} (số {difference.training_class.pk}): {numbers or BY_AREA}"
