"""The leader signs, then number, date and seal in one update; what other programs say of it."""

import io
import re
import subprocess
from datetime import UTC, date, datetime

import pikepdf
import pytest
from asn1crypto import x509
from PIL import Image, ImageDraw
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from documents.conformity import examine
from documents.signature_fields import SEAL_FIELD, SIGNER_FIELD
from documents.signing import open_pkcs12, read_picture, seal, sign, signing
from lib.refusals import Refused
from organisations.enums import SignedReady
from tests.documents.signing.specimen import DATED_ON, NUMBER, key, ready, sealed, signed
from tests.factories import certificates, contents
from tests.factories.certificates import NOW, PASSWORD


def _picture(colour, size=(400, 200)):
    image = Image.new("RGB", size, "white")
    ImageDraw.Draw(image).ellipse((10, 10, size[0] - 10, size[1] - 10), outline=colour, width=12)
    out = io.BytesIO()
    image.save(out, "PNG")
    return read_picture(out.getvalue())


def _validated(pdf):
    anchor = x509.Certificate.load(certificates.root().der)
    context = ValidationContext(trust_roots=[anchor], allow_fetching=False, moment=NOW)
    return [validate_pdf_signature(s, context) for s in PdfFileReader(io.BytesIO(pdf)).embedded_signatures]


def _pdfsig(tmp_path, pdf):
    file = tmp_path / "ky.pdf"
    file.write_bytes(pdf)
    done = subprocess.run(["pdfsig", "-nocert", file], capture_output=True, text=True, check=False)
    return re.findall(r"Field Name: (\S+)|Signature Type: (\S+)|Signature Validation: (.+)", done.stdout)


def _shown(pdf, page=1):
    """The text of a page as a reader shows it, fields included."""
    done = subprocess.run(
        ["pdftotext", "-layout", "-f", str(page), "-l", str(page), "-", "-"], input=pdf, capture_output=True, check=True
    )
    return " ".join(done.stdout.decode().split())


@pytest.mark.parametrize("pictures", [False, True])
def test_both_signatures_are_valid_for_pyhanko(pictures):
    blue, red = (_picture("blue"), _picture("red", (300, 300))) if pictures else (None, None)
    pdf = sealed(signed(picture=blue), picture=red)
    leader, agency = _validated(pdf)
    assert (leader.bottom_line, leader.trusted, leader.modification_level) == (
        True, True, ModificationLevel.FORM_FILLING,
    )  # fmt: skip
    assert (agency.bottom_line, agency.trusted, agency.coverage) == (True, True, SignatureCoverageLevel.ENTIRE_FILE)


def test_both_signatures_are_valid_for_pdfsig(tmp_path):
    words = [next(filter(None, found)) for found in _pdfsig(tmp_path, sealed())]
    assert words == [
        SIGNER_FIELD, "ETSI.CAdES.detached", "Signature is Valid.",
        SEAL_FIELD, "ETSI.CAdES.detached", "Signature is Valid.",
    ]  # fmt: skip


def test_bytes_signed_before_stay_untouched():
    first = signed()
    assert (first.startswith(ready()), sealed(first).startswith(first)) == (True, True)


def test_number_and_date_stand_on_the_page():
    assert "Số: 05/KH-UBND Tủa Chùa, ngày 20 tháng 11 năm 2026" in _shown(sealed())


@pytest.mark.parametrize(
    ("number", "day", "words"),
    [
        (1, date(2026, 1, 7), "Số: 01 /KH-UBND Tủa Chùa, ngày 07 tháng 01 năm 2026"),
        (1234, date(2026, 9, 30), "Số: 1234 /KH-UBND Tủa Chùa, ngày 30 tháng 9 năm 2026"),
    ],
)
def test_number_and_date_as_the_decree_writes_them(number, day, words):
    shown = _shown(sealed(number=number, dated_on=day))
    assert words.replace(" ", "") in shown.replace(" ", "")


