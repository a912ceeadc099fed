"""Why somebody looks at personal data: a few words that go into the audit trail, without personal data in them."""

import re

from lib.refusals import Refused
from lib.text import clean_line

SHORTEST, LONGEST = 10, 300
_NUMBER = re.compile(r"\d(?:[ .\-]?\d){7,}")


def checked_reason(text: str | None) -> str:
    """`text` on one line, with numbers of cards and telephones left out. Raises Refused when it says too little."""
    reason = _NUMBER.sub("(số)", clean_line(text or ""))[:LONGEST]
    if len(re.findall(r"[^\W\d_]", reason)) < SHORTEST:
        raise Refused(
            "Hãy ghi rõ lý do, ví dụ «Đối chiếu số định danh khi lập danh sách chi tiền»: lý do được ghi vào nhật ký."
        )
    return reason
