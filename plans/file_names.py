"""Under which names files of plans are saved on people's machines."""

import textwrap

from documents.enums import FileRole
from plans.models import Plan

ENDINGS = {
    FileRole.READY: " – trình ký.pdf",
    FileRole.WORD: ".docx",
    FileRole.SIGNED: " – đã ký.pdf",
    FileRole.SEALED: " – đã ký, đóng dấu.pdf",
    FileRole.SCAN: " – bản quét.pdf",
}


def file_name(plan: Plan, *, number: str = "", ending: str = ".pdf") -> str:
    """«Kế hoạch 2026 – Thực hiện Tiểu dự án 2.pdf», at most 150 letters; with `number` «Kế hoạch số 07-KH-UBND – …»."""
    which = f"số {number.replace('/', '-')}" if number else plan.years.replace("–", "-")
    title = "".join(" " if letter in '\\/:*?"<>|\n\t' else letter for letter in plan.title)
    words = textwrap.wrap(" ".join(title.split()), 90) or [""]
    return f"Kế hoạch {which} – {words[0].strip(' .')}{ending}"
