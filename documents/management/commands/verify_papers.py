"""`manage.py verify_papers`: are all approved papers and their files whole?"""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from documents.integrity import damaged, note_check
from documents.models import FrozenPaper, PaperFile


class Command(BaseCommand):
    """Exit code 0 and one line with the counts when all are whole; 1 and a line for each that is not."""

    help = "Kiểm tra bản đã duyệt và các tệp trong kho: không nội dung, tệp nào mất hay bị sửa."

    def handle(self, **options):
        faults = list(damaged())
        note_check(faults=len(faults), at=timezone.now())
        if faults:
            raise CommandError(
                "\n".join(faults)
                + "\nHãy khôi phục từ bản sao lưu: cơ sở dữ liệu, hoặc thư mục «papers» trong MEDIA_ROOT, rồi chạy lại."
            )
        papers, files = FrozenPaper.objects.count(), PaperFile.objects.count()
        self.stdout.write(f"Tất cả nguyên vẹn: {papers} bản đã duyệt, {files} tệp.")
