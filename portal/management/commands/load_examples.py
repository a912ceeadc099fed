"""`manage.py load_examples`: enter the four example plans; what is there already stays as it is."""

from django.core.management import BaseCommand
from django.utils.timezone import now

from portal.examples import load_examples


class Command(BaseCommand):
    help = "Nhập bốn kế hoạch mẫu cùng cơ quan, chương trình và văn bản pháp lý liên quan; chạy lại không đổi gì."

    def handle(self, *args, **options):
        added = load_examples(at=now())
        counts = ", ".join(f"{count} {name}" for name, count in added.items())
        self.stdout.write(f"Đã thêm: {counts}." if added else "Các kế hoạch mẫu đã có đủ, không thêm gì.")
