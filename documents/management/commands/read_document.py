"""manage.py read_document FILE: what a document says, read back into data."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from documents.reading import read, source_of
from documents.reading.answers import answer
from documents.reading.result import Reading
from lib.refusals import Refused

_NAMES = {
    "number": "Số",
    "symbol": "Ký hiệu",
    "parent_agency": "Cơ quan chủ quản",
    "agency": "Cơ quan ban hành",
    "place": "Địa danh",
    "date": "Ngày ban hành",
    "kind": "Tên loại",
    "title": "Trích yếu",
    "total_budget_vnd": "Tổng kinh phí (đồng)",
    "amount_in_words": "Bằng chữ",
}


class Command(BaseCommand):
    """Prints what was read. Exit status: 0 a plan, 2 the file cannot be read, 3 a document of another kind."""

    help = (
        "Đọc một văn bản (.docx, .doc, .pdf có chữ, .txt) thành dữ liệu. "
        "Mã thoát: 0 là kế hoạch, 2 không đọc được tệp, 3 là văn bản khác."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="tệp cần đọc")
        parser.add_argument("--json", action="store_true", help="in kết quả dạng JSON")

    def handle(self, *, file: Path, **options: Any) -> None:
        try:
            reading = read(source_of(file.read_bytes(), file.name))
        except OSError:
            raise CommandError(f"Không mở được tệp {file}; hãy xem lại tên tệp và quyền đọc.", returncode=2) from None
        except Refused as refusal:
            raise CommandError(str(refusal), returncode=2) from None
        found = answer(reading)
        if options["json"]:
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))
        else:
            self._print(reading, found)
        if not reading.is_plan:
            self.stderr.write(f"Đây là {reading.what}; chỉ kế hoạch mới đọc được thành dữ liệu để lập kế hoạch.")
            sys.exit(3)

    def _print(self, reading: Reading, found: dict[str, Any]) -> None:
        for key, name in _NAMES.items():
            self.stdout.write(f"{name + ':':22} {'–' if found[key] is None else found[key]}")
        self._list("Căn cứ", reading.content.legal_bases)
        sections = reading.content.walk_sections()
        self._list("Đề mục", [f"{'  ' * max(0, s.level - 1)}{s.label} {s.title}".rstrip() for s in sections])
        self._list("Nơi nhận", found["recipients"])
        signer = [line for line in (*reading.content.signature.lines, reading.content.signature.name) if line]
        self._list("Người ký", signer)
        self._list("Chưa chắc chắn", [doubt.sentence for doubt in reading.doubts])
        self._list("Lưu ý", reading.remarks)

    def _list(self, name: str, items: Any) -> None:
        if items:
            self.stdout.write(f"\n{name}")
        for item in items:
            self.stdout.write(f"  {item}")
