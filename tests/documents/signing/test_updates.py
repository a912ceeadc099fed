"""What came after a signature, told apart without the pages being looked at."""

import io

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader

from documents.signing import sentences
from documents.signing.filling import fill
from documents.signing.updates import FIELDS, NOTHING, OTHER, changes_since
from tests.documents.signing.specimen import LEADER, ready, report, sealed, signed


def _since(pdf, revision=0):
    return changes_since(PdfFileReader(io.BytesIO(pdf)), revision)


def _updated(pdf, act):
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    act(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _turn(writer):
    page = writer.find_page_for_modification(0)[0].get_object()
    page["/Rotate"] = page["/MediaBox"][0]
    writer.update_container(page)


def test_nothing():
    assert (_since(ready()), _since(signed(), 1)) == (NOTHING, NOTHING)


def test_number_and_seal():
    assert _since(sealed(), 1) == FIELDS


def test_turned_page():
    assert _since(_updated(ready(), _turn)) == OTHER


def test_field_filled_after_the_last_signature():
    pdf = _updated(signed(), lambda writer: fill(writer, {"So": "05"}))
    assert _since(pdf, 1) == FIELDS
    assert sentences.FILLED_AFTER.format(name=LEADER) in report(pdf).refusals
