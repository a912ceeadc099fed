"""A signed file that comes back: accepted, or refused with a sentence of its own."""

import io
import re
from dataclasses import replace
from datetime import date, timedelta

import pikepdf
import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata
from pyhanko.sign.fields import SigFieldSpec

from documents.content import Paragraph
from documents.signature_fields import SEAL_FIELD
from documents.signing import SEAL, SIGNER, SignedReport, sentences, sign
from documents.signing.signing import TimedSigner
from organisations.enums import SignedReady
from tests.documents.signing.specimen import (
    LEADER,
    ORGANISATION,
    at_issue,
    at_signature,
    drawn_on,
    edited,
    key,
    ready,
    report,
    sealed,
    signed,
    written,
)
from tests.factories import certificates, contents
from tests.factories.certificates import NOW

PLAIN = SignedReady.PLAIN


def _said(found: SignedReport) -> tuple[bool, tuple[str, ...]]:
    return found.accepted, found.refusals


def _altered(old, new):
    """The paper with one wording of its closing paragraph changed."""
    content = contents.plan()
    text = content.closing[0].text
    assert old in text
    return ready(replace(content, closing=(Paragraph(text.replace(old, new)),)))


# What is right


def test_leaders_signature_is_accepted():
    found = report(signed())
    assert (_said(found), found.remarks, found.resaved, found.pages) == (
        (True, ()), (sentences.NOT_ASKED_ONLINE,), False, 4,
    )  # fmt: skip


def test_sealed_paper_is_accepted():
    found = report(sealed(), at_issue())
    assert (_said(found), found.remarks) == ((True, ()), (sentences.NOT_ASKED_ONLINE,))


def test_report_says_by_whom_when_and_how():
    leader, agency = report(sealed(), at_issue()).signatures
    assert (leader.role, leader.name, leader.signed_when, leader.chain) == (
        SIGNER,
        LEADER,
        "10 giờ 00 phút ngày 20/11/2026",
        ("Cơ quan chứng thực công vụ (thử)", "Cơ quan chứng thực gốc (thử)"),
    )
    assert (leader.intact, leader.covers_file, leader.modified, leader.known_authority) == (True, False, False, True)
    assert (agency.role, agency.name, agency.field, agency.covers_file) == (SEAL, ORGANISATION, SEAL_FIELD, True)


def test_report_survives_json():
    found = report(sealed(_signed_altered()), at_issue())
    assert (SignedReport.from_json(found.to_json()), found.to_json()["accepted"]) == (found, False)


def _signed_altered():
    return signed(_altered("nghiêm túc", "linh hoạt"))


@pytest.mark.parametrize("saving", [{}, {"linearize": True}, {"object_stream_mode": pikepdf.ObjectStreamMode.generate}])
def test_file_saved_anew_before_signing_is_accepted_with_a_remark(saving):
    found = report(signed(edited(ready(), lambda pdf: None, **saving)))
    assert (_said(found), found.resaved, sentences.RESAVED in found.remarks) == ((True, ()), True, True)


def test_number_and_date_written_into_a_plain_paper_by_another_tool():
    """The way of the government's tool: it writes into the blank gaps, then signs."""
    plain = ready(contents.plan(), signed_ready=PLAIN)
    places = _gaps(plain)

    def write(pdf):
        for text, (x, y) in zip(("05", "20", "11"), places, strict=True):
            written(0, x, y, text)(pdf)

    pdf = _signed_by_another_tool(edited(plain, write))
    found = report(pdf, at_issue(), approved=plain)
    assert (_said(found), found.resaved) == ((True, ()), True)


def test_wrong_number_on_a_plain_paper():
    plain = ready(contents.plan(), signed_ready=PLAIN)
    pdf = _signed_by_another_tool(edited(plain, written(0, *_gaps(plain)[0], "06")))
    assert sentences.WRONG_NUMBER.format(word="số", written="06", value=5) in report(
        pdf, at_issue(), approved=plain
    ).refusals  # fmt: skip


