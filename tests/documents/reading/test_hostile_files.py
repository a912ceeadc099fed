"""Files that want to do harm, or are not what they say: refused with a sentence, in bounded time and memory."""

import io
import struct
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from documents.layout import HOUSE_LAYOUT
from documents.reading import apart, opening, source_of
from documents.reading.pdf_files import read_pdf
from documents.reading.word_files import read_word
from documents.reading.word_package import MOST_NODES
from documents.rendering import render_pdf
from documents.word import write_docx
from lib.refusals import Refused
from tests.factories.contents import plan
from tests.factories.word_parts import document, docx, p

BASE_DIR = Path(__file__).parents[3]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BOMB = "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'>" + "".join(
    f"<!ENTITY a{n} '{f'&a{n - 1};' * 10 if n else '&a;' * 10}'>" for n in range(10)
)


def said(data, name="ke-hoach.docx"):
    with pytest.raises(Refused) as refused:
        source_of(data, name)
    return refused.value.sentence


def zipped(**parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def claiming(data, size, part=b"word/document.xml"):
    """The zip `data` whose directory says that the text, or another `part`, is `size` bytes long."""
    at = data.rindex(part) - 46
    return data[: at + 24] + struct.pack("<I", size) + data[at + 28 :]


def locked(data):
    """The zip `data` whose parts say that they are encrypted."""
    changed = bytearray(data)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = changed.find(mark)
        while at >= 0:
            changed[at + offset] |= 1
            at = changed.find(mark, at + 4)
    return bytes(changed)


def compound(*names):
    """A compound file with streams of these names."""
    return OLE + b"\0" * 504 + b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in names)


WORD = docx(p("KẾ HOẠCH"))
BROKEN, LOCKED, MACROS, LARGE = "hỏng", "mật khẩu", "macro", "lớn bất thường"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (docx(p("a" * 110_000_000)), LARGE),
        (claiming(WORD, 2**31 - 1), LARGE),
        (docx(main=f"{BOMB}]><x>&a9;</x>"), BROKEN),
        (docx(main='<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>'), BROKEN),
        (docx(main='<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><x>&f;</x>'), BROKEN),
        (docx(main="<w:document"), BROKEN),
        (docx(main=b"\xff\xfe\x00\x01"), BROKEN),
        (docx(main=document("<w:p>" * 100_000)), LARGE),
        (docx(main=document("<w:sdt>" * 1_000 + "</w:sdt>" * 1_000)), LARGE),
        (docx(main=document(p("<w:r/>" * (MOST_NODES + 1)))), LARGE),
        (docx(p("a"), more=[("word/vbaProject.bin", b"x")]), MACROS),
        (locked(WORD), LOCKED),
        (WORD[: len(WORD) // 2], BROKEN),
        (WORD[:200] + bytes(100) + WORD[300:], BROKEN),
        (docx(""), "không có chữ nào"),
        (zipped(**{"[Content_Types].xml": "<Types/>", "xl__workbook.xml": "x"}), "tệp Excel"),
        (zipped(a="b"), "tệp nén"),
        (compound("EncryptedPackage"), LOCKED),
        (compound("WordDocument", "_VBA_PROJECT"), MACROS),
        (compound("Workbook"), "không phải văn bản Word"),
        (OLE, "không phải văn bản Word"),
        (b"%PDF-1.7\n" + b"x" * 1000, BROKEN),
        (b"", "rỗng"),
        (b"a" * (30 * 1024**2 + 1), "quá mức 30 MB"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "ảnh"),
        (b"<html><body>a", "trang web"),
        (b"\0" * 1000, "không phải văn bản"),
        (b"a" + b"\n" * 3_000_000 + b"b", "100 nghìn dòng"),
    ],
    ids=lambda value: value[:12] if isinstance(value, str) else None,
)
def test_hostile_files_are_refused_with_a_sentence(data, words):
    sentence = said(data)
    assert words in sentence
    assert sentence.endswith(".")


def test_a_name_with_macros_is_refused_whatever_it_holds():
    assert MACROS in said(WORD, "ke-hoach.DOCM")


def test_a_picture_bomb_beside_the_text_is_refused_by_what_it_claims():
    data = docx(p("KẾ HOẠCH"), more=[("word/media/a.bmp", bytes(1024**2))])
    assert LARGE in said(claiming(data, 1100 * 1024**2, b"word/media/a.bmp"))
    assert source_of(data, "a.docx").lines[0].text == "KẾ HOẠCH"


