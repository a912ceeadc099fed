"""Citations and the documents of the register that they mean."""

import datetime

import pytest

from documents.citing import citations_in
from plans.legal_matching import Certainty, match, register_kind
from plans.models import LegalDocument

pytestmark = pytest.mark.django_db
D = datetime.date


@pytest.fixture
def register():
    rows = {
        "programme": ("Quyết định", "90/QĐ-TTg", D(2022, 1, 18), "Thủ tướng Chính phủ", "phê duyệt Chương trình"),
        "circular": ("Thông tư", "01/2017/TT-UBDT", D(2017, 5, 10), "Ủy ban Dân tộc", "quy định Dự án 2"),
        "budget": ("Quyết định", "3207/QĐ-UBND", D(2023, 12, 19), "UBND huyện Tủa Chùa", "giao chỉ tiêu"),
        "estimate": ("Quyết định", "3208/QĐ-UBND", D(2023, 12, 19), "UBND huyện Tủa Chùa", "giao dự toán"),
        "old law": ("Luật", "", D(2015, 6, 19), "", "Luật Tổ chức chính quyền địa phương"),
        "law": ("Luật", "", D(2025, 6, 16), "", "Tổ chức chính quyền địa phương"),
        "letter": ("Công văn", "941/SLĐTBXH-BTXH", D(2022, 6, 7), "Sở Lao động - Thương binh và Xã hội", "đề nghị"),
    }
    fields = ("kind", "reference", "issued_on", "issuer", "summary")
    return {
        name: LegalDocument.objects.create(**dict(zip(fields, values, strict=True))) for name, values in rows.items()
    }


EXACT = {
    "Căn cứ Quyết định số 90/QĐ-TTg ngày 18/01/2022 của Thủ tướng Chính phủ phê duyệt": "programme",
    "Căn cứ Quyết định 90 /QĐ – TTG ngày 18/01/2022 phê duyệt": "programme",
    "Căn cứ Thông tư số 01/2017/TT-UBDT của Bộ trưởng, Chủ nhiệm Ủy ban Dân tộc": "circular",
    "Căn cứ Quyết định số 3208/QĐ-UBND ngày 19/12/2023 của Ủy ban nhân dân huyện về giao dự toán": "estimate",
    "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025": "law",
    "Căn cứ công văn số 941/SLĐTBXH-BTXH ngày 07/6/2022 của Sở Lao động –Thương binh và Xã hội": "letter",
}
LIKELY = {
    "Căn cứ Quyết định số 90/QĐ-TTg ngày 19/01/2022 của Thủ tướng Chính phủ phê duyệt": "programme",
    "Căn cứ Thông tư số 01/TT-UBND ngày 10/5/2017 của Ủy ban Dân tộc về việc Quy định": "circular",
    "Căn cứ Luật Tổ chức chính quyền địa phương": "old law",
    "Căn cứ Quyết định số 3208/QĐ-UBND ngày 19/12/2023 của UBND tỉnh về giao dự toán": "estimate",
}
NONE = (
    "Căn cứ Quyết định số 3209/QĐ-UBND ngày 19/12/2023 của UBND huyện Tủa Chùa về giao dự toán",
    "Căn cứ Kế hoạch số 90/KH-UBND ngày 18/01/2022 của UBND tỉnh",
    "Căn cứ Luật Đất đai ngày 16 tháng 6 năm 2025",
    "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2024",
)


@pytest.mark.parametrize(
    ("text", "certainty"), [*((t, Certainty.EXACT) for t in EXACT), *((t, Certainty.LIKELY) for t in LIKELY)]
)
def test_the_document_that_is_meant(register, text, certainty):
    (found,) = match(citations_in(text), on=D(2024, 3, 1))
    assert (found.document, found.certainty) == (register[(EXACT | LIKELY)[text]], certainty)


@pytest.mark.parametrize("text", NONE)
def test_documents_that_the_register_does_not_have(register, text):
    (found,) = match(citations_in(text))
    assert (found.document, found.certainty) == (None, Certainty.NONE)


def test_one_query_however_many(register, django_assert_num_queries):
    citations = [citation for text in [*EXACT, *LIKELY, *NONE] for citation in citations_in(text)]
    with django_assert_num_queries(1):
        assert len(match([*citations, None])) == len(citations) + 1


@pytest.mark.parametrize(
    ("kind", "known"),
    [("công văn", "Công văn"), ("Kế hoạch phối hợp", "Kế hoạch"), ("Thông tư liên tịch", "Thông tư liên tịch"),
     ("QĐ", "Quyết định"), ("Văn bản", "Công văn"), ("Hợp đồng", None)],
)  # fmt: skip
def test_kinds_of_the_register(kind, known):
    assert register_kind(kind) == known
