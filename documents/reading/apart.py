"""Files of strangers are opened in a process of its own: parsers may fail, hang or fill the memory, the house does not.

`main` runs there: it reads the file from stdin and writes the source as JSON, or a refusal, to stdout.
"""

from __future__ import annotations

import logging
import os
import resource
import subprocess
import sys
from pathlib import Path

from documents.reading.source import Format, Source
from documents.reading.storing import from_json, to_json
from lib.refusals import Refused

SECONDS = 120
MEMORY = 1536 * 1024**2
MEMORY_OF_OTHERS = 3 * 1024**3  # LibreOffice, which maps far more than it uses
_HOUSE = Path(__file__).resolve().parents[2]
_REFUSED = 3
_FAILED = (
    "Tệp này không đọc được: có thể bị hỏng, hoặc mở ra quá lớn. Hãy mở tệp bằng chương trình đã tạo ra nó, lưu thành "
    "tệp mới rồi tải lên lại; hoặc chép chữ rồi dán vào."
)


def opened(data: bytes, kind: Format) -> Source:
    """The source of the file `data` of that kind. Raises Refused."""
    try:
        done = subprocess.run(
            [sys.executable, "-c", f"from {__name__} import main; main()", kind.value],
            input=data,
            capture_output=True,
            check=False,
            timeout=SECONDS,
            cwd=_HOUSE,
            env={"PYTHONUTF8": "1", "PATH": os.environ.get("PATH", "")},
        )
    except subprocess.TimeoutExpired:
        raise Refused(_FAILED) from None
    if done.returncode == _REFUSED:
        raise Refused(done.stdout.decode())
    if done.returncode:
        said = done.stderr.decode(errors="replace")[-2000:]
        logging.getLogger(__name__).warning("A file could not be read (%s): %s", done.returncode, said)
        raise Refused(_FAILED)
    return from_json(done.stdout.decode())


def main() -> None:
    """Open one file, from stdin to stdout."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY_OF_OTHERS))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    data = sys.stdin.buffer.read()
    try:
        source = _reader(Format(sys.argv[1]))(data)
    except Refused as refused:
        sys.stdout.buffer.write(refused.sentence.encode())
        sys.exit(_REFUSED)
    sys.stdout.buffer.write(to_json(source).encode())


def _reader(kind: Format):
    if kind == Format.WORD:
        from documents.reading.word_files import read_word

        return read_word
    if kind == Format.PDF:
        from documents.reading.pdf_files import read_pdf

        return read_pdf
    from documents.reading.old_word import read_old_word

    return read_old_word


if __name__ == "__main__":
    main()
