"""Walking the whole chain: whether every entry is what was written, and none is missing or too many."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from audit.models import START, ChainHead, Entry
from audit.sealing import SEALED, digest_of_values

BATCH = 2000
_PREVIOUS = SEALED.index("previous")


class Fault(Enum):
    """What was done to the trail behind our back."""

    ALTERED = "đã bị sửa sau khi ghi"
    REMOVED = "có dòng đã bị xóa ngay trước dòng này"
    INSERTED = "do người khác chèn vào, phần mềm không ghi dòng này"
    RESEALED = "đã bị sửa rồi tính lại mã niêm"
    CUT_OFF = "là dòng cuối còn lại: các dòng sau nó đã bị xóa"
    HEAD = "khớp, nhưng dòng ghi nhớ cuối chuỗi đã bị sửa hoặc xóa"
    NOT_FOUND = "là dòng cuối, nhưng mã niêm chép trên giấy không có trong nhật ký: nhật ký đã bị cắt hoặc viết lại"


@dataclass
class Chain:
    """The chain as far as it was walked. `fault` is the first one found, at the entry `faulty_id` (None: at no entry,
    the trail is empty)."""

    count: int = 0
    last_id: int = 0
    digest: str = START
    has_expected: bool = False
    fault: Fault | None = None
    faulty_id: int | None = None


def walk(expected: str = "") -> Chain:
    """Walk the whole chain in constant memory, also while others append; stop at the first fault.

    `expected` is a digest written down earlier: it must be the seal of one of the entries (or of the empty trail).
    """
    chain = Chain(has_expected=expected in ("", START))
    seen_heads: list[tuple | None] = []  # None is an end as well: that of a trail without any
    while chain.fault is None:
        head = ChainHead.objects.filter(pk=1).values_list("last_id", "digest", "count").first()
        _walk_on(chain, expected)
        if head == (chain.last_id, chain.digest, chain.count) or (chain.count == 0 and head is None):
            break
        if head in seen_heads:  # nobody is appending: what the head says will not come
            _judge_end(chain, head)
            break
        seen_heads = [head]
    if chain.fault is None and not chain.has_expected:
        chain.fault, chain.faulty_id = Fault.NOT_FOUND, chain.last_id or None
    return chain


def _walk_on(chain: Chain, expected: str) -> None:
    for entry_id, digest, values in _entries(after=chain.last_id):
        follows, is_sealed = values[_PREVIOUS] == chain.digest, digest_of_values(values) == digest
        if not (follows and is_sealed):
            _judge(chain, entry_id, values[_PREVIOUS], follows=follows, is_sealed=is_sealed)
            return
        chain.count, chain.last_id, chain.digest = chain.count + 1, entry_id, digest
        chain.has_expected |= digest == expected


def _entries(after: int) -> Iterator[tuple[int, str, tuple]]:
    while True:
        rows = list(Entry.objects.filter(pk__gt=after).order_by("pk").values_list("pk", "digest", *SEALED)[:BATCH])
        for entry_id, digest, *values in rows:
            yield entry_id, digest, tuple(values)
        if len(rows) < BATCH:
            return
        after = rows[-1][0]


def _judge(chain: Chain, entry_id: int, previous: str, *, follows: bool, is_sealed: bool) -> None:
    """Say what is wrong with the entry that does not go on where the chain stands."""
    later = Entry.objects.filter(pk__gt=entry_id)
    if not follows and later.filter(previous=chain.digest).exists():
        chain.fault, chain.faulty_id = Fault.INSERTED, entry_id  # the chain goes on behind it
        return
    if not is_sealed:
        chain.fault, chain.faulty_id = Fault.ALTERED, entry_id
        return
    known = Entry.objects.filter(pk__lt=entry_id, digest=previous).order_by("pk").first()
    if known is not None or previous == START:
        after = known.pk if known else 0
        chain.fault = Fault.INSERTED  # this one goes on behind `known`: what stands between came later
        chain.faulty_id = Entry.objects.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True).first()
    elif chain.last_id == entry_id - 1 and chain.count:
        chain.fault, chain.faulty_id = Fault.RESEALED, chain.last_id
    else:
        chain.fault, chain.faulty_id = Fault.REMOVED, entry_id


def _judge_end(chain: Chain, head: tuple | None) -> None:
    """The entries hang together, but the remembered end is another one."""
    if head is None or head[0] == chain.last_id:
        is_resealed = head is not None and head[1] != chain.digest and head[2] == chain.count
        chain.fault, chain.faulty_id = (Fault.RESEALED if is_resealed else Fault.HEAD), chain.last_id or None
    elif head[0] > chain.last_id:
        chain.fault, chain.faulty_id = Fault.CUT_OFF, chain.last_id or None
    else:
        chain.fault = Fault.INSERTED
        chain.faulty_id = Entry.objects.filter(pk__gt=head[0]).order_by("pk").values_list("pk", flat=True).first()
