"""A plan set by hand, in plain HTML and CSS, that keeps every rule: the tests break one rule at a time in it.

It is deliberately not our renderer: what is examined and what is produced must not share their mistakes.
"""

import functools
import tempfile
from pathlib import Path

import pytest
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from documents.rendering.fonts import typeface


def _project_fonts() -> FontConfiguration:
    """The fonts that the project ships and none of the machine, so that a specimen looks the same everywhere."""
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as folder:
        config = Path(folder) / "fonts.conf"
        config.write_text(typeface().fontconfig(folder), encoding="utf-8")
        patch.setenv("FONTCONFIG_FILE", str(config))
        return FontConfiguration()


_FONTS = _project_fonts()

STYLE = """
@page { size: A4; margin: 20mm 15mm 20mm 30mm;
        @top-center { content: counter(page); font: 14pt "Liberation Serif"; vertical-align: middle } }
@page :first { @top-center { content: none } }
@page phuluc { }
@page phuluc-ngang { size: A4 landscape; margin: 20mm 15mm 20mm 30mm }
@page :nth(1 of phuluc) { counter-reset: page 1; @top-center { content: none } }
@page :nth(1 of phuluc-ngang) { counter-reset: page 1; @top-center { content: none } }
html { font: 14pt/1.15 "Liberation Serif"; font-variant-ligatures: none; hyphens: manual; color: #000 }
body { margin: 0; orphans: 2; widows: 2 }
p, h1, h2, h3 { font: inherit; margin: 6pt 0 0; text-align: justify; text-indent: 12.7mm }
h2, h3 { font-weight: bold; break-after: avoid }
b { font-weight: normal }
.dau, .ky { width: 100%; table-layout: fixed; border-collapse: collapse; text-align: center }
.dau td, .ky td { padding: 0; vertical-align: baseline }
.dau div { white-space: nowrap }
.trai { width: 66mm } .cq { font-size: 13pt } .bh { font-size: 13pt; font-weight: bold }
.qh { font-size: 13pt; font-weight: bold } .tn { font-weight: bold; display: inline-block }
.gach::after { content: ""; display: block; border-top: .75pt solid; margin: 1pt auto 0; width: 100% }
.bh.gach, .ty { display: inline-block } .bh.gach::after { width: 40% }
.gach-ty { width: 30%; border-top: .75pt solid; margin: 2pt auto 0 }
.so { font-size: 13pt; padding-top: 3mm } .ngay { font-style: italic; padding-top: 3mm }
.ten { text-align: center; font-weight: bold; text-indent: 0; margin: 10mm 0 0 }
.trichyeu { text-align: center; font-weight: bold; text-indent: 0; margin: 0 }
.cancu { font-style: italic } .cancu1 { margin-top: 6mm }
.ky { margin-top: 10pt; break-before: avoid; break-inside: avoid }
.ky td { vertical-align: top } .ky .trai { width: 75mm; text-align: left }
.nn { font: italic bold 12pt/16.1pt "Liberation Serif" } .ng { font-size: 11pt; line-height: 1.15 }
.chucvu { font-weight: bold; white-space: nowrap } .ten-ky { font-weight: bold; margin-top: 26mm }
section { break-before: page; page: phuluc } section.ngang { page: phuluc-ngang }
section p { text-indent: 12.7mm }
.pl, .tenpl, .kt { text-align: center; text-indent: 0; margin: 0; font-weight: bold }
.kt { font-weight: normal; font-style: italic }
.gach-kt { width: 40mm; border-top: .75pt solid; margin: 2pt auto 6pt }
.bang { width: 100%; table-layout: fixed; border-collapse: collapse; font-size: 13pt; margin-top: 6pt }
.bang td { border: .75pt solid; padding: 1mm; text-align: left; text-indent: 0 }
"""

_FILL = (
    "Nâng cao năng lực quản lý, năng lực chuyên môn cho đội ngũ cán bộ cấp xã về quản lý thực hiện Chương trình, "
    "dự án nói chung và Chương trình nói riêng trên địa bàn các xã đặc biệt khó khăn, góp phần tích cực trong phát "
    "triển kinh tế hộ gia đình, giảm nghèo bền vững ở cơ sở và sự đồng thuận của xã hội."
)

