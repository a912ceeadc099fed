"""How long opening and reading files takes, and how much memory the process that opens them needs."""

from __future__ import annotations

import io
import os
import resource
import subprocess
import sys
import zipfile
from collections.abc import Callable

from bench import contents
from documents.content import Content
from documents.layout import HOUSE_LAYOUT
from documents.reading import read, source_of
from documents.rendering import render_pdf
from documents.word import write_docx

PAGES = (10, 100, 400)
_FOREIGN = ("Căn cứ", "Cơ quan ban hành", "Mục nơi nhận")


def foreign_word(content: Content) -> bytes:
    """`content` as a Word file without our styles' names: read by what it says, like files of others."""
    given, out = io.BytesIO(write_docx(content, HOUSE_LAYOUT)), io.BytesIO()
    with zipfile.ZipFile(given) as file, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as other:
        for name in file.namelist():
            data = file.read(name)
            if name == "word/styles.xml":
                for style in _FOREIGN:
                    data = data.replace(f'"{style}"'.encode(), f'"{style} cũ"'.encode())
            other.writestr(name, data)
    return out.getvalue()


def own_word(content: Content) -> bytes:
    """`content` as our own Word file."""
    return write_docx(content, HOUSE_LAYOUT)


def pdf(content: Content) -> bytes:
    """`content` as PDF."""
    return render_pdf(content, HOUSE_LAYOUT)


KINDS: dict[str, Callable[[Content], bytes]] = {
    "Word của nơi khác": foreign_word,
    "Word của Sổ Kế hoạch": own_word,
    "PDF": pdf,
}


def measure(make: Callable[[Content], bytes], pages: int) -> float:
    """Seconds of processor time for opening (in its process) and reading a plan of about that many pages."""
    data = make(contents.plan(pages))
    best = float("inf")
    for _ in range(2):
        start = _processor_time()
        read(source_of(data, "ke-hoach"))
        best = min(best, _processor_time() - start)
    return best


def _processor_time() -> float:
    """Of this process and of those it has waited for."""
    return sum(os.times()[:4])


def peak(make_name: str, pages: int) -> float:
    """Megabytes that the process opening such a file needs at most, in a process of its own that starts it."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.opening", make_name, str(pages)], capture_output=True, check=True, text=True
    )
    return float(done.stdout)


def main() -> None:
    """Open one file and print the memory of the child in MB."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    django.setup()
    source_of(KINDS[sys.argv[1]](contents.plan(int(sys.argv[2]))), "ke-hoach")
    print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)


if __name__ == "__main__":
    main()