def test_a_pdf_with_a_password_is_refused():
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(render_pdf(plan(), HOUSE_LAYOUT))) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    assert LOCKED in said(out.getvalue(), "a.pdf")


def test_signs_that_are_no_letters_are_left_out():
    signs = '<w:r><w:sym w:font="Arial" w:char="D800"/><w:sym w:char="110000"/><w:t>chữ</w:t></w:r>'
    assert [line.text for line in source_of(docx(p(signs))).lines] == ["chữ"]


def test_thousands_of_styles_based_on_each_other_cost_no_time():
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="A{n}"><w:basedOn w:val="A{n + 1}"/></w:style>' for n in range(20_000)
    )
    data = docx(p("a", properties='<w:pStyle w:val="A0"/>') * 2_000, styles=styles)
    start = time.process_time()
    assert len(read_word(data).lines) == 2_000
    assert time.process_time() - start < 10  # 40 million steps: minutes


def test_a_scan_is_named_for_what_it_is():
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(595, 842))
        out = io.BytesIO()
        pdf.save(out)
    assert "bản quét, không có lớp chữ" in said(out.getvalue(), "a.pdf")


def test_a_pdf_that_unpacks_to_gigabytes_stays_within_its_memory():
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(595, 842))
        page.Contents = pikepdf.Array([pdf.make_stream(b" " * 200_000_000)] * 10)
        out = io.BytesIO()
        pdf.save(out, compress_streams=True)
    assert said(out.getvalue(), "a.pdf").endswith(".")


OPENING = """
import resource, sys, django
django.setup()
from documents.reading import source_of
from lib.refusals import Refused
try:
    source_of(sys.stdin.buffer.read(), "a.docx")
except Refused:
    print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024)
"""


def test_the_process_that_opens_files_is_limited():
    """Measured from a process of its own: what this one ever started, or holds itself, would count too."""
    bomb = docx(main=document(p("<w:r/>" * (MOST_NODES + 1))))
    done = subprocess.run([sys.executable, "-c", OPENING], input=bomb, capture_output=True, check=True, cwd=BASE_DIR)
    assert int(done.stdout) < apart.MEMORY


def test_time_is_linear_in_pages():
    def seconds(count):
        data = docx("".join(p("- Tổ chức tuyên truyền, phổ biến chính sách giảm nghèo. " * 4) for _ in range(count)))
        start = time.process_time()
        read_word(data)
        return time.process_time() - start

    seconds(100)
    assert seconds(8_000) < 20 * seconds(1_000)  # quadratic: 64 times


_TAGS = """
    p r t tbl tr tc tblPr tblGrid gridCol pPr rPr numPr ilvl numId sdt sdtContent ins del br tab sym drawing pict
    txbxContent hyperlink sectPr gridSpan vMerge b i caps jc
"""
ELEMENTS = _TAGS.split()
FILES = {"docx": write_docx(plan(), HOUSE_LAYOUT), "pdf": render_pdf(plan(), HOUSE_LAYOUT)}
READERS = {"docx": read_word, "pdf": read_pdf}


@pytest.mark.parametrize("kind", FILES)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.integers(0, 60_000), st.binary(min_size=1, max_size=40)), min_size=1, max_size=4))
def test_damaged_files_are_read_or_refused(kind, damages):
    data = bytearray(FILES[kind])
    for at, bytes_ in damages:
        data[at % len(data) : at % len(data) + len(bytes_)] = bytes_
    try:
        READERS[kind](bytes(data))
    except Refused as refused:
        assert refused.sentence.endswith(".")


@settings(max_examples=100, deadline=None)
@given(
    st.recursive(
        st.text(max_size=20),
        lambda inner: st.tuples(
            st.sampled_from(ELEMENTS),
            st.lists(inner, max_size=4),
        ),
        max_leaves=30,
    )
)
def test_any_tree_of_word_elements_is_read_or_refused(node):
    def xml(node):
        if isinstance(node, str):
            return "".join(c for c in node if c.isalnum() or c == " ")
        tag, children = node
        return f'<w:{tag} w:val="{len(children)}" w:w="x" w:char="zz">{"".join(map(xml, children))}</w:{tag}>'

    try:
        read_word(docx(xml(node)))
    except Refused as refused:
        assert refused.sentence.endswith(".")


@given(st.binary(max_size=200))
def test_the_kind_of_any_file_is_told_or_refused(data):
    try:
        opening.format_of(data)
    except Refused as refused:
        assert refused.sentence.endswith(".")