BODY = f"""
<table class=dau><tr>
 <td class=trai><div class=cq>UBND TỈNH LẠNG SƠN</div><div class="bh gach">BAN DÂN TỘC</div></td>
 <td><div class=qh>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</div><div class="tn gach">Độc lập - Tự do - Hạnh phúc</div></td>
</tr><tr>
 <td><div class=so>Số: 05/KH-BDT</div></td><td><div class=ngay>Lạng Sơn, ngày 07 tháng 6 năm 2022</div></td>
</tr></table>
<h1 class=ten>KẾ HOẠCH</h1>
<p class=trichyeu>Thực hiện Dự án 7: Nâng cao năng lực và giám sát, đánh giá thực hiện<br>
Chương trình mục tiêu quốc gia giảm nghèo bền vững năm 2022</p><div class=gach-ty></div>
<p class="cancu cancu1">Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;</p>
<p class=cancu>Căn cứ Quyết định số 90/QĐ-TTg ngày 18 tháng 01 năm 2022 của Thủ tướng Chính phủ phê duyệt Chương
trình mục tiêu quốc gia giảm nghèo bền vững giai đoạn 2021 - 2025;</p>
<p class=cancu>Căn cứ Kế hoạch số 2000/KH-UBND ngày 30/6/2021 của Ủy ban nhân dân tỉnh Lạng Sơn về thực hiện Chương
trình mục tiêu quốc gia giảm nghèo bền vững.</p>
<p>Ban Dân tộc xây dựng Kế hoạch thực hiện Dự án 7 năm 2022 trên địa bàn tỉnh như sau:</p>
<h2>I. MỤC ĐÍCH, YÊU CẦU</h2>
<h3>1. Mục đích</h3>
<p>- {_FILL}</p>
<p>- {_FILL}</p>
<h3>2. Yêu cầu</h3>
<p>{_FILL} {_FILL}</p>
<h2>II. NỘI DUNG THỰC HIỆN</h2>
<h3>1. Tập huấn</h3>
<p>a) Đối tượng: cán bộ cấp xã theo danh sách tại Phụ lục I kèm theo Kế hoạch này.</p>
<p>b) Số lớp: 02 lớp, mỗi lớp 40 học viên.</p>
<p>c) Thời gian: 03 ngày mỗi lớp, trong quý III năm 2022.</p>
<p>d) Địa điểm: tại thành phố Lạng Sơn.</p>
<p>đ) Nội dung: nghiệp vụ giảm nghèo và kỹ năng làm việc với cộng đồng.</p>
<p>e) Báo cáo viên: cán bộ của Ban và giảng viên mời.</p>
<p>g) Kinh phí: từ ngân sách trung ương giao năm 2022.</p>
<h3>2. Học tập kinh nghiệm</h3>
<p>2.1. Đoàn thứ nhất gồm 20 người, danh sách theo Phụ lục II.</p>
<p>2.2. Đoàn thứ hai gồm 22 người.</p>
<p>{_FILL}</p>
<h2>III. TỔ CHỨC THỰC HIỆN</h2>
<h3>1. Phòng Chính sách</h3>
<p>{_FILL}</p>
<h3>2. Ủy ban nhân dân các xã</h3>
<p>{_FILL} {_FILL}</p>
<p>Trên đây là Kế hoạch thực hiện Dự án 7 năm 2022, trong quá trình thực hiện nếu có khó khăn, vướng mắc, các đơn
vị báo cáo Lãnh đạo Ban xem xét, giải quyết./.</p>
<table class=ky><tr><td class=trai><div class=nn>Nơi nhận:</div>
<div class=ng>- Lãnh đạo Ban;</div><div class=ng>- Phòng Chính sách;</div><div class=ng>- UBND các xã;</div>
<div class=ng>- Lưu: VT, CS (2).</div></td>
<td><div class=chucvu>KT. TRƯỞNG BAN</div><div class=chucvu>PHÓ TRƯỞNG BAN</div><div class=ten-ky>Lý Văn Khi</div>
</td></tr></table>
"""

_ROWS = "".join(f"<tr><td>{i}</td><td>Học viên thứ {i}</td><td>Cán bộ xã</td></tr>" for i in range(1, 50))

APPENDICES = f"""
<section><p class=pl>Phụ lục I</p><p class=tenpl>DANH SÁCH HỌC VIÊN THAM GIA TẬP HUẤN</p>
<p class=kt>(Kèm theo Kế hoạch số 05/KH-BDT ngày 07 tháng 6 năm 2022 của Ban Dân tộc)</p><div class=gach-kt></div>
<table class=bang>{_ROWS}</table></section>
<section class=ngang><p class=pl>Phụ lục II</p><p class=tenpl>DANH SÁCH ĐOÀN HỌC TẬP KINH NGHIỆM</p>
<p class=kt>(Kèm theo Kế hoạch số 05/KH-BDT ngày 07 tháng 6 năm 2022 của Ban Dân tộc)</p><div class=gach-kt></div>
<table class=bang><tr><td>TT</td><td>Họ và tên</td><td>Ghi chú</td></tr><tr><td>1</td><td></td><td></td>
</tr></table></section>
"""

TITLE = (
    "KẾ HOẠCH Thực hiện Dự án 7: Nâng cao năng lực và giám sát, đánh giá thực hiện "
    "Chương trình mục tiêu quốc gia giảm nghèo bền vững năm 2022"
)


@functools.cache
def specimen(
    *changes: tuple[str, str],
    css: str = "",
    appendices: bool = False,
    only_appendices: bool = False,
    lang: str = "vi",
    title: str = TITLE,
) -> bytes:
    """The PDF of the specimen after each (old, new) of `changes` in its HTML, with `css` at the end of its style."""
    html = BODY + APPENDICES if appendices else APPENDICES if only_appendices else BODY
    if not (appendices or only_appendices):
        for mention in (" theo danh sách tại Phụ lục I kèm theo Kế hoạch này", ", danh sách theo Phụ lục II"):
            html = html.replace(mention, "")
    for old, new in changes:
        assert old in html, f"the specimen does not contain {old!r}"
        html = html.replace(old, new)
    page = f"<html lang={lang}><meta charset=utf-8><title>{title}</title><body>{html}"
    return HTML(string=page).write_pdf(
        stylesheets=[CSS(string=STYLE + css, font_config=_FONTS)], font_config=_FONTS, pdf_variant="pdf/a-2u"
    )
