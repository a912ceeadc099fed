"""manage.py check_document FILE: mistakes in what a plan says."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from documents.checking import Facts, Finding, Severity, check
from documents.checking.printed import printed_of
from documents.checking.shipped import shipped_facts
from documents.content import Content, from_json
from documents.reading import read, source_of
from lib.refusals import Refused

_WORDS = {Severity.ERROR: "Lỗi", Severity.WARNING: "Lưu ý"}


class _NoPlan(Exception):
    """The file holds a document of another kind; the message says in words which."""


class Command(BaseCommand):
    """Prints the findings. Exit status: 0 checked, 2 the file cannot be read, 3 the text is no plan."""

    help = (
        "Tìm lỗi nội dung trong một kế hoạch: số tiền, phép tính, ngày tháng, căn cứ, bố cục, nơi nhận, chữ ký, "
        "tên gọi. Mã thoát: 0 đã kiểm tra xong, 2 không đọc được tệp, 3 văn bản không phải kế hoạch."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "file", type=Path, metavar="FILE", help="tệp .docx, .doc, .pdf, .txt, hoặc .json (nội dung do phần mềm ghi)"
        )
        parser.add_argument("--json", action="store_true", help="in kết quả dạng JSON")

    def handle(self, *, file: Path, **options: object) -> None:
        try:
            data = file.read_bytes()
        except OSError:
            raise CommandError(f"Không mở được tệp {file}; hãy xem lại tên tệp và quyền đọc.", returncode=2) from None
        try:
            content, facts = _opened(data, file.name)
        except Refused as refusal:
            raise CommandError(refusal.sentence, returncode=2) from None
        except _NoPlan as refusal:
            if options["json"]:
                self.stdout.write("[]")
            self.stderr.write(f"Đây là {refusal}, không phải kế hoạch.")
            sys.exit(3)
        findings = check(content, facts)
        if options["json"]:
            self.stdout.write(json.dumps([_as_json(finding) for finding in findings], ensure_ascii=False, indent=2))
        else:
            self._print(findings)

    def _print(self, findings: tuple[Finding, ...]) -> None:
        for finding in findings:
            self.stdout.write(f"{_WORDS[finding.severity]}, {finding.section}: {finding.message}")
            if finding.quote:
                self.stdout.write(f"    «{finding.quote[:160]}»")
            if finding.suggestion is not None:
                self.stdout.write(f"    Sửa thành: «{finding.suggestion}»")
        errors = sum(finding.severity == Severity.ERROR for finding in findings)
        self.stdout.write(f"{errors} lỗi, {len(findings) - errors} lưu ý.")


def _opened(data: bytes, name: str) -> tuple[Content, Facts]:
    """What the file says, and what its lines and the catalogues that ship with the project add to it.

    Raises Refused when it cannot be read, _NoPlan when it is something else.
    """
    if name.lower().endswith(".json"):
        try:
            return from_json(data.decode()), shipped_facts()
        except (ValueError, KeyError, TypeError, AttributeError):
            raise Refused("Tệp .json này không phải nội dung văn bản do phần mềm ghi.") from None
    source = source_of(data, name)
    reading = read(source)
    if not reading.is_plan:
        raise _NoPlan(reading.what)
    return reading.content, shipped_facts(printed=printed_of(source, reading))


def _as_json(finding: Finding) -> dict[str, str | None]:
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "section": finding.section,
        "quote": finding.quote,
        "message": finding.message,
        "suggestion": finding.suggestion,
    }
