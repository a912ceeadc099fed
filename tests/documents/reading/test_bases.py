"""Which documents named in bases and opening are the legal bases of a plan."""

import pytest

from documents.reading.bases import bases_in

LETTERS = (
    "Xét đề nghị của 02 đơn vị gồm: Công ty TNHH Lương Việt tại Văn bản số 05/2026/VLN/CV-LV ngày 21/4/2026; Công ty "
    "cổ phần Miền Tây tại Văn bản số 01-GCN-MT ngày 21/4/2026."
)
CASES = {
    "Thực hiện chỉ đạo về xây dựng kế hoạch năm 2024 của UBND tỉnh tại Công văn số 5/UBND-TH ngày 02/01/2024;": [
        "5/UBND-TH"
    ],
    "Thực hiện nhiệm vụ được giao, Sở Y tế xây dựng Kế hoạch triển khai Quyết định số 5/QĐ-TTg như sau:": [],
    "Để triển khai Quyết định số 353/QĐ-TTg ngày 15/3/2022 và Nghị quyết số 13-NQ/TU, UBND huyện ban hành Kế hoạch:": [
        "353/QĐ-TTg",
        "13-NQ/TU",
    ],
    "Căn cứ Quyết định số 3/QĐ-UBND ngày 01/02/2024 của UBND tỉnh thực hiện Chỉ thị số 16-CT/TU;": ["3/QĐ-UBND"],
    "Căn cứ Luật Đất đai ngày 18/01/2024;\nSau khi xem xét, Sở xây dựng Kế hoạch theo Quyết định số 1/QĐ-SCT.": [None],
    LETTERS: [],
    "Theo đề nghị của Ban Dân tộc tỉnh tại Tờ trình số 938/TTr-BDT ngày 14/12/2021, UBND tỉnh ban hành Kế hoạch "
    "thực hiện thí điểm các mô hình như sau:": ["938/TTr-BDT"],
    "Thực hiện Kế hoạch số 185-KH/TU ngày 03/01/2020. UBND tỉnh ban hành Kế hoạch triển khai Chỉ thị số 37-CT/TW "
    "như sau:": ["185-KH/TU"],
    "Ngày 18/01/2022, Thủ tướng Chính phủ ban hành Quyết định số 90/QĐ-TTg phê duyệt Chương trình.": [],
    "Căn cứ các văn bản:\n- Quyết định số 90/QĐ-TTg ngày 18/01/2022;\n- Thông tư số 1/2022/TT-BTC.": [
        "90/QĐ-TTg",
        "1/2022/TT-BTC",
    ],
    "Thực hiện Công văn số 1/SNV ngày 05/01/2024; ý kiến của Chủ tịch UBND tỉnh tại Công văn số 45/UBND-NC.": [
        "1/SNV",
        "45/UBND-NC",
    ],
}


@pytest.mark.parametrize("paragraphs", CASES)
def test_bases(paragraphs):
    assert [citation.number for citation in bases_in(paragraphs.split("\n"))] == CASES[paragraphs]
