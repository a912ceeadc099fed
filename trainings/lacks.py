"""What a list still lacks, in plain words, with the place where it is put right."""

import datetime

from lib.waiting import Lack
from trainings.deadlines import why_closed
from trainings.enums import RosterState
from trainings.overview import Line


def lacks_of(line: Line, *, on: datetime.date, errors: int = 0) -> list[Lack]:
    """Sentences for whoever registers, the most pressing first; empty when nothing is left to do.

    `errors` are rows that are registered and yet wrong (somebody else registered the same person meanwhile).
    """
    roster, sentences = line.roster, []
    rows = len(roster.unfinished.get("rows", {}))
    if roster.is_editable:
        if why := why_closed(roster, on=on):
            sentences.append(Lack(why))
        if roster.state == RosterState.RETURNED:
            sentences.append(Lack("Danh sách bị trả lại: sửa theo lý do ghi ở trên rồi gửi lại."))
        if rows:
            sentences.append(Lack(f"{rows} dòng chưa ghi được vì còn lỗi.", "#dong-loi"))
        if errors:
            sentences.append(Lack(f"{errors} người đã ghi nhưng nay báo lỗi, hãy xem lại.", "#dong-loi"))
        if line.missing:
            sentences.append(Lack(f"{line.missing} chỉ tiêu chưa có người."))
        sentences.append(Lack("Danh sách chưa gửi."))
    elif not roster.scan_sha256:
        sentences.append(Lack("Chưa có bản quét danh sách đã ký, đóng dấu.", "#ban-quet"))
    if line.waiting:
        sentences.append(Lack(f"{line.waiting} người trong danh sách chờ: có chỗ trống sẽ được vào theo thứ tự."))
    return sentences
