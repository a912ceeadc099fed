"""The examination in a process of its own."""

import pytest

from documents.signing import apart, container, examine_signed, sentences
from tests.documents.signing.specimen import EXAMINED_AT, at_issue, ready, report, sealed
from tests.factories import certificates


def _examined(pdf, expecting=None):
    anchors = (certificates.root().der,)
    return examine_signed(pdf, approved=ready(), expecting=expecting or at_issue(), anchors=anchors, at=EXAMINED_AT)


def test_report_is_the_same_as_in_this_process():
    assert _examined(sealed()) == report(sealed(), at_issue())


def test_file_of_60_megabytes():
    assert _examined(sealed() + bytes(60 * 1024 * 1024)).refusals == (
        container.size_fault(len(sealed()) + 60 * 2**20, 30 * 2**20),
    )


def test_empty_file():
    assert _examined(b"").refusals == (container.EMPTY,)


def test_unsigned_file():
    assert _examined(ready()).refusals == (sentences.UNSIGNED,)


@pytest.mark.parametrize("seconds", [0.01])
def test_examination_that_takes_too_long(monkeypatch, caplog, seconds):
    monkeypatch.setattr(apart, "SECONDS", seconds)
    assert _examined(sealed()).refusals == (container.DAMAGED,)
    assert [record.name for record in caplog.records] == ["lib.apart"]
