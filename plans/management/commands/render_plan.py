"""manage.py render_plan 12 -o ke-hoach.pdf"""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from documents.papers import paper
from documents.rendering import render_pdf
from lib.refusals import Refused
from plans.models import Plan


class Command(BaseCommand):
    help = "In một kế hoạch thành tệp PDF."

    def add_arguments(self, parser):
        parser.add_argument("plan_id", type=int, metavar="ID", help="mã số của kế hoạch (số trong địa chỉ của trang)")
        parser.add_argument("-o", "--output", type=Path, help="tệp PDF; không ghi: ke-hoach-ID.pdf ở thư mục hiện tại")

    def handle(self, *args, plan_id, output, **options):
        sheet = paper("plan")
        output = output or Path(f"ke-hoach-{plan_id}.pdf")
        try:
            plan = sheet.find(plan_id)
            pdf = render_pdf(sheet.content(plan), sheet.layout(plan))
            output.write_bytes(pdf)
        except (Plan.DoesNotExist, OverflowError):
            raise CommandError(f"Không có kế hoạch số {plan_id}.") from None
        except Refused as refusal:
            raise CommandError(refusal.sentence) from None
        except OSError as error:
            raise CommandError(f"Không ghi được tệp {output}: {error.strerror}.") from None
        self.stdout.write(f"Đã ghi {output} ({len(pdf) / 1024:.0f} KB).")
