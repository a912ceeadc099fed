from django.core.management.base import BaseCommand

from organisations.area_data import load_areas


class Command(BaseCommand):
    help = "Nạp danh mục đơn vị hành chính kèm theo phần mềm (tỉnh, xã hiện nay; đơn vị cũ và đơn vị kế tiếp)."

    def add_arguments(self, parser):
        parser.add_argument(
            "--overwrite",
            action="store_true",
            help="Ghi đè cả những dòng cơ quan đã sửa cho khác với dữ liệu kèm theo.",
        )

    def handle(self, *args, overwrite, **options):
        loaded = load_areas(overwrite=overwrite)
        self.stdout.write(
            f"Đơn vị hành chính: thêm {loaded.added}, đã có sẵn {loaded.unchanged}; "
            f"quan hệ kế tiếp: thêm {loaded.successions_added}."
        )
        if loaded.differing and loaded.overwritten:
            self.stdout.write(f"Đã ghi đè {loaded.differing} dòng theo dữ liệu kèm theo.")
        elif loaded.differing:
            self.stdout.write(
                f"Giữ nguyên {loaded.differing} dòng khác với dữ liệu kèm theo; muốn ghi đè: load_areas --overwrite."
            )
