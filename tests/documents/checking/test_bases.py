"""documents.checking.rules.bases, mentions and register: legal bases, first and later mentions, force."""

import datetime
from dataclasses import replace

import pytest

from documents.checking import Facts, Severity, check
from documents.checking.facts import KnownDocument
from documents.content import Paragraph, PartialDate, Section
from documents.places import Part, Place
from tests.factories.checking import findings, messages
from tests.factories.contents import plan

D = datetime.date
PROGRAMME = "Căn cứ Quyết định số 90/QĐ-TTg ngày 18/01/2022 của Thủ tướng Chính phủ phê duyệt Chương trình"
LAW = "Căn cứ Luật Đất đai ngày 18 tháng 01 năm 2024"


def resting(*bases, text="Nội dung."):
    """A plan of 2024 with these bases and one paragraph."""
    sections = (Section(1, "I.", "NỘI DUNG", (Paragraph(text),)),)
    return plan(legal_bases=bases, opening=(), sections=sections, closing=(), appendices=())


@pytest.mark.parametrize(
    ("basis", "missing"),
    [
        ("Căn cứ Quyết định số 12/QĐ-UBND của UBND tỉnh giao dự toán", "ngày, tháng, năm ban hành"),
        ("Căn cứ Quyết định số 12/QĐ-UBND ngày 02/3/2023 giao dự toán", "cơ quan ban hành"),
        ("Căn cứ Quyết định số 12/QĐ-UBND ngày 02/3/2023 của UBND tỉnh", "trích yếu"),
        ("Căn cứ Quyết định số 12/QĐ-UBND ngày 02/3 của UBND tỉnh", "năm ban hành và trích yếu"),
        ("Căn cứ Quyết định số    /QĐ-UBND ngày 02/3/2023 của UBND tỉnh giao dự toán", "số"),
        ("Căn cứ Luật Đất đai", "ngày ban hành"),
        ("Căn cứ Kế hoạch công tác của Sở Y tế", "số, ký hiệu"),
    ],
)
def test_missing_parts_of_a_basis(basis, missing):
    assert messages("bases.parts", resting(basis)) == [f"Căn cứ này thiếu {missing}: hãy ghi bổ sung."]


@pytest.mark.parametrize(
    "basis",
    [
        PROGRAMME,
        LAW,
        "Căn cứ Công văn số 12/SNV-TCBC ngày 02/3/2023 của Sở Nội vụ",
        "Theo đề nghị của Ban Dân tộc tỉnh tại Tờ trình số 938/TTr-BDT ngày 14/12/2021",
        "Căn cứ Nghị quyết Đại hội đại biểu Đảng bộ tỉnh lần thứ I, nhiệm kỳ 2025 - 2030",
        "Căn cứ chức năng, nhiệm vụ được giao",
        "Xét đề nghị của Công ty A tại Văn bản số YBB-SA/26-LR ngày 21/4/2026; Công ty B tại Văn bản số 2/GĐN-B",
    ],
)
def test_whole_bases_are_left_alone(basis):
    content = resting(basis)
    assert [f.rule for f in check(content) if f.rule.startswith(("bases.", "citations."))] == []


def test_several_documents_in_one_line():
    content = resting(f"{PROGRAMME}; Thông tư số 10/2022/TT-BTC ngày 31/5/2022 của Bộ Tài chính hướng dẫn")
    assert findings("bases.several", content) == [("Thông tư số 10/2022/TT-BTC ngày 31/5/2022 của Bộ Tài chính", None)]
    nested = "Căn cứ Quyết định số 3/QĐ-UBND ngày 01/02/2024 của UBND tỉnh thực hiện Nghị quyết số 5/NQ-HĐND"
    assert findings("bases.several", resting(nested)) == []


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        (f"{PROGRAMME}. Căn cứ chức năng, nhiệm vụ, Sở Y tế xây dựng Kế hoạch như sau:", True),
        (f"{PROGRAMME}; Quyết định số 3/QĐ-UBND ngày 01/02/2024 của UBND tỉnh, Sở ban hành Kế hoạch:", True),
        (f"{PROGRAMME}, Sở Y tế xây dựng Kế hoạch như sau:", False),
        ("Theo đề nghị của Sở Y tế tại Tờ trình số 9/TTr-SYT ngày 14/12/2025, UBND tỉnh ban hành Kế hoạch:", False),
    ],
)
def test_bases_that_run_into_the_opening(text, is_found):
    content = replace(resting(), opening=(Paragraph(text),))
    assert bool(findings("bases.several", content)) == is_found


