"""Whether somebody may sign on a day: in office, and with a paper of the head where one is needed."""

from datetime import date

from lib.dates import short_date
from organisations.enums import Capacity
from organisations.models import Post


def signing_fault(post: Post, day: date) -> str:
    """Say why `post` may not sign on `day`, and what to do; empty when it may.

    Signing by order (TL.) or by mandate (TUQ.) rests on a written mandate of the head, in force on that day (Nghị định
    30/2020, Điều 13.3 and 13.4).
    """
    if post.valid_from and day < post.valid_from:
        return f"{post} chỉ giữ chức vụ từ {short_date(post.valid_from)}: hãy chọn người ký khác."
    if post.valid_to and post.valid_to < day:
        return f"{post} chỉ giữ chức vụ đến {short_date(post.valid_to)}: hãy chọn người ký khác."
    return _mandate_fault(post, day) if post.capacity in Capacity.needing_a_mandate() else ""


def _mandate_fault(post: Post, day: date) -> str:
    signing = f"{post} ký {Capacity(post.capacity).label}"
    if not post.mandate or post.mandate_from is None:
        return f"Chưa ghi văn bản giao {signing}: hãy ghi ở mục «người ký» của cơ quan."
    if day < post.mandate_from:
        return f"{post.mandate} giao {signing} từ {short_date(post.mandate_from)}: hãy chọn người ký khác."
    if post.mandate_to and post.mandate_to < day:
        return (
            f"{post.mandate} giao {signing} đến hết ngày {short_date(post.mandate_to)}: hãy ghi văn bản giao quyền "
            "mới, hoặc chọn người ký khác."
        )
    return ""