def test_fields_hold_the_values():
    with pikepdf.open(io.BytesIO(sealed())) as pdf:
        values = {str(f.T): str(f.V) for f in pdf.Root.AcroForm.Fields if f.FT == "/Tx"}
    assert values == {"So": f"{NUMBER:02}", "Ngay": f"{DATED_ON.day}", "Thang": f"{DATED_ON.month}"}


def test_time_of_signing_is_the_one_given():
    leader = next(iter(PdfFileReader(io.BytesIO(signed())).embedded_signatures))
    assert leader.self_reported_timestamp == datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
    assert leader.sig_object["/M"] == "D:20261120100000+07'00'"


def test_file_breaks_no_more_rules_than_before():
    """Rule 2 says that a file to be signed has no signature yet; nothing else is held against the signed file."""
    assert {f.rule for f in examine(sealed())} - {f.rule for f in examine(ready())} == {2}


def test_fonts_of_all_appearances_are_embedded():
    with pikepdf.open(io.BytesIO(sealed())) as pdf:
        fonts = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/FontDescriptor"]
        assert [font.FontName for font in fonts if "/FontFile2" not in font and "/FontFile3" not in font] == []


def test_stamp_without_picture_says_who_and_when():
    with pikepdf.open(io.BytesIO(sealed())) as pdf:
        pdf.flatten_annotations()
        out = io.BytesIO()
        pdf.save(out)
    shown = _shown(out.getvalue(), 2)
    assert "Ký số bởi" in shown
    assert "10:00:00 +07:00" in shown
    assert "11:00:00 +07:00" in shown


def _refusal(act, *arguments, **values):
    with pytest.raises(Refused) as refused:
        act(*arguments, **values)
    return refused.value.sentence


def test_seal_comes_after_the_signer():
    assert _refusal(sealed, ready()) == (
        "Người ký chưa ký nên chưa đóng dấu được. Hãy trình người có thẩm quyền ký trước."
    )


def test_signer_signs_once():
    assert _refusal(signed, signed()) == "Tệp này đã có chữ ký của người ký. Không cần ký lần nữa."


def test_seal_is_set_once():
    assert _refusal(sealed, sealed()) == "Tệp này đã có dấu (chữ ký số) của cơ quan. Không cần đóng dấu lần nữa."


def test_signer_signs_first():
    first = signed(identity=certificates.agency(), field=SEAL_FIELD)
    assert _refusal(signed, first) == (
        "Tệp này đã có chữ ký khác. Người ký phải ký đầu tiên, trên bản trình ký chưa có chữ ký nào."
    )


@pytest.mark.parametrize("act", [signed, sealed])
def test_plain_paper_has_no_fields(act):
    plain = ready(contents.plan(), signed_ready=SignedReady.PLAIN)
    assert _refusal(act, plain) == signing.NO_FIELD


@pytest.mark.parametrize("data", [b"", b"khong phai PDF", b"%PDF-1.7\n"], ids=str)
def test_unreadable_file(data):
    assert _refusal(signed, data or b" ") == signing.UNREADABLE


def test_paper_with_its_number_printed_is_sealed():
    """An office may enter the number by hand before approval: there is no field then, and nothing to fill."""
    content = contents.plan()
    head = content.head
    numbered = contents.replace(content, head=contents.replace(head, number=7, date=contents.PartialDate(2026, 11, 20)))
    pdf = sealed(signed(ready(numbered)), number=7)
    assert [s.bottom_line for s in _validated(pdf)] == [True, True]


def test_elliptic_curve_and_rsa_keys_sign():
    leader = certificates.leader(kind="ec")
    pdf = sign(ready(), signer=open_pkcs12(leader.p12(), PASSWORD, at=NOW), at=NOW)
    pdf = seal(pdf, signer=key(certificates.agency(kind=3072)), number=1, dated_on=DATED_ON, at=NOW)
    assert [s.bottom_line for s in _validated(pdf)] == [True, True]
