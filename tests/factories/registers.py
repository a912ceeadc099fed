"""Numbers given for tests, as the acts give them."""

import datetime

from django.utils import timezone

from documents.actions import give_number
from documents.models import RegisterEntry
from organisations.models import Organisation

DAY = datetime.date(2026, 3, 5)


def local(year: int, month: int, day: int, hour: int = 9, minute: int = 0) -> datetime.datetime:
    """A moment in Vietnam's time."""
    return datetime.datetime(year, month, day, hour, minute, tzinfo=timezone.get_default_timezone())


def a_number(organisation: Organisation, *, by, on: datetime.date = DAY, kind="Kế hoạch", **more) -> RegisterEntry:
    """A number given on the day `on` at nine, to a document of that day unless `dated_on` says otherwise."""
    letters = {"Kế hoạch": "KH", "Quyết định": "QĐ", "Báo cáo": "BC", "Sao y": "SY", "Trích sao": "TrS"}
    document = {
        "symbol": f"{letters.get(kind, kind.title().replace(' ', '')[:8])}-{organisation.symbol}",
        "title": "Thực hiện Dự án 7 năm 2026",
        "signer": "Lý Văn Khi",
        "recipients": "Như Điều 3\nUBND tỉnh",
        "archive": "VT, CSTT",
        "at": local(on.year, on.month, on.day),
    }
    return give_number(organisation=organisation, kind=kind, by=by, **document | more)
