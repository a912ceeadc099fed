"""Any content that a plan can have (hypothesis): cleaned words, headings nested by level, marks left to the writer.

What the paper does not show cannot be read back and is left out: empty paragraphs, tables without any word, two blanks,
end marks, columns too narrow for a word (which is then broken).

Everything is put together, nothing filtered: there are so many parts in one content that a filter on any of them would
throw away nearly every content.
"""

from hypothesis import strategies as st

from documents.content import (
    Appendix,
    Content,
    FormSignatures,
    Head,
    Paragraph,
    PartialDate,
    Section,
    SignatureBlock,
    Table,
)

_TEXT = """
    Tổ chức lớp tập huấn cho cán bộ thôn bản năm 2026 từ ngày 05/3/2026 đến 12 tháng 3 kinh phí 1.251.000.000 đồng (một
    tỷ hai trăm năm mươi mốt triệu đồng) theo Quyết định số 90/QĐ-TTg; Nghị quyết 115-NQ/TU “Dự án 7” Phụ lục I Điều 3
    – - & < > / I. 1. a) v.v… m2 5% UBND TP. Hồ Chí Minh Đắk Lắk Krông Ana Sín Chải A Lưới K'Bang: Lưu VT ngày
    xã, Ban, tháng; gồm:
"""
WORDS = _TEXT.split()
_MARKERS = {"I.", "1.", "a)", "-", "–", "/"}
_FIRST = [word for word in WORDS if word not in _MARKERS]
_LAST = [word for word in _FIRST if word[-1].isalnum() or word[-1] in ")”%…:"]


def _words(maximum):
    """Texts of 1 to `maximum` words. None begins with a marker or a label, none ends with an end mark: on paper these
    cannot be told from those that are written by whoever renders."""
    longer = st.builds(
        lambda first, middle, last: " ".join([first, *middle, last]),
        st.sampled_from(_FIRST),
        st.lists(st.sampled_from(WORDS), max_size=maximum - 2),
        st.sampled_from(_LAST),
    )
    return st.one_of(st.sampled_from(_LAST), longer)


def _paragraphs(ends):
    texts = st.builds("{}{}".format, _words(60), st.sampled_from(ends))
    return st.builds(Paragraph, texts, st.sampled_from(["", "-", "+", "a)", "đ)", "1.", "12."]))


def _blocks(strategy, maximum):
    """Up to `maximum` blocks. The last may be the last of the document: its «;» gives way to «./.»."""
    inner = st.lists(st.one_of(_paragraphs([".", ";", ":", ""]), strategy), max_size=maximum - 1)
    return st.one_of(st.just(()), st.builds(lambda first, last: (*first, last), inner, strategy))


names = _words(14)
paragraphs = _paragraphs([".", ""])
cells = st.one_of(st.just(""), names, st.lists(names, min_size=2, max_size=3).map("\n".join))
blanks = st.one_of(st.just(""), names)  # what a draft may not say yet


@st.composite
def tables(draw):
    columns = draw(st.integers(1, 4))
    header = draw(st.lists(st.tuples(*[blanks] * columns), max_size=2))
    rows = draw(st.lists(st.tuples(*[cells] * columns), max_size=5))
    if not any(map(any, [*header, *rows])):
        rows.append((*[""] * (columns - 1), draw(names)))
    widths = draw(st.one_of(st.just(()), st.tuples(*[st.sampled_from([36.0, 38.5, 40.25, 37.1])] * columns)))
    return Table(tuple(header), tuple(rows), widths)


forms = st.builds(
    FormSignatures, st.lists(st.lists(names, min_size=1, max_size=3).map(tuple), min_size=1, max_size=3).map(tuple)
)
blocks = _blocks(st.one_of(paragraphs, tables()), 4)
LABELS = {0: ["Phần {}", "Chương {}"], 1: ["{}."], 2: ["{}."], 3: ["{}.{}."], 4: ["{})"]}
ROMAN = ("I", "II", "III", "IV", "V")


@st.composite
def sections(draw, level=None):
    """Sections of one level with others of higher ones inside."""
    level = draw(st.sampled_from([0, 1, 1])) if level is None else level
    found = []
    for number in range(draw(st.integers(1, 3))):
        values = {0: ROMAN, 1: ROMAN, 2: "12345", 3: "12345", 4: "abcdđ"}[level]
        label = draw(st.sampled_from(LABELS[level])).format(values[number], number + 1)
        label = draw(st.sampled_from([label, label, ""]))
        title = draw(names)
        inner = draw(sections(draw(st.integers(level + 1, 4)))) if level < 4 and draw(st.booleans()) else ()
        found.append(Section(level, label, title, draw(blocks), inner))
    return tuple(found)


dates = st.one_of(
    st.builds(PartialDate, st.integers(1990, 2040)),
    st.builds(PartialDate, st.integers(1990, 2040), st.integers(1, 12)),
    st.builds(PartialDate, st.integers(1990, 2040), st.integers(1, 12), st.integers(1, 28)),
)
offices = st.lists(names, min_size=1, max_size=2).map(tuple)
contents = st.builds(
    Content,
    kind=st.just("KẾ HOẠCH"),
    head=st.builds(
        Head,
        superior=st.one_of(st.just(()), offices),
        issuer=offices,
        issuer_name=names,
        symbol=st.sampled_from(["KH-UBND", "KH-SNV", "KH-BCĐ389", "KH-ĐLQNg", ""]),
        place=blanks,
        date=dates,
        number=st.one_of(st.none(), st.integers(1, 99_999)),
    ),
    title=blanks,
    legal_bases=st.lists(names.map("Căn cứ {}".format), max_size=4).map(tuple),
    opening=_blocks(paragraphs, 2),
    sections=sections(),
    closing=_blocks(paragraphs, 2),
    recipients=st.lists(names, max_size=5).map(tuple),
    archive=st.sampled_from(["VT", "VT, CSTT (2 bản)", "VT, P.KT"]),
    signature=st.builds(SignatureBlock, st.lists(names, max_size=2).map(tuple), blanks),
    appendices=st.lists(
        st.builds(
            Appendix,
            st.sampled_from(["Phụ lục", "Phụ lục I", "Phụ lục II"]),
            st.lists(names, max_size=2).map(tuple),
            _blocks(st.one_of(paragraphs, tables(), forms), 3),
            st.booleans(),
        ),
        max_size=2,
    ).map(tuple),
)
