"""The examination in a process of its own (`lib.apart`): what strangers send goes through C libraries that may fail,
hang or fill the memory, and PDFium is not made for several threads.
"""

from __future__ import annotations

import base64
import json
from dataclasses import asdict
from datetime import date, datetime

from django.conf import settings

from documents.signing import container
from documents.signing.report import Expecting, SignedReport
from lib import apart
from lib.refusals import Refused

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
    data = json.dumps(request).encode() + b"\n" + pdf + approved
    try:
        answer = apart.answer(f"{__name__}:report_on", data, seconds=SECONDS, memory=_MEMORY, failed=container.DAMAGED)
    except Refused as refused:
        return SignedReport((refused.sentence,))
    return SignedReport.from_json(json.loads(answer))


def report_on(data: bytes) -> bytes:
    """The report as JSON on what `examine_signed` sends: a line of JSON and both files."""
    from documents.signing.examination import examine

    line, _, files = data.partition(b"\n")
    request = json.loads(line)
    expecting = request["expecting"]
    day = expecting.pop("dated_on")
    report = examine(
        files[: request["pdf"]],
        approved=files[request["pdf"] :],
        expecting=Expecting(
            **expecting | {"needs": tuple(expecting["needs"])}, dated_on=date.fromisoformat(day) if day else None
        ),
        anchors=tuple(base64.b64decode(anchor) for anchor in request["anchors"]),
        at=datetime.fromisoformat(request["at"]),
    )
    return json.dumps(report.to_json()).encode()
