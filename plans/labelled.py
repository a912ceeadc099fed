"""Labelled pieces of running text: «Thời gian: 3 ngày/lớp»."""

import re

from lib.text import fold
from plans.enums import LineRole

LABELLED = re.compile(r"([^\W\d][^:;.()]{1,60}?)\s*:\s*(.*)", re.DOTALL)
_ROLES = (
    (r"so (lop|luong|hoc vien|cuoc|doan|nguoi|buoi|mo hinh)|quy mo", LineRole.QUANTITY),
    (r"muc dich", LineRole.PURPOSE),
    (r"doi tuong|thanh phan", LineRole.AUDIENCE),
    (r"(hinh|phuong) thuc", LineRole.FORM),
    (r"thoi (gian|luong|diem)", LineRole.TIME),
    (r"dia diem", LineRole.PLACE),
    (r"noi dung", LineRole.CONTENT),
    (r"(bao cao|giang) vien", LineRole.SPEAKERS),
    (r"(don vi|co quan) (chu tri|thuc hien)", LineRole.LEAD),
    (r"(don vi|co quan) phoi hop", LineRole.PARTNERS),
    (r"pham vi|(nguon |du kien )?kinh phi|giai phap", LineRole.OTHER),
)


def role_of(label: str) -> LineRole | None:
    """What a piece with that label tells; None when the label is none of those by which activities are described."""
    words = fold(label)
    return next((role for pattern, role in _ROLES if re.match(rf"(?:{pattern})\b", words)), None)