def _gaps(plain):
    """Where number, day and month are blank: where the paper «with fields» has its fields."""
    with pikepdf.open(io.BytesIO(ready())) as pdf:
        rectangles = {str(f.T): [float(v) for v in f.Rect] for f in pdf.Root.AcroForm.Fields}
    return [(rectangles[name][0] + 2, rectangles[name][1] + 3) for name in ("So", "Ngay", "Thang")]


def _signed_by_another_tool(pdf):
    """Two approval signatures without any certification, their pictures beside the name."""
    for name, identity, box in (
        ("Signature1", certificates.leader(), (350, 160, 480, 215)),
        ("Signature2", certificates.agency(), (300, 150, 400, 230)),
    ):
        pdf = _with_signature(pdf, name, identity, new_field_spec=SigFieldSpec(name, on_page=1, box=box))
    return pdf


def _with_signature(pdf, name, identity, **values):
    """`pdf` signed by the library as it comes, without our order, certification or stamps."""
    metadata = PdfSignatureMetadata(field_name=name, md_algorithm="sha256")
    engine = TimedSigner(metadata, key(identity).engine, at=NOW, **values)
    return engine.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf))).getvalue()


# What is not a signed PDF


def test_unsigned():
    assert _said(report(ready())) == (False, (sentences.UNSIGNED,))


# What was changed


def test_altered_word_is_refused_and_shown():
    found = report(_signed_altered())
    assert _said(found) == (False, (sentences.CHANGED_WORDS.format(pages="2"),))
    assert [(c.page, [p for p in c.pieces if p[0] != "same"]) for c in found.changes] == [
        (2, [("removed", "nghiêm túc./."), ("added", "linh hoạt./.")])
    ]


def test_altered_figure_is_refused_and_shown():
    content = contents.plan()
    *sections, money, last = content.sections
    dearer = replace(money, blocks=(Paragraph(money.blocks[0].text.replace("1.251", "1.351")),))
    found = report(signed(ready(replace(content, sections=(*sections, dearer, last)))))
    assert _said(found) == (False, (sentences.CHANGED_WORDS.format(pages="2"),))
    assert [p for p in found.changes[0].pieces if p[0] != "same"] == [
        ("removed", "1.251.000.000"), ("added", "1.351.000.000"),
    ]  # fmt: skip


def test_word_altered_after_signing():
    """Both are said: the signature is broken, and which words changed."""
    found = report(edited(_signed_altered(), lambda pdf: None))
    assert _said(found) == (
        False,
        (sentences.FAULTS["broken"].format(name=LEADER), sentences.CHANGED_WORDS.format(pages="2")),
    )


def test_page_removed():
    def remove(pdf):
        del pdf.pages[3]

    found = report(signed(edited(ready(), remove)))
    assert _said(found) == (
        False,
        (f"Tệp thiếu trang 4 của bản đã duyệt (bản đã duyệt có 4 trang, tệp này 3 trang). {sentences.AGAIN}",),
    )


def test_page_added():
    def add(pdf):
        pdf.add_blank_page(page_size=(595, 842))

    found = report(signed(edited(ready(), add)))
    assert _said(found) == (
        False,
        (f"Tệp thừa trang 5 so với bản đã duyệt (bản đã duyệt có 4 trang, tệp này 5 trang). {sentences.AGAIN}",),
    )


def test_pages_in_another_order():
    content = replace(contents.plan(), appendices=())
    long = replace(content, sections=contents.sections(9))
    approved = ready(long)

    def swap_body(pdf):
        first, second = pdf.pages[1].obj, pdf.pages[2].obj
        pdf.pages[1], pdf.pages[2] = pikepdf.Page(second), pikepdf.Page(first)

    found = report(signed(edited(approved, swap_body)), approved=approved)
    assert _said(found) == (False, (sentences.SHUFFLED,))


def test_another_plan():
    other = replace(
        contents.plan(),
        title="Kiểm tra việc cấp giấy chứng nhận đủ điều kiện kinh doanh xăng dầu",
        legal_bases=("Căn cứ Luật Thương mại ngày 14 tháng 6 năm 2005",),
        opening=(Paragraph("Sở Công Thương xây dựng kế hoạch kiểm tra các cửa hàng xăng dầu trong tỉnh."),),
        sections=(),
        appendices=(),
    )
    found = report(signed(ready(other)))
    assert (found.accepted, [re.sub(r"\d+%", "%", sentence) for sentence in found.refusals]) == (
        False,
        [re.sub(r"{percent}%", "%", sentences.OTHER_PAPER)],
    )


