"""documents.checking.rules.citations: numbers against kinds, years, issuers, and how they are written."""

import pytest

from documents.checking.symbols import Symbol, symbol_of
from tests.factories.checking import findings, messages, saying

WRONG = {
    "citations.kind_symbol": {
        "Theo Quyết định số 4586/KH-UBND ngày 18/9/2017 của UBND tỉnh.": (
            "Quyết định số 4586/KH-UBND ngày 18/9/2017 của UBND tỉnh",
            None,
        ),
        "Theo Nghị định số 10/2022/TT-BTC ngày 31/5/2022.": ("Nghị định số 10/2022/TT-BTC ngày 31/5/2022", None),
    },
    "citations.issuer_symbol": {
        "Theo Thông tư số 01/2017/TT-UBND ngày 10/5/2017 của Ủy ban Dân tộc.": (
            "Thông tư số 01/2017/TT-UBND ngày 10/5/2017 của Ủy ban Dân tộc",
            None,
        ),
        "Theo Quyết định số 90/QĐ-TTg ngày 18/01/2022 của Chính phủ.": (
            "Quyết định số 90/QĐ-TTg ngày 18/01/2022 của Chính phủ",
            "Quyết định số 90/QĐ-TTg ngày 18/01/2022 của Thủ tướng Chính phủ",
        ),
        "Theo Nghị định số 27/2022/NĐ-CP ngày 19/4/2022 của Thủ tướng Chính phủ.": (
            "Nghị định số 27/2022/NĐ-CP ngày 19/4/2022 của Thủ tướng Chính phủ",
            "Nghị định số 27/2022/NĐ-CP ngày 19/4/2022 của Chính phủ",
        ),
        "Theo Kế hoạch số 12/KH-UBND ngày 19/4/2022 của Sở Tài chính.": (
            "Kế hoạch số 12/KH-UBND ngày 19/4/2022 của Sở Tài chính",
            None,
        ),
        "Theo Chỉ thị số 16-CT/TU ngày 09/9/2021 của Bộ Chính trị.": (
            "Chỉ thị số 16-CT/TU ngày 09/9/2021 của Bộ Chính trị",
            None,
        ),
        "Theo Thông tư số 5/2022/TT-HĐND ngày 09/9/2022.": ("Thông tư số 5/2022/TT-HĐND ngày 09/9/2022", None),
    },
    "citations.year": {
        "Theo Nghị định số 27/NĐ-CP ngày 19/4/2022 của Chính phủ.": (
            "Nghị định số 27/NĐ-CP ngày 19/4/2022 của Chính phủ",
            "Nghị định số 27/2022/NĐ-CP ngày 19/4/2022 của Chính phủ",
        ),
        "Theo Thông tư số 10/2021/TT-BTC ngày 31/5/2022 của Bộ Tài chính.": (
            "Thông tư số 10/2021/TT-BTC ngày 31/5/2022 của Bộ Tài chính",
            None,
        ),
    },
    "citations.stroke": {
        "Theo Chỉ thị số 16/CT-TU ngày 09/9/2021 của Ban Thường vụ Tỉnh ủy.": ("16/CT-TU", "16-CT/TU"),
        "Theo Quyết định số 12-QĐ/UBND ngày 09/9/2021 của UBND tỉnh.": ("12-QĐ/UBND", "12/QĐ-UBND"),
    },
    "citations.spelling": {
        "Theo Quyết định số 90/QD-TTG ngày 18/01/2022.": ("90/QD-TTG", "90/QĐ-TTg"),
        "Theo Quyết định số 866/QĐ-Tg ngày 18/7/2023.": ("866/QĐ-Tg", "866/QĐ-TTg"),
    },
    "citations.blanks": {
        "Theo Quyết định số 90/QĐ – TTg ngày 18/01/2022.": ("90/QĐ – TTg", "90/QĐ-TTg"),
        "Theo Kế hoạch số 25 /KH-UBND ngày 18/01/2022.": ("25 /KH-UBND", "25/KH-UBND"),
    },
    "citations.so": {
        "Theo Quyết định 1883/QĐ-UBND ngày 06/11/2025.": ("Quyết định 1883/QĐ-UBND", "Quyết định số 1883/QĐ-UBND"),
        "Theo Quyết định số: 12/QĐ-UBND.": ("Quyết định số: 12/QĐ-UBND", "Quyết định số 12/QĐ-UBND"),
    },
    "citations.capital": {
        "Căn cứ công văn số 941/SLĐTBXH-BTXH ngày 07/6/2022.": (
            "công văn số 941/SLĐTBXH-BTXH",
            "Công văn số 941/SLĐTBXH-BTXH",
        )
    },
}
RIGHT = (
    "Theo Quyết định số 90/QĐ-TTg ngày 18/01/2022 của Thủ tướng Chính phủ phê duyệt Chương trình.",
    "Theo Nghị quyết số 257/2025/QH15 ngày 11/12/2025 của Quốc hội và Nghị quyết số 35/2023/UBTVQH15 ngày 12/7/2023 "
    "của Ủy ban Thường vụ Quốc hội.",
    "Theo Thông tư số 10/2022/TT-BLĐTBXH ngày 31/5/2022 của Bộ Lao động - Thương binh và Xã hội.",
    "Theo Thông tư số 01/2017/TT-UBDT ngày 10/5/2017 của Ủy ban Dân tộc.",
    "Theo Thông tư liên tịch số 01/2013/TTLT-BTC-BNV ngày 03/01/2013 của Bộ Tài chính, Bộ Nội vụ.",
    "Theo Thông báo kết luận số 12-TB/TU ngày 03/01/2023 của Thường trực Tỉnh ủy.",
    "Theo Kết luận số 48-KL/TW ngày 30/01/2023 của Bộ Chính trị và Quy định số 41-QĐ/TW ngày 03/11/2021.",
    "Theo Chương trình hành động số 08-CTr/TU ngày 17/3/2026 của Thành ủy Hà Nội.",
    "Theo Công văn số 1446/UBND-NNMT ngày 07/4/2026 của Ủy ban nhân dân Thành phố Hà Nội.",
    "Theo Quyết định số 564/QĐ-SCT ngày 31/01/2026 của Giám đốc Sở Công Thương.",
    "Theo Nghị quyết số 10/2021/NQ-HĐND ngày 08/12/2021 của Hội đồng nhân dân tỉnh.",
    "Theo Quyết định số 2212/QĐ-UBND ngày 27/8/2021 của Chủ tịch Ủy ban nhân dân tỉnh Sóc Trăng.",
    "Theo Hướng dẫn số 12/SNV-TCBC ngày 27/8/2021 của Sở Nội vụ; Kế hoạch số     /KH-UBND.",
    "Theo Luật Đất đai số 31/2024/QH15 ngày 18/01/2024; Thông tư số 5-TT/LB ngày 02/3/1992.",
    "Theo văn bản số 05/2026/VLN/CV-LV ngày 21/4/2026 của Công ty TNHH Lương Việt.",
)


