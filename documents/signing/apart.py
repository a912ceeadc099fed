"""The examination in a process of its own: what strangers send goes through C libraries that may fail, hang or fill the
memory, and PDFium is not made for several threads.

Run as a program it reads a line of JSON and both files from stdin and writes the report as JSON to stdout.
"""

from __future__ import annotations

import base64
import json
import logging
import os
import resource
import subprocess
import sys
from dataclasses import asdict
from datetime import date, datetime

from django.conf import settings

from documents.signing import container
from documents.signing.report import Expecting, SignedReport

SECONDS = 300
_MEMORY = 3 * 1024**3


def examine_signed(
    pdf: bytes, *, approved: bytes, expecting: Expecting, anchors: tuple[bytes, ...] = (), at: datetime
) -> SignedReport:
    """Examine the signed file `pdf` against the `approved` signed-ready PDF.

    `anchors` are the trusted authorities (`trusted_anchors()`), none: chains are not judged, and the report says so.
    `at` is now. Never raises on account of the file: the report says what is wrong with it.
    """
    if fault := container.size_fault(len(pdf), settings.SIGNED_FILE_LIMIT):
        return SignedReport((fault,))
    request = {
        "pdf": len(pdf),
        "expecting": asdict(expecting) | {"dated_on": expecting.dated_on and expecting.dated_on.isoformat()},
        "anchors": [base64.b64encode(anchor).decode() for anchor in anchors],
        "at": at.isoformat(),
    }
    try:
        done = subprocess.run(
            [sys.executable, "-m", __name__],
            input=json.dumps(request).encode() + b"\n" + pdf + approved,
            capture_output=True,
            check=True,
            timeout=SECONDS,
            cwd=settings.BASE_DIR,
            env={"PYTHONUTF8": "1", "PATH": os.environ.get("PATH", "")},
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        said = (error.stderr or b"").decode(errors="replace")[-2000:]
        logging.getLogger(__name__).warning("A signed file could not be examined: %s %s", error, said)
        return SignedReport((container.DAMAGED,))
    return SignedReport.from_json(json.loads(done.stdout))


def main() -> None:
    """One examination, from stdin to stdout."""
    from documents.signing.examination import examine

    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    request = json.loads(sys.stdin.buffer.readline())
    data = sys.stdin.buffer.read()
    expecting = request["expecting"]
    day = expecting.pop("dated_on")
    report = examine(
        data[: request["pdf"]],
        approved=data[request["pdf"] :],
        expecting=Expecting(
            **expecting | {"needs": tuple(expecting["needs"])}, dated_on=date.fromisoformat(day) if day else None
        ),
        anchors=tuple(base64.b64decode(anchor) for anchor in request["anchors"]),
        at=datetime.fromisoformat(request["at"]),
    )
    json.dump(report.to_json(), sys.stdout)


if __name__ == "__main__":
    main()