def test_picture_pasted_over_text():
    """The words beneath are still there; only the picture gives it away."""
    paste = drawn_on(0, b"1 1 1 rg 90 420 300 14 re f 0 0 0 rg 95 424 120 6 re f")
    found = report(signed(edited(ready(), paste)))
    assert _said(found) == (False, (sentences.CHANGED_PICTURE.format(pages="1"),))


def test_small_stroke_added():
    found = report(signed(edited(ready(), drawn_on(1, b"0 0 0 rg 300 400 6 1.5 re f"))))
    assert _said(found) == (False, (sentences.CHANGED_PICTURE.format(pages="2"),))


def test_word_added_in_the_margin():
    found = report(signed(edited(ready(), written(0, 100, 30, "them"))))
    assert _said(found) == (False, (sentences.CHANGED_WORDS.format(pages="1"),))
    assert [p for p in found.changes[0].pieces if p[0] != "same"] == [("added", "them")]


def test_white_words_are_found():
    invisible = edited(ready(), drawn_on(0, b"BT 3 Tr ET"))
    assert _said(report(signed(invisible))) == (True, ())
    hidden = edited(ready(), lambda pdf: (written(0, 100, 30, "3 Tr")(pdf), None))
    assert _said(report(signed(hidden)))[0] is False


def test_other_paper_size():
    def crop(pdf):
        pdf.pages[1].mediabox = [0, 0, 500, 842]

    assert _said(report(signed(edited(ready(), crop)))) == (False, (sentences.RESIZED.format(pages="2"),))


def _note(subtype, **values):
    def add(pdf):
        page = pdf.pages[0]
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name(f"/{subtype}"), Rect=[100, 300, 200, 320], **values
        )
        page.obj.Annots = pikepdf.Array([*page.obj.get("/Annots", []), pdf.make_indirect(note)])

    return add


@pytest.mark.parametrize("subtype", ["Square", "FreeText", "Stamp", "Highlight", "Redact"])
@pytest.mark.parametrize("flags", [{}, {"F": 2}])
def test_note_without_drawing_is_found(subtype, flags):
    """Readers draw such notes by themselves, each in its own way."""
    found = report(signed(edited(ready(), _note(subtype, **flags))))
    assert _said(found) == (False, (sentences.ANNOTATED.format(pages="1"),))


def test_note_added_after_signing():
    found = report(_updated(signed(), note=True))
    assert _said(found) == (
        False, (sentences.ADDED_AFTER.format(name=LEADER), sentences.ANNOTATED.format(pages="1")),
    )  # fmt: skip


def test_words_added_after_signing():
    """pdfsig calls this signature valid."""
    found = report(_updated(signed()))
    assert _said(found) == (
        False, (sentences.ADDED_AFTER.format(name=LEADER), sentences.CHANGED_WORDS.format(pages="1")),
    )  # fmt: skip


def test_words_added_between_signer_and_seal():
    found = report(sealed(_updated(signed())), at_issue())
    assert _said(found) == (
        False, (sentences.ADDED_AFTER.format(name=LEADER), sentences.CHANGED_WORDS.format(pages="1")),
    )  # fmt: skip


