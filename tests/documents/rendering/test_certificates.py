"""Certificates: one page each, in order, nothing over the frame, however long the names."""

import io
from dataclasses import asdict, replace

import pikepdf
import pytest

from documents.layout import Layout
from documents.rendering import Certificate, render_certificates
from tests.documents.rendering.measuring import measured
from tests.documents.rendering.test_render import text_of

ONE = Certificate(
    superior=("UBND TỈNH ĐIỆN BIÊN",),
    issuer=("SỞ DÂN TỘC VÀ TÔN GIÁO",),
    grantor="Giám đốc Sở Dân tộc và Tôn giáo tỉnh Điện Biên",
    holder="Vừ A Hùng",
    facts=(("Sinh năm", "1985"), ("Chức vụ", "Trưởng thôn"), ("Đơn vị", "")),
    achieved=("Đã hoàn thành lớp tập huấn nâng cao năng lực giảm nghèo", "Từ ngày 20/3/2026 đến ngày 21/3/2026"),
    number="012/2026/GCN",
    dated="Điện Biên, ngày 25 tháng 3 năm 2026",
    signature_lines=("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
    signer="Lò Văn Tiến",
)


def test_certificate_says_who_what_when_and_by_whom():
    (page,) = measured(render_certificates([ONE], Layout()))
    text = " ".join(line.text for line in page.lines)
    assert (round(page.width), round(page.height)) == (297, 210)
    for said in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "GIÁM ĐỐC SỞ DÂN TỘC VÀ TÔN GIÁO TỈNH ĐIỆN BIÊN",
        "Vừ A Hùng",
        "Sinh năm: 1985",
        "Số: 012/2026/GCN",
        "Điện Biên, ngày 25 tháng 3 năm 2026",
    ):
        assert text.count(said) == 1
    assert "Đơn vị" not in text
    title = page.line("GIẤY CHỨNG NHẬN")
    assert (title.pt, title.style) == (31, "bold")
    assert title.centre == pytest.approx(148.5, abs=1)
    assert page.line("Lò Văn Tiến").baseline - page.line("PHÓ GIÁM ĐỐC").baseline == pytest.approx(32, abs=2)


def test_long_names_and_courses_shrink_instead_of_running_over():
    long = replace(ONE, holder="Nguyễn Phan Hoàng Thị Tuyết Minh Nhung " * 2, achieved=(ONE.achieved[0] * 8,))
    (page,) = measured(render_certificates([long], Layout()))
    ending = page.line("Điện Biên, ngày")
    above = [line for line in page.lines if line.baseline < ending.baseline]
    assert max(line.bottom for line in above) <= ending.top + 0.2
    assert min(line.x0 for line in page.lines) >= 15
    assert max(line.x1 for line in page.lines) <= 282


def test_many_certificates_come_in_order_across_the_parts():
    heard = []
    many = [replace(ONE, number=f"{n:03}/2026/GCN") for n in range(1, 261)]
    data = render_certificates(many, Layout(), progress=heard.append)
    numbers = [text.split("Số: ")[1].split("/")[0] for text in text_of(data)]
    assert numbers == [f"{n:03}" for n in range(1, 261)]
    assert heard == [96, 100]


def test_what_was_said_can_be_kept_as_json_and_printed_again():
    kept = {name: list(map(list, value)) if name == "facts" else value for name, value in asdict(ONE).items()}
    assert render_certificates([Certificate(**kept)], Layout()) == render_certificates([ONE], Layout())


def test_file_is_pdf_a_without_dates():
    with pikepdf.open(io.BytesIO(render_certificates([ONE], Layout()))) as pdf:
        assert pdf.open_metadata()["pdfaid:conformance"] == "U"
        assert "/CreationDate" not in pdf.docinfo


def test_no_certificate_is_no_file():
    with pytest.raises(ValueError, match="no certificate"):
        render_certificates([], Layout())
