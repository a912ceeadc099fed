"""manage.py check_pdf FILE: what Nghị định 30/2020/NĐ-CP has to say against a PDF."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from documents.conformity import Finding, Report, Severity, checklist, study

_MARKS = {"error": "✗", "warning": "!", "kept": "✓", "skipped": "–"}


class Command(BaseCommand):
    """Prints the findings and what was examined. Exit status: 0 no error, 1 errors, 2 the file cannot be read."""

    help = (
        "Kiểm tra thể thức một tệp PDF theo Nghị định 30/2020/NĐ-CP. "
        "Mã thoát: 0 không có lỗi, 1 có lỗi, 2 không đọc được tệp."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="tệp PDF cần kiểm tra")
        state = parser.add_mutually_exclusive_group()
        state.add_argument("--issued", action="store_true", help="văn bản đã ban hành: phải có số và ngày")
        state.add_argument("--draft", action="store_true", help="bản chưa ban hành: số và ngày để trống")
        parser.add_argument("--json", action="store_true", help="in kết quả dạng JSON")

    def handle(self, *, file: Path, issued: bool, draft: bool, **options: object) -> None:
        try:
            pdf = file.read_bytes()
        except OSError:
            raise CommandError(f"Không mở được tệp {file}; hãy xem lại tên tệp và quyền đọc.", returncode=2) from None
        report = study(pdf, issued=True if issued else False if draft else None)
        if options["json"]:
            self.stdout.write(json.dumps(_as_json(report), ensure_ascii=False, indent=2))
        else:
            self._print(report)
        if not report.readable:
            sys.exit(2)
        if report.errors:
            sys.exit(1)

    def _print(self, report: Report) -> None:
        if not report.readable:
            self.stdout.write(report.findings[0].sentence)
            return
        for group, ticks in checklist(report).items():
            self.stdout.write(f"\n{group}")
            for tick in ticks:
                note = f" ({tick.skipped})" if tick.skipped else ""
                self.stdout.write(f"  {_MARKS[tick.state]} {tick.rule.number:2} {tick.rule.name}{note}")
                for finding in tick.findings:
                    self.stdout.write(f"       {_where(finding)}{finding.sentence}")
        skimmed = f", trong đó {report.pages_skimmed} trang phụ lục xem nhanh" if report.pages_skimmed else ""
        self.stdout.write(
            f"\nĐã kiểm tra {report.pages} trang{skimmed}: {len(report.errors)} lỗi, {len(report.warnings)} lưu ý."
        )


def _where(finding: Finding) -> str:
    kind = "Lỗi" if finding.severity == Severity.ERROR else "Lưu ý"
    page = f", trang {finding.page}" if finding.page else ""
    return f"{kind}{page}: "


def _as_json(report: Report) -> dict[str, object]:
    return {
        "readable": report.readable,
        "pages": report.pages,
        "pages_skimmed": report.pages_skimmed,
        "findings": [
            {"rule": f.rule, "severity": f.severity, "page": f.page, "place_mm": f.place, "sentence": f.sentence}
            for f in report.findings
        ],
        "skipped": report.skipped,
    }