def _updated(pdf, *, note=False):
    """`pdf` with an incremental update: a note without drawing, or a word written into the margin of page 1."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    name = generic.NameObject
    if note:
        page = writer.find_page_for_modification(0)[0].get_object()
        square = generic.DictionaryObject(
            {
                name("/Type"): name("/Annot"),
                name("/Subtype"): name("/Square"),
                name("/Rect"): generic.ArrayObject(map(generic.NumberObject, (100, 300, 200, 320))),
            }
        )
        page["/Annots"].append(writer.add_object(square))
        writer.update_container(page["/Annots"])
    else:
        font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica", "/Encoding": "/WinAnsiEncoding"}
        fonts = generic.DictionaryObject({name(key): name(value) for key, value in font.items()})
        resources = generic.DictionaryObject(
            {name("/Font"): generic.DictionaryObject({name("/Other"): writer.add_object(fonts)})}
        )
        stream = generic.StreamObject(stream_data=b"BT /Other 13 Tf 100 30 Td (them) Tj ET")
        writer.add_stream_to_page(0, writer.add_object(stream), resources)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_saved_anew_after_signing():
    found = report(edited(signed(), lambda pdf: None))
    assert _said(found) == (False, (sentences.FAULTS["broken"].format(name=LEADER),))


@pytest.mark.parametrize("where", [200, 20_000])
def test_one_byte_changed(where):
    pdf = bytearray(signed())
    pdf[where] ^= 1
    found = report(bytes(pdf))
    assert found.accepted is False


def test_signature_of_another_key():
    """The last byte of the signature itself changed: what was signed is whole, but the key did not sign it."""
    pdf = signed()
    start = pdf.rindex(b"/Contents <") + len(b"/Contents <")
    length = 4 + int(pdf[start + 4 : start + 8], 16)
    last = start + 2 * length - 1
    found = report(pdf[:last] + (b"0" if pdf[last : last + 1] != b"0" else b"1") + pdf[last + 1 :])
    assert _said(found) == (False, (sentences.FAULTS["forged"].format(name=LEADER),))


def test_signature_that_cannot_be_read():
    pdf = signed()
    start = pdf.rindex(b"/Contents <") + len(b"/Contents <")
    assert _said(report(pdf[:start] + b"f" * 40 + pdf[start + 40 :])) == (
        False, (sentences.UNREADABLE, sentences.NO_SIGNER.format(name=LEADER)),
    )  # fmt: skip


# By whom


def test_only_the_leader_signed_where_the_seal_is_needed():
    assert sentences.NO_SEAL.format(name=ORGANISATION) in report(signed(), at_issue()).refusals


def test_seal_missing_and_number_blank_are_both_said():
    assert _said(report(signed(), at_issue())) == (
        False,
        (
            *(
                sentences.NO_NUMBER.format(word=word, value=value)
                for word, value in (("số", 5), ("ngày", 20), ("tháng", 11))
            ),
            sentences.NO_SEAL.format(name=ORGANISATION),
        ),
    )


def test_signed_by_another_official():
    other = certificates.leader("Lò Văn Páo")
    assert _said(report(signed(identity=other))) == (
        False, (sentences.OTHER_SIGNER.format(others="«Lò Văn Páo»", name=LEADER),),
    )  # fmt: skip


def test_sealed_by_another_organisation():
    other = certificates.agency("Ủy ban nhân dân huyện Mường Chà")
    assert _said(report(sealed(identity=other), at_issue())) == (
        False,
        (sentences.OTHER_SEAL.format(others="«Ủy ban nhân dân huyện Mường Chà»", name=ORGANISATION),),
    )


def test_sealed_with_a_certificate_of_a_person_of_the_organisation():
    other = certificates.leader("Nguyễn Văn Thư")
    assert _said(report(sealed(identity=other), at_issue())) == (
        False, (sentences.OTHER_SEAL.format(others="«Nguyễn Văn Thư»", name=ORGANISATION),),
    )  # fmt: skip


def test_seal_before_the_leader():
    pdf = _in_order((SEAL_FIELD, certificates.agency()), ("NguoiKy", certificates.leader()))
    assert sentences.SEAL_FIRST in report(pdf, at_issue()).refusals


def _in_order(*steps):
    pdf = ready()
    for name, identity in steps:
        pdf = _with_signature(pdf, name, identity)
    return pdf


def test_signed_twice_by_the_leader():
    pdf = _in_order(("NguoiKy", certificates.leader()), (SEAL_FIELD, certificates.leader()))
    found = report(pdf)
    assert (_said(found), sentences.TWICE.format(name=LEADER, times=2) in found.remarks) == ((True, ()), True)


def test_seal_when_only_the_leader_was_asked():
    found = report(sealed())
    assert sentences.EARLY_SEAL.format(name=ORGANISATION) in found.refusals
    assert sentences.EARLY_NUMBER.format(word="số", written="05") in found.refusals


def test_colleague_signed_as_well():
    pdf = _in_order(("NguoiKy", certificates.leader()), (SEAL_FIELD, certificates.leader("Lò Văn Páo")))
    found = report(pdf)
    assert (_said(found), sentences.ALSO_SIGNED.format(others="«Lò Văn Páo»") in found.remarks) == ((True, ()), True)


def test_name_with_other_accents_is_remarked():
    found = report(signed(identity=certificates.leader("Vũ A Hưng")))
    assert (_said(found), sentences.ACCENTS.format(found="Vũ A Hưng", name=LEADER) in found.remarks) == (
        (True, ()), True,
    )  # fmt: skip


# Certificates


def test_expired_when_signed():
    old = certificates.leader(starts=-900, ends=-100)
    pdf = signed(identity=old, at=NOW - timedelta(days=200))
    before = report(pdf)
    assert (before.accepted, len(before.remarks)) == (True, 2)  # expired since: remarked
    late = _signed_at(old, NOW - timedelta(days=200), claimed=NOW)
    assert _said(report(late)) == (False, (sentences.expired(LEADER, NOW - timedelta(days=100), NOW),))


def test_not_yet_valid_when_signed():
    young = certificates.leader(starts=10, ends=500)
    early = _signed_at(young, NOW + timedelta(days=20), claimed=NOW)
    assert _said(report(early)) == (False, (sentences.not_yet_valid(LEADER, NOW + timedelta(days=10), NOW),))


def _signed_at(identity, usable_at, *, claimed):
    return sign(ready(), signer=key(identity, usable_at), at=claimed)


def test_signed_in_the_future():
    pdf = signed(at=NOW + timedelta(days=3))
    assert _said(report(pdf)) == (False, (sentences.future(LEADER, NOW + timedelta(days=3)),))


@pytest.mark.parametrize("anchors", [None, ()])
def test_self_signed_by_a_stranger(anchors):
    found = report(signed(identity=certificates.stranger()), anchors=anchors)
    assert _said(found) == (False, (sentences.SELF_SIGNED.format(name=LEADER),))


def test_self_signed_but_trusted():
    stranger = certificates.stranger()
    assert _said(report(signed(identity=stranger), anchors=(stranger.der,))) == (True, ())


def test_unknown_authority_is_refused_when_anchors_are_named():
    foreign = certificates.leader(by=certificates.other_root())
    assert _said(report(signed(identity=foreign))) == (
        False, (sentences.UNKNOWN_AUTHORITY.format(name=LEADER, issuer="Cơ quan chứng thực lạ, Công ty lạ"),),
    )  # fmt: skip


def test_unknown_authority_is_said_when_no_anchors_are_named():
    foreign = certificates.leader(by=certificates.other_root())
    found = report(signed(identity=foreign), anchors=())
    assert (_said(found), found.remarks[0], found.signatures[0].known_authority) == (
        (True, ()),
        sentences.NO_ANCHORS.format(name=LEADER, issuer="Cơ quan chứng thực lạ, Công ty lạ"),
        None,
    )


def test_authority_known_by_its_intermediate_alone():
    assert _said(report(signed(), anchors=(certificates.authority().der,))) == (True, ())


# Number and date


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"number": 6}, sentences.WRONG_NUMBER.format(word="số", written="05", value=6)),
        ({"dated_on": date(2026, 11, 21)}, sentences.WRONG_NUMBER.format(word="ngày", written="20", value=21)),
        ({"dated_on": date(2026, 12, 20)}, sentences.WRONG_NUMBER.format(word="tháng", written="11", value=12)),
    ],
    ids=["number", "day", "month"],
)
def test_number_and_date_must_agree_with_the_register(changes, sentence):
    assert _said(report(sealed(), at_issue(**changes))) == (False, (sentence,))


def test_number_before_it_was_given():
    assert sentences.EARLY_NUMBER.format(word="số", written="05") in report(
        sealed(), at_signature(needs=(SIGNER, SEAL))
    ).refusals  # fmt: skip
