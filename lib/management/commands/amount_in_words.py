"""manage.py amount_in_words 1251000000"""

from django.core.management.base import BaseCommand

from lib.money import amount_in_words, parse_amount


class Command(BaseCommand):
    help = "Đọc số tiền thành chữ."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("amount", nargs="?", default="", help="số tiền: 1251000000, 1.251.000.000 hoặc «9 tỷ đồng»")

    def handle(self, *args, amount, **options):
        try:
            self.stdout.write(amount_in_words(parse_amount(amount)))
        except ValueError as mistake:
            self.stderr.write(str(mistake))
            raise SystemExit(2) from None