def test_a_law_with_its_number():
    basis = "Căn cứ Luật Đất đai số 31/2024/QH15 ngày 18/01/2024"
    assert findings("bases.law_number", resting(basis)) == [
        ("Luật Đất đai số 31/2024/QH15 ngày 18/01/2024", "Luật Đất đai ngày 18/01/2024")
    ]
    assert findings("bases.law_number", resting(LAW)) == []


def test_one_document_twice_among_the_bases():
    assert findings("bases.duplicate", resting(PROGRAMME, LAW, PROGRAMME)) == [
        ("Quyết định số 90/QĐ-TTg ngày 18/01/2022 của Thủ tướng Chính phủ", None)
    ]
    assert findings("bases.duplicate", resting(LAW, PROGRAMME)) == []


def test_order_of_bases():
    assert findings("bases.order", resting(PROGRAMME, LAW)) == [("Luật Đất đai ngày 18 tháng 01 năm 2024", None)]
    party = "Căn cứ Nghị quyết số 5-NQ/TU ngày 02/3/2021 của Tỉnh ủy về phát triển"
    assert findings("bases.order", resting(party, LAW, PROGRAMME)) == []


@pytest.mark.parametrize(
    ("day", "expected"),
    [("19/12/2023", ["Quyết định số 32/QĐ-UBND ngày 19/12/2023 của UBND huyện Tủa Chùa"]), ("19/12/2024", [])],
)
def test_earlier_decision_stands_before_the_plan_of_the_same_office(day, expected):
    plan = "Căn cứ Kế hoạch số 20/KH-UBND ngày 25/01/2024 của UBND huyện Tủa Chùa về giảm nghèo"
    decision = f"Căn cứ Quyết định số 32/QĐ-UBND ngày {day} của UBND huyện Tủa Chùa về giao dự toán"
    assert [quote for quote, _ in findings("bases.order", resting(plan, decision))] == expected


def test_end_marks_of_a_file():
    content = resting(LAW, PROGRAMME, PROGRAMME.replace("90", "91"))
    bases = content.legal_bases

    def found(*marks):
        lines = {
            Place(Part.BASES, index): basis + mark for index, (basis, mark) in enumerate(zip(bases, marks, strict=True))
        }
        return findings("bases.end_marks", content, Facts(printed=lines))

    assert found(".", ";", ";") == [(bases[0], None), (bases[2], None)]
    assert found(";", ";", ".") == []
    assert found(";", "", ",") == [(bases[1], None)]
    followed = replace(content, opening=(Paragraph("Theo đề nghị của Sở Y tế, UBND tỉnh ban hành Kế hoạch như sau:"),))
    lines = {Place(Part.BASES, 2): f"{bases[2]};"}
    assert findings("bases.end_marks", followed, Facts(printed=lines)) == []
    assert findings("bases.end_marks", content) == []


def test_later_mentions_are_short():
    text = "Thực hiện theo Quyết định số 90/QĐ-TTg ngày 18/01/2022 của Thủ tướng Chính phủ."
    quote = "Quyết định số 90/QĐ-TTg ngày 18/01/2022 của Thủ tướng Chính phủ"
    assert findings("citations.again_in_full", resting(PROGRAMME, text=text)) == [(quote, "Quyết định số 90/QĐ-TTg")]
    assert findings("citations.again_in_full", resting(LAW, text=text)) == []
    nested = f"Theo Kế hoạch số 5/KH-UBND ngày 02/3/2023 của UBND tỉnh thực hiện {quote}."
    assert findings("citations.again_in_full", resting(PROGRAMME, text=nested)) == []


def test_first_mentions_are_full():
    text = "Theo Quyết định số 12/QĐ-UBND và Quyết định số 90/QĐ-TTg."
    assert findings("citations.first_mention", resting(PROGRAMME, text=text)) == [("Quyết định số 12/QĐ-UBND", None)]


