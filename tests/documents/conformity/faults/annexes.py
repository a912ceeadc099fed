"""Faults of appendices (rules 72–77)."""

from tests.documents.conformity.faults.fault import ANNEXED, fault

FAULTS = (
    fault(72, "small and left", css=".pl { text-align: left; font-size: 13pt }", **ANNEXED),
    fault(72, "no number", (">Phụ lục I<", ">Phụ lục<"), also={75}, **ANNEXED),
    fault(72, "Arabic number", (">Phụ lục II<", ">Phụ lục 2<"), also={75}, **ANNEXED),
    fault(72, "no label", ("<p class=pl>Phụ lục I</p>", ""), also={75}, **ANNEXED),
    fault(
        73,
        "no reference",
        ("<p class=kt>(Kèm theo Kế hoạch số 05/KH-BDT ngày 07 tháng 6 năm 2022 của Ban Dân tộc)</p>", ""),
        **ANNEXED,
    ),
    fault(73, "upright reference", css=".kt { font-style: normal }", **ANNEXED),
    fault(73, "no brackets", ("của Ban Dân tộc)</p>", "của Ban Dân tộc</p>"), **ANNEXED),
    fault(
        73, "small letters", ("DANH SÁCH HỌC VIÊN THAM GIA TẬP HUẤN", "Danh sách học viên tham gia tập huấn"), **ANNEXED
    ),
    fault(74, "another number", ("(Kèm theo Kế hoạch số 05/", "(Kèm theo Kế hoạch số 06/"), **ANNEXED),
    fault(74, "another day", ("KH-BDT ngày 07 tháng", "KH-BDT ngày 08 tháng"), **ANNEXED),
    fault(75, "not mentioned", (", danh sách theo Phụ lục II", ""), **ANNEXED),
    fault(75, "no such appendix", ("danh sách theo Phụ lục II", "danh sách theo Phụ lục II và Phụ lục III"), **ANNEXED),
    fault(76, "no rule", css=".gach-kt { border: none }", **ANNEXED),
    fault(77, "corner taken", css='@page :first { @top-right { content: "Tỉnh Lạng Sơn" } }', only_appendices=True),
)
