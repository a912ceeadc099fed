"""What comes out of an examination: sentences, places, what was skipped; and files that are no plans at all."""

import io

import pikepdf
import pytest
from PIL import Image

from documents.conformity import RULES, Expected, Finding, Group, Severity, checklist, examine, study
from tests.documents.conformity import tampering
from tests.documents.conformity.specimen import specimen


def sentences(pdf, **told):
    return [finding.sentence for finding in examine(pdf, **told) if finding.rule != 4]


def test_a_good_plan_has_no_findings_but_the_substitute_font():
    assert [f.rule for f in examine(specimen(appendices=True))] == [4]


@pytest.mark.parametrize("name", ["TimesNewRomanPS", "Times-New-Roman,", "TimesNewRoman,", "Times New Roman"])
def test_times_new_roman_needs_no_word(name):
    pdf = tampering.tampered(specimen(), tampering.rename_font(name))
    assert examine(pdf) == []


def test_measures_do_not_hang_on_what_a_font_says_of_itself():
    pdf = tampering.tampered(specimen(), tampering.flatten_descents)
    assert [f.rule for f in examine(pdf)] == [4]


def test_a_title_may_start_with_a_figure():
    assert sentences(specimen(("1. Tập huấn", "1. 02 lớp tập huấn"))) == []


def test_a_long_title_may_take_two_lines():
    pdf = specimen(
        ("KT. TRƯỞNG BAN</div>", "KT. TRƯỞNG BAN CHỈ ĐẠO</div><div class=chucvu>CÁC CHƯƠNG TRÌNH</div>"),
        ("PHÓ TRƯỞNG BAN", "PHÓ TRƯỞNG BAN THƯỜNG TRỰC"),
    )
    lines = ("KT. TRƯỞNG BAN CHỈ ĐẠO CÁC CHƯƠNG TRÌNH", "PHÓ TRƯỞNG BAN THƯỜNG TRỰC")
    assert sentences(pdf, expected=Expected(signature_lines=lines, signer_name="Lý Văn Khi")) == []


def test_an_appendix_of_another_paper_is_no_appendix_of_ours():
    old = "với cộng đồng."
    assert sentences(specimen((old, "với cộng đồng theo Phụ lục IV kèm theo Thông tư số 10/2022/TT-BLĐTBXH."))) == []


def test_superscripts_and_a_table_in_the_text_are_no_faults():
    table = "<table class=bang><tr><td>TT</td><td>Nội dung</td></tr><tr><td>1</td><td>Tập huấn</td></tr></table>"
    raised = "<sup style='font-size: 9pt; line-height: 0'>2</sup>"
    pdf = specimen(
        ("40 học viên.</p>", f"40 học viên.</p>{table}"),
        ("tại thành phố Lạng Sơn.", f"hội trường 200 m{raised} tại Lạng Sơn."),
    )
    assert sentences(pdf) == []


def test_a_finding_tells_the_measured_and_the_required_value():
    assert sentences(specimen(css="@page { margin-left: 25mm }")) == [
        "Lề trái 25 mm; Nghị định 30 yêu cầu 30–35 mm (Phụ lục I, I.3)"
    ]


def test_a_finding_has_rule_severity_page_and_place():
    pdf = specimen(("ngày 07 tháng 6 năm 2022</div>", "ngày 07 tháng 06 năm 2022</div>"))
    sentence = "Tháng ghi «06»; chỉ tháng 1 và 2 thêm số 0 ở trước, tháng 3 đến 9 ghi «tháng 6» (Phụ lục I, II.4)"
    assert examine(pdf)[1] == Finding(31, Severity.ERROR, 1, (107.1, 35.2, 183.9, 40.1), sentence)


def test_a_paragraph_mark_says_what_to_write():
    assert sentences(specimen(("g) Kinh phí", "f) Kinh phí"))) == [
        "Điểm «f) Kinh phí: từ ngân sách trung ương…»: sau điểm e) phải là «g)» (Phụ lục I, II.6.đ)"
    ]


def test_many_breaches_of_one_rule_are_counted():
    html = "".join(f"<p>• Việc thứ {i}</p>" for i in range(1, 9))
    found = [f for f in examine(specimen(("<h3>2. Yêu cầu</h3>", f"{html}<h3>2. Yêu cầu</h3>"))) if f.rule == 54]
    assert len(found) == 5
    assert "và 3 chỗ khác" in found[-1].sentence


