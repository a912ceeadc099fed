"""WeasyPrint, the one place that imports it: HTML and CSS in, PDF bytes out.

Pango and its font map are not made for several threads, and a font configuration per document would leak memory:
one configuration for the process, one lock around it.
"""

from __future__ import annotations

import logging
import os
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

from documents.rendering.fonts import Typeface
from lib.refusals import Refused

_lock = threading.RLock()
_engines: dict[str, SimpleNamespace] = {}

NO_PANGO = (
    "Máy chủ này thiếu thư viện dàn trang (Pango) nên chưa in được văn bản. Quản trị hệ thống cần cài: "
    "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
)


def write_pdf(
    html: str,
    css: str,
    *,
    face: Typeface,
    variant: str,
    on_page: Callable[[int, int], None] | None = None,
    finisher: Callable | None = None,
) -> bytes:
    """Lay out `html` and return a PDF of that variant («pdf/a-2a»).

    `on_page(laid_out, drawn)` hears of each page, first when it is laid out, then when it is drawn.
    `finisher(document, pdf)` may add to the PDF (a pydyf.PDF) before it is written. Raises Refused when the machine
    lacks Pango.
    """
    with _lock:
        engine = _engine(face)
        listener = _PageListener(on_page) if on_page else None
        if listener:
            engine.progress.addHandler(listener)
        try:
            sheet = engine.CSS(string=css, font_config=engine.fonts, url_fetcher=engine.fetcher)
            page = engine.HTML(string=html, base_url=None, url_fetcher=engine.fetcher)
            document = page.render(stylesheets=[sheet], font_config=engine.fonts, pdf_variant=variant)
            if on_page:
                _announce_drawing(document.pages, on_page)
            return document.write_pdf(pdf_variant=variant, finisher=finisher)
        finally:
            if listener:
                engine.progress.removeHandler(listener)


def _engine(face: Typeface) -> SimpleNamespace:
    """WeasyPrint with the fonts of `face` and nothing else of the host; loaded on first use (0.7 s)."""
    key = str(face.files)
    if key not in _engines:
        before = os.environ.get("FONTCONFIG_FILE")
        with tempfile.TemporaryDirectory(prefix="fontconfig-") as folder:
            config = Path(folder) / "fonts.conf"
            config.write_text(face.fontconfig(folder), encoding="utf-8")
            os.environ["FONTCONFIG_FILE"] = str(config)
            try:
                _engines[key] = _load()
            except OSError as error:  # cffi: «cannot load library 'libpango-1.0-0'»
                raise Refused(NO_PANGO) from error
            finally:
                if before is None:
                    del os.environ["FONTCONFIG_FILE"]
                else:
                    os.environ["FONTCONFIG_FILE"] = before
    return _engines[key]


def _load() -> SimpleNamespace:
    from weasyprint import CSS, HTML
    from weasyprint.logger import LOGGER, PROGRESS_LOGGER
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

    class NothingOutside(URLFetcher):
        """The paper is complete in itself: no address is ever opened."""

        def fetch(self, url, headers=None):
            raise ValueError(f"A paper refers to nothing outside: {url}")

    LOGGER.setLevel(logging.ERROR)
    PROGRESS_LOGGER.setLevel(logging.INFO)
    PROGRESS_LOGGER.propagate = False
    return SimpleNamespace(
        CSS=CSS, HTML=HTML, fonts=FontConfiguration(), fetcher=NothingOutside(), progress=PROGRESS_LOGGER
    )


class _PageListener(logging.Handler):
    """Turns WeasyPrint's progress log into calls: pages laid out so far."""

    def __init__(self, on_page: Callable[[int, int], None]):
        super().__init__()
        self._on_page = on_page

    def emit(self, record: logging.LogRecord) -> None:
        if record.args and "Page" in str(record.msg):
            self._on_page(record.args[0], 0)


def _announce_drawing(pages: list, on_page: Callable[[int, int], None]) -> None:
    for number, page in enumerate(pages, 1):

        def paint(*args, _paint=page.paint, _number=number, **kwargs):
            _paint(*args, **kwargs)
            on_page(len(pages), _number)

        page.paint = paint
