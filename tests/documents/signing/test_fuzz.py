"""Random damage to a signed file: a report each time, never an exception, and never accepted when it must not be."""

import random

import pytest

from documents.signing import container
from tests.documents.signing.specimen import at_issue, report, sealed


def damaged(seed: int) -> bytes:
    """The sealed paper with bytes changed, removed, doubled or moved; equal seeds give equal files."""
    chance = random.Random(seed)
    data = bytearray(sealed())
    for _time in range(chance.choice((1, 1, 2, 5, 40))):
        at = chance.randrange(len(data))
        size = chance.choice((1, 2, 8, 100, 3000))
        match chance.randrange(5):
            case 0:
                data[at] ^= 1 << chance.randrange(8)
            case 1:
                data[at : at + size] = chance.randbytes(min(size, len(data) - at))
            case 2:
                del data[at : at + size]
            case 3:
                data[at:at] = data[at : at + size]
            case 4:
                piece = data[at : at + size]
                del data[at : at + size]
                to = chance.randrange(len(data))
                data[to:to] = piece
    return bytes(data)


@pytest.mark.parametrize("start", range(0, 60, 10))
def test_damage_is_always_reported(start, caplog):
    found = [report(damaged(seed), at_issue()) for seed in range(start, start + 10)]
    accepted = [start + n for n, one in enumerate(found) if one.accepted and not one.signatures]
    assert (accepted, all(one.refusals or one.signatures for one in found)) == ([], True)
    assert [record for record in caplog.records if record.levelname == "ERROR"] == []


def test_damage_to_what_was_signed_is_never_accepted():
    """Every byte outside the signatures themselves is covered by the last one."""
    assert [seed for seed in range(300, 330) if report(damaged(seed), at_issue()).accepted] == []


def test_specimen_itself_is_accepted():
    assert (report(sealed(), at_issue()).refusals, container.fault(sealed())) == ((), "")