def test_one_document_with_two_days_issuers_or_numbers():
    text = "Theo Quyết định số 90/QĐ-TTg ngày 19/01/2022 của Thủ tướng."
    assert messages("citations.two_days", resting(PROGRAMME, text=text)) == [
        "Quyết định số 90/QĐ-TTg ở đây ghi ngày 19/01/2022, chỗ trước ghi ngày 18/01/2022: kiểm tra lại ngày ban hành."
    ]
    other_year = resting(PROGRAMME, text=text.replace("2022", "2021"))
    assert messages("citations.two_days", other_year) == []
    base = "Căn cứ Quyết định số 3702/QĐ-UBND ngày 30/12/2019 của UBND tỉnh về giao dự toán"
    swapped = "Theo Quyết định số 3720/QĐ-UBND ngày 30/12/2019 của UBND tỉnh Quảng Trị."
    assert len(messages("citations.two_numbers", resting(base, text=swapped))) == 1
    assert messages("citations.two_numbers", resting(base, text=swapped.replace("3720", "3703"))) == []
    office = "Theo Quyết định số 3702/QĐ-UBND ngày 30/12/2019 của UBND huyện."
    assert len(messages("citations.two_issuers", resting(base, text=office))) == 1
    same = office.replace("UBND huyện", "Ủy ban nhân dân tỉnh Quảng Trị")
    assert messages("citations.two_issuers", resting(base, text=same)) == []


def test_documents_later_than_the_plan():
    quote = "Quyết định số 90/QĐ-TTg ngày 18/01/2022 của Thủ tướng Chính phủ"
    content = resting(PROGRAMME)
    assert findings("bases.later_than_plan", content, Facts(issued_on=D(2022, 1, 17))) == [(quote, None)]
    assert findings("bases.later_than_plan", content, Facts(issued_on=D(2022, 1, 18))) == []


def known(**changes):
    """The programme's decision as the register has it."""
    values = {
        "kind": "Quyết định",
        "reference": "90/QĐ-TTg",
        "issued_on": D(2022, 1, 18),
        "issuer": "Thủ tướng Chính phủ",
        "summary": "phê duyệt Chương trình",
    }
    return KnownDocument(**(values | changes))


def test_bases_out_of_force():
    def said(document, *, year=2024):
        day = D(year, 3, 1)
        facts = Facts(issued_on=day, documents=(document,))
        return [(f.severity, f.message) for f in check(resting(PROGRAMME), facts) if f.rule == "bases.out_of_force"]

    ended = known(in_force_to=D(2024, 1, 1), successor="Quyết định 5/QĐ-TTg")
    assert said(ended) == [
        (Severity.ERROR, "Quyết định số 90/QĐ-TTg hết hiệu lực từ 01/01/2024: thay bằng Quyết định 5/QĐ-TTg.")
    ]
    assert said(ended, year=2023) == []
    assert [severity for severity, _ in said(known(in_force_from=D(2024, 6, 1)))] == [Severity.ERROR]
    assert [severity for severity, _ in said(known(successor="Quyết định 5/QĐ-TTg"))] == [Severity.WARNING]
    assert said(known()) == []
    assert said(known(reference="91/QĐ-TTg", in_force_to=D(2023, 1, 1))) == []


def test_citations_that_the_register_has_otherwise():
    other_day = known(issued_on=D(2022, 1, 19))
    assert findings("citations.register", resting(PROGRAMME), Facts(documents=(other_day,))) == [
        ("ngày 18/01/2022", "ngày 19/01/2022")
    ]
    circular = known(kind="Thông tư", reference="01/2017/TT-UBDT", issued_on=D(2017, 5, 10), issuer="Ủy ban Dân tộc")
    wrong = "Căn cứ Thông tư số 01/TT-UBND ngày 10/5/2017 của Ủy ban Dân tộc về Dự án 2"
    assert findings("citations.register", resting(wrong), Facts(documents=(circular,))) == [
        ("01/TT-UBND", "01/2017/TT-UBDT")
    ]
    assert findings("citations.register", resting(PROGRAMME), Facts(documents=(known(), circular))) == []


def test_the_head_gives_the_day_where_facts_do_not():
    content = resting(PROGRAMME)
    head = content.head
    draft = replace(content, head=replace(head, date=PartialDate(2022, 1)))
    assert findings("bases.later_than_plan", draft) == []
    earlier = replace(content, head=replace(head, date=PartialDate(2021)))
    assert len(findings("bases.later_than_plan", earlier)) == 1