def test_a_missing_part_is_reported_once():
    pdf = specimen(("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "&nbsp;"))
    report = study(pdf)
    assert [f.rule for f in report.findings] == [4, 18]
    assert {number: report.skipped[number] for number in (19, 21, 22, 25)} == dict.fromkeys(
        (19, 21, 22, 25), "không thấy Quốc hiệu"
    )


def test_a_draft_keeps_room_for_number_and_date():
    blank = "\N{NO-BREAK SPACE}"
    pdf = specimen(("Số: 05/", f"Số:{blank * 10}/"), ("ngày 07 tháng 6 năm", f"ngày{blank * 8}tháng 6 năm"))
    assert [f.rule for f in examine(pdf, issued=False)] == [4]
    assert {f.rule for f in examine(pdf, issued=True)} == {4, 29, 31}


def blank_page():
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(595, 842))
        pdf.save(out)
    return out.getvalue()


def scan():
    out = io.BytesIO()
    Image.new("L", (1240, 1754), 255).save(out, "PDF")
    return out.getvalue()


DAMAGED = "Tệp PDF bị hỏng, không đọc được; hãy xuất lại PDF từ văn bản gốc."
NO_PDF = "Tệp này không phải là PDF; hãy chọn tệp PDF xuất từ chương trình hoặc từ Word."
NO_TEXT = "Tệp không có chữ, có lẽ là bản quét hoặc ảnh chụp; hãy kiểm tra tệp PDF xuất thẳng từ văn bản gốc."
LOCKED = "Tệp bị khóa bằng mật khẩu nên không kiểm tra được; hãy xuất lại PDF không đặt mật khẩu."


@pytest.mark.parametrize(
    ("pdf", "sentence"),
    (
        (b"", NO_PDF),
        ("Kế hoạch năm 2022".encode(), NO_PDF),
        (b"PK\x03\x04" + bytes(100), NO_PDF),
        (b"%PDF-1.7\n", DAMAGED),
        (specimen()[:3000], DAMAGED),
        (blank_page(), NO_TEXT),
        (scan(), NO_TEXT),
        (tampering.tampered(specimen(), tampering.lock), LOCKED),
    ),
    ids=("empty", "text", "zip", "header only", "cut off", "blank page", "scan", "locked"),
)
def test_an_unreadable_file_gets_one_sentence(pdf, sentence):
    assert examine(pdf) == [Finding(0, Severity.ERROR, None, None, sentence)]


def test_a_letter_missing_from_the_font_does_not_hide_the_text():
    pdf = specimen(("Địa điểm", "Địa \ue000điểm"))
    assert [f.rule for f in examine(pdf)] == [3, 4, 6]


def test_a_file_of_appendices_is_examined_as_such():
    report = study(specimen(only_appendices=True))
    assert [f.rule for f in report.findings] == [4]
    assert report.skipped[18] == "tệp chỉ có phụ lục"
    assert 77 not in report.skipped


def test_a_long_list_is_skimmed():
    rows = "".join(f"<tr><td>{i}</td><td>Học viên thứ {i}</td><td>Cán bộ xã</td></tr>" for i in range(50, 1100))
    pdf = specimen(("<td>49</td>", f"<td>49</td></tr>{rows}<tr><td>49</td>"), appendices=True)
    report = study(pdf)
    assert [f.rule for f in report.findings] == [4]
    assert report.pages_skimmed == report.pages - 4  # two pages of the plan and the first of each appendix are read


def test_the_checklist_has_every_rule_once_in_the_order_of_the_page():
    ticks = checklist(study(specimen()))
    assert list(ticks) == list(Group)
    assert sorted(tick.rule.number for group in ticks.values() for tick in group) == sorted(RULES)


def test_the_checklist_tells_kept_broken_and_skipped_rules():
    report = study(specimen(css=".nn { font-size: 14pt }"))
    states = {tick.rule.number: tick.state for group in checklist(report).values() for tick in group}
    assert {number: states[number] for number in (4, 8, 66, 72)} == {
        4: "warning",
        8: "kept",
        66: "error",
        72: "skipped",
    }


def test_the_checklist_takes_bare_findings():
    findings = examine(specimen(css=".nn { font-size: 14pt }"))
    marked = [t.rule.number for group in checklist(findings).values() for t in group if t.findings]
    assert marked == [4, 66]