@pytest.mark.parametrize(("rule", "text"), [(rule, text) for rule, texts in WRONG.items() for text in texts])
def test_what_is_wrong_is_found(rule, text):
    assert findings(rule, saying(text)) == [WRONG[rule][text]]


@pytest.mark.parametrize("rule", WRONG)
@pytest.mark.parametrize("text", RIGHT)
def test_what_is_right_is_left_alone(rule, text):
    assert findings(rule, saying(text)) == []


def test_messages_say_what_to_do():
    assert messages(
        "citations.issuer_symbol", saying("Theo Thông tư số 01/TT-UBND ngày 10/5/2017 của Ủy ban Dân tộc.")
    ) == [
        "Ký hiệu «UBND» trong 01/TT-UBND không phải của Ủy ban Dân tộc: kiểm tra lại số, ký hiệu hoặc tên cơ quan "
        "ban hành."
    ]


@pytest.mark.parametrize(
    ("number", "symbol"),
    [
        ("90/QĐ-TTg", Symbol("90", None, "QĐ", ("TTg",), "/-")),
        ("10/2022/TT-BLĐTBXH", Symbol("10", 2022, "TT", ("BLĐTBXH",), "//-")),
        ("16-CT/TU", Symbol("16", None, "CT", ("TU",), "-/")),
        ("31/2024/QH15", Symbol("31", 2024, "", ("QH15",), "//")),
        ("/KH-UBND", Symbol("", None, "KH", ("UBND",), "/-")),
        ("3722/VPCP-CN", Symbol("3722", None, "", ("VPCP", "CN"), "/-")),
    ],
)
def test_symbols_are_taken_apart(number, symbol):
    assert symbol_of(number) == symbol
