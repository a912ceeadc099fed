"""Which number comes next: series, order of time, numbers entered by hand (Nghị định 30/2020, Điều 15.1).

The organisation's row is the lock: `hold` it first. Numbers are looked up among all lines of the year that count for
the series, whoever may see them, cancelled ones included; so a series that an office begins in the middle of a year
goes on after the highest number that its kinds have had, and no number with its symbol is given twice.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max, Q
from django.utils import timezone

from documents.models import NumberGroup, Register, RegisterEntry
from lib.dates import short_date
from lib.refusals import Refused
from lib.text import clean_line, fold
from organisations.enums import NumberScheme
from organisations.models import Organisation
from organisations.validity import absence

LARGEST = 99_999  # a mistyped number would stay the highest for the whole year
COPIES = "Bản sao"
_KINDS_OF_COPIES = frozenset({"sao y", "ban sao y", "sao luc", "ban sao luc", "trich sao", "ban trich sao"})


@dataclass(frozen=True)
class Series:
    """A series of numbers: its name as people read it (empty: all kinds together) and the folded kinds it serves."""

    name: str
    kinds: frozenset[str] = frozenset()


def hold(organisation_id: int) -> Organisation:
    """The organisation as it is now, locked until the transaction ends: one number at a time in one office, and nobody
    changes its scheme meanwhile. Rows that point to it may still be written (no key is locked).
    """
    return Organisation.objects.select_for_update(no_key=True).get(pk=organisation_id)


def kind_name(kind: str) -> str:
    """The kind of a document as registers write it: «KẾ HOẠCH» and «kế hoạch» are «Kế hoạch»."""
    name = clean_line(kind)
    return name.capitalize() if name.isupper() or name.islower() else name


def series_of(organisation: Organisation, kind: str) -> Series:
    """The series that a document of `kind` is numbered in, as the organisation's scheme says.

    Copies (sao y, sao lục, trích sao) have one series of their own in every scheme (Phụ lục I, Phần II). A kind that no
    group names has its own series. Capitals and accents make no other kind.
    """
    key = fold(kind)
    if key in _KINDS_OF_COPIES:
        return Series(COPIES, _KINDS_OF_COPIES)
    if organisation.number_scheme == NumberScheme.ALL_KINDS:
        return Series("")
    if organisation.number_scheme == NumberScheme.BY_GROUP:
        for group in NumberGroup.objects.filter(organisation=organisation).order_by("pk"):
            kinds = frozenset(map(fold, group.kinds.split("\n"))) - {""}
            if key in kinds:
                return Series(group.name, kinds)
    return Series(kind_name(kind), frozenset({key}))


def register_of(organisation: Organisation, series: Series, *, year: int) -> Register:
    """The register of that series and year, opened if this is its first number. Only while the office is held."""
    register, _ = Register.objects.get_or_create(
        organisation=organisation, series_key=fold(series.name), year=year, defaults={"series": series.name}
    )
    return register


def given_in(register: Register, series: Series, *, symbol: str):
    """The lines of the year that count for `series`: its own, those of its kinds in registers of an earlier scheme, and
    any with the same symbol.
    """
    year = RegisterEntry.objects.filter(organisation=register.organisation_id, year=register.year)
    if not series.name:
        return year.exclude(kind_key__in=_KINDS_OF_COPIES)
    return year.filter(Q(register=register) | Q(kind_key__in=series.kinds) | Q(symbol=symbol))


def next_number(given) -> int:
    """The number after the highest among the lines `given`; 1 for the first of the year.

    A number entered by hand and cancelled again was a slip: the series does not go on from it, but passes it by.
    """
    slips = Q(cancelled_at__isnull=False) & ~Q(manual_reason="")
    number = (given.exclude(slips).aggregate(highest=Max("number"))["highest"] or 0) + 1
    taken = set(given.filter(slips, number__gte=number).values_list("number", flat=True))
    while number in taken:
        number += 1
    return number


def check_day(organisation: Organisation, day: date, *, at: datetime, by_hand: bool) -> None:
    """Refuse a day on which the document cannot have been issued. Reads `organisation.successor` when it has ended.

    A number entered by hand may belong to an earlier year or to an office that has ended since: a paper that already
    had its number when it was registered here.
    """
    today = timezone.localdate(at)
    if day > today:
        raise Refused(f"Ngày văn bản {short_date(day)} ở sau hôm nay ({short_date(today)}). Số chỉ cấp khi ban hành.")
    if day.year < today.year and not by_hand:
        raise Refused(
            f"Dãy số năm {day.year} đã kết thúc ngày 31/12/{day.year}. Hãy ghi ngày trong năm {today.year}; văn bản đã "
            "có số của năm trước thì đăng ký bằng cách nhập số và lý do."
        )
    if sentence := absence(organisation, day) or ("" if by_hand else absence(organisation, today)):
        raise Refused(f"{sentence} Cơ quan không còn hoặc chưa có thì không cấp số.")


def check_order(given, number: int, day: date) -> None:
    """Refuse a number that is taken, or whose day does not lie between those of its neighbours (Điều 15.1)."""
    taken = given.filter(number=number).first()
    if taken is not None:
        raise Refused(_taken(taken))
    valid = given.valid().only("number", "symbol", "dated_on")
    before = valid.filter(number__lt=number).order_by("-number").first()
    if before is not None and day < before.dated_on:
        raise Refused(
            f"Số theo trình tự thời gian: {before} đã ghi ngày {short_date(before.dated_on)}, nên số {number:02} không "
            f"thể ghi ngày {short_date(day)}. Hãy chọn ngày từ {short_date(before.dated_on)} trở đi."
        )
    after = valid.filter(number__gt=number).order_by("number").first()
    if after is not None and day > after.dated_on:
        raise Refused(
            f"Số theo trình tự thời gian: {after} đã ghi ngày {short_date(after.dated_on)}, nên số {number:02} không "
            f"thể ghi ngày {short_date(day)}. Hãy chọn ngày đến hết {short_date(after.dated_on)}."
        )


def check_by_hand(number: int, reason: str) -> None:
    """Refuse a number entered by hand without a reason, or one that no office reaches in a year."""
    if not 1 <= number <= LARGEST:
        raise Refused(f"Số văn bản từ 1 đến {LARGEST:,}.".replace(",", "."))
    if not clean_line(reason):
        raise Refused("Số nhập bằng tay phải có lý do, ví dụ: tiếp theo sổ giấy đến số 450.")


def _taken(entry: RegisterEntry) -> str:
    if entry.cancelled_at:
        return f"Số {entry} đã hủy ({entry.cancel_reason}) và không cấp lại. Hãy chọn số khác."
    return f"Số {entry} đã cấp ngày {short_date(entry.dated_on)} cho văn bản khác. Hãy chọn số khác."
