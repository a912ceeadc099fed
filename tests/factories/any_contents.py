"""Any content that a plan can have (hypothesis): cleaned words, headings nested by level, marks left to the writer.

What the paper does not show cannot be read back and is left out: empty paragraphs, two blanks, end marks, columns too
narrow for a word (which is then broken).
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
"""
WORDS = _TEXT.split()


def _words(maximum):
    """Texts of 1 to `maximum` words that begin and end with a plain word: no marker, no label, no end mark.

    Put together, not filtered: with many texts in one content a filter would throw away nearly every content.
    """
    first = st.sampled_from([word for word in WORDS if word[0].isalpha() and len(word.rstrip(".)")) > 2])
    last = st.sampled_from([word for word in WORDS if word[-1].isalnum()])
    plain = st.sampled_from([word for word in WORDS if word[0].isalpha() and len(word) > 2 and word[-1].isalnum()])
    longer = st.builds(
        lambda start, middle, end: " ".join([start, *middle, end]),
        first,
        st.lists(st.sampled_from(WORDS), max_size=maximum - 2),
        last,
    )
    return st.one_of(plain, longer)


names = _words(14)
texts = _words(60).map("{}.".format)
paragraphs = st.builds(Paragraph, texts, st.sampled_from(["", "-", "+", "a)", "đ)", "1.", "12."]))
cells = st.one_of(st.just(""), names, st.lists(names, min_size=2, max_size=3).map("\n".join))
heads = st.one_of(st.just(""), names)


@st.composite
def tables(draw):
    columns = draw(st.integers(1, 4))
    header = draw(st.lists(st.tuples(*[heads] * columns), max_size=2))
    rows = draw(
        st.lists(st.tuples(*[cells] * columns), min_size=1, max_size=5).filter(lambda rows: any(map(any, rows)))
    )
    widths = draw(st.one_of(st.just(()), st.tuples(*[st.sampled_from([36.0, 38.5, 40.25, 37.1])] * columns)))
    return Table(tuple(header), tuple(rows), widths)


forms = st.builds(
    FormSignatures, st.lists(st.lists(names, min_size=1, max_size=3).map(tuple), min_size=1, max_size=3).map(tuple)
)
blocks = st.lists(st.one_of(paragraphs, tables()), max_size=4).map(tuple)
LABELS = {0: "Phần {}", 1: "{}.", 2: "{}.", 3: "{}.{}.", 4: "{})"}
ROMAN = ("I", "II", "III", "IV", "V")


@st.composite
def sections(draw, level=None):
    """Sections of one level with others of higher ones inside."""
    level = draw(st.sampled_from([0, 1, 1])) if level is None else level
    found = []
    for number in range(draw(st.integers(1, 3))):
        values = {0: ROMAN, 1: ROMAN, 2: "12345", 3: "12345", 4: "abcdđ"}[level]
        label = LABELS[level].format(values[number], number + 1)
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
        symbol=st.sampled_from(["KH-UBND", "KH-SNV", "KH-BCĐ389", "KH-ĐLQNg"]),
        place=names,
        date=dates,
        number=st.one_of(st.none(), st.integers(1, 99_999)),
    ),
    title=names,
    legal_bases=st.lists(names.map("Căn cứ {}".format), max_size=4).map(tuple),
    opening=st.lists(paragraphs, max_size=2).map(tuple),
    sections=sections(),
    closing=st.lists(paragraphs, max_size=2).map(tuple),
    recipients=st.lists(names, max_size=5).map(tuple),
    archive=st.sampled_from(["VT", "VT, CSTT (2 bản)", "VT, P.KT"]),
    signature=st.builds(SignatureBlock, offices, names),
    appendices=st.lists(
        st.builds(
            Appendix,
            st.sampled_from(["Phụ lục", "Phụ lục I", "Phụ lục II"]),
            st.lists(names, max_size=2).map(tuple),
            st.lists(st.one_of(paragraphs, tables(), forms), max_size=3).map(tuple),
            st.booleans(),
        ),
        max_size=2,
    ).map(tuple),
)
