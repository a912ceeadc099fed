"""Milliseconds per document: ours, LibreOffice, Chromium and Typst, each cold (a new process) and warm."""

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pypdfium2 import PdfDocument

from bench import contents

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
TIMES = 3


def timed(work: Callable[[], object]) -> float:
    """Milliseconds that `work()` takes."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def median(work: Callable[[int], object], times: int = TIMES) -> float:
    """The median of milliseconds of `work(1)`, `work(2)` …"""
    return statistics.median(timed(lambda i=i: work(i)) for i in range(1, times + 1))


def growth() -> float:
    """How much more processor time a page costs us among 100 than among 20 (each the best of three)."""
    from documents.layout import HOUSE_LAYOUT
    from documents.rendering import render_pdf

    def per_page(pages: int) -> float:
        found = []
        for variant in range(3):
            begun = time.process_time()
            pdf = render_pdf(contents.plan(pages, variant=100 + variant), HOUSE_LAYOUT)
            found.append((time.process_time() - begun) / len(PdfDocument(pdf)))
        return min(found)

    return per_page(100) / per_page(20)


@contextmanager
def ours() -> Iterator[tuple[Callable[[int], float], Callable[[int], float]]]:
    """(cold, warm): milliseconds for a document of so many pages."""
    from documents.layout import HOUSE_LAYOUT
    from documents.rendering import render_pdf

    def cold(pages: int) -> float:
        return median(lambda i: _python("ours", pages, i), 3 if pages < 100 else 1)

    def warm(pages: int) -> float:
        render_pdf(contents.plan(1), HOUSE_LAYOUT)
        return median(lambda i: render_pdf(contents.plan(pages, variant=i), HOUSE_LAYOUT), 5 if pages < 20 else 2)

    yield cold, warm


@contextmanager
def typst() -> Iterator[tuple[Callable[[int], float], Callable[[int], float]]]:
    def cold(pages: int) -> float:
        return median(lambda i: _python("typst", pages, i))

    def warm(pages: int) -> float:
        typst_pdf(1, 0)
        return median(lambda i: typst_pdf(pages, i))

    yield cold, warm


def typst_pdf(pages: int, variant: int) -> bytes:
    """The plan drawn by Typst alone."""
    import typst as engine

    template, inputs = contents.as_typst(contents.plan(pages, variant=variant))
    return engine.compile(template.encode(), sys_inputs=inputs)


def _python(engine: str, pages: int, variant: int) -> None:
    command = [sys.executable, "-m", "bench.once", engine, str(pages), str(variant)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


@contextmanager
def chromium() -> Iterator[tuple[Callable[[int], float], Callable[[int], float]] | None]:
    executable = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if executable is None:
        yield None
        return
    from playwright.sync_api import sync_playwright

    flags = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        source, target = Path(folder) / "plan.html", Path(folder) / "plan.pdf"

        def once(pages: int, variant: int) -> None:
            source.write_text(contents.as_html(contents.plan(pages, variant=variant)))
            command = [executable, "--headless", *flags, f"--user-data-dir={folder}/profile", "--no-pdf-header-footer"]
            command += [f"--print-to-pdf={target}", source.as_uri()]
            subprocess.run(command, check=True, capture_output=True, timeout=120)

        browser = playwright.chromium.launch(executable_path=executable, args=flags)

        def in_browser(pages: int, variant: int) -> None:
            page = browser.new_page()
            page.set_content(contents.as_html(contents.plan(pages, variant=variant)))
            page.pdf(format="A4")
            page.close()

        def warm(pages: int) -> float:
            in_browser(1, 0)
            return median(lambda i: in_browser(pages, i))

        yield lambda pages: median(lambda i: once(pages, i)), warm
        browser.close()


@contextmanager
def libreoffice() -> Iterator[tuple[Callable[[int], float], Callable[[int], float]] | None]:
    executable = shutil.which("soffice")
    if executable is None:
        yield None
        return
    with tempfile.TemporaryDirectory() as folder:

        def convert(pages: int, variants: list[int]) -> None:
            files = []
            for variant in variants:
                files.append(Path(folder) / f"plan{variant}.html")
                files[-1].write_text(contents.as_html(contents.plan(pages, variant=variant)))
            command = [executable, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--norestore"]
            command += ["--infilter=HTML (StarWriter)", "--convert-to", "pdf:writer_pdf_Export", "--outdir", folder]
            subprocess.run([*command, *files], check=True, capture_output=True, timeout=300)

        def warm(pages: int) -> float:
            """What one more document costs a LibreOffice that is running."""
            return (timed(lambda: convert(pages, [1, 2, 3, 4])) - timed(lambda: convert(pages, [5]))) / 3

        convert(1, [0])  # makes its profile
        yield lambda pages: median(lambda i: convert(pages, [i])), warm
