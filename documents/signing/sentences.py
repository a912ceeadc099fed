"""What an examination says to people. Each refusal says what to do next."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from documents.signing.certificates import when
from documents.signing.likeness import Likeness

AGAIN = "Hãy tải bản trình ký ở đây về, ký lại rồi tải tệp đã ký lên."

UNSIGNED = (
    "Tệp này chưa có chữ ký số nào. Hãy ký bằng công cụ ký số rồi tải lên đúng tệp đã ký (thường có tên kết thúc bằng "
    "«signed»)."
)
UNREADABLE = f"Tệp có một chữ ký hỏng, không đọc được. {AGAIN}"
FAULTS = {
    "unreadable": UNREADABLE,
    "broken": (
        "Chữ ký của «{name}» không còn giá trị: tệp đã bị sửa hoặc bị một phần mềm khác lưu lại sau khi ký. Hãy tải "
        "lên đúng tệp do công cụ ký số xuất ra, không mở ra lưu lại."
    ),
    "forged": f"Chữ ký mang tên «{{name}}» không phải do khóa của chứng thư đó tạo ra. {AGAIN}",
    "partial": f"Chữ ký của «{{name}}» chỉ bao gồm một phần của tệp nên không bảo đảm cho cả văn bản. {AGAIN}",
    "weak": (
        "Chữ ký của «{name}» dùng thuật toán băm {digest} không còn an toàn. Hãy chỉnh công cụ ký số sang SHA-256 rồi "
        "ký lại."
    ),
}
ADDED_AFTER = (
    "Sau khi «{name}» ký, tệp đã bị thêm hoặc sửa nội dung (ghi chú, chữ, hình). Hãy tải lên đúng tệp do công cụ ký số "
    "xuất ra, không ghi thêm gì vào tệp."
)
FILLED_AFTER = (
    "Sau chữ ký cuối cùng (của «{name}»), tệp còn bị điền thêm vào ô trống. Số và ngày phải điền trước khi đóng dấu; "
    "hãy ký lại chữ ký cuối."
)
STAMPED_AFTER = (
    "Sau chữ ký của «{name}», tệp được ghi thêm (thường là số, ngày do công cụ ký số đóng vào) rồi mới có chữ ký tiếp "
    "theo; phần mềm đọc PDF có thể báo điều này."
)
NO_TIME = "Chữ ký của «{name}» không ghi thời điểm ký."
REVOKED = "Chứng thư của «{name}» đã bị thu hồi theo dữ liệu kèm trong tệp. Hãy xin chứng thư mới rồi ký lại."
AUTHORITY_EXPIRED = (
    "Chứng thư của nơi cấp («{issuer}») đã hết hạn khi «{name}» ký. Hãy xin cấp lại chứng thư số rồi ký lại."
)
SELF_SIGNED = (
    "Chứng thư của «{name}» là chứng thư tự tạo, không do tổ chức chứng thực nào cấp nên không chứng minh được người "
    "ký là ai. Hãy ký bằng chứng thư số được cấp."
)
NO_ANCHORS = (
    "Chưa kiểm tra được nơi cấp chứng thư của «{name}» («{issuer}») vì hệ thống chưa khai báo tổ chức chứng thực tin "
    "cậy nào. Hãy nhờ quản trị hệ thống khai báo."
)
UNKNOWN_AUTHORITY = (
    "Chứng thư của «{name}» do «{issuer}» cấp, không thuộc các tổ chức chứng thực mà hệ thống tin cậy. Nếu nơi cấp này "
    "hợp lệ, hãy nhờ quản trị hệ thống thêm chứng thư của nơi cấp vào danh sách tin cậy; nếu không, hãy ký lại "
    "bằng chứng thư số được cấp đúng."
)
AUTHORITY_FAULTS = {"revoked": REVOKED, "expired": AUTHORITY_EXPIRED, "unknown": UNKNOWN_AUTHORITY}
OTHER_PAPER = (
    "Đây là một văn bản khác, không phải kế hoạch đã duyệt (chỉ {percent}% số chữ trùng nhau). Hãy chọn đúng tệp."
)
SHUFFLED = f"Thứ tự các trang trong tệp khác bản đã duyệt. {AGAIN}"
RESIZED = f"Khổ giấy của trang {{pages}} khác bản đã duyệt. {AGAIN}"
ANNOTATED = (
    "Trang {pages} có ghi chú, hình vẽ hoặc ô điền không có trong bản đã duyệt. Hãy xóa phần thêm rồi ký lại, hoặc ký "
    "lại từ bản trình ký lấy ở đây."
)
CHANGED_WORDS = (
    "Chữ trên trang {pages} khác bản đã duyệt; các chữ khác nhau ghi bên dưới. Văn bản đã duyệt không được sửa: hãy ký "
    "đúng bản trình ký, hoặc trả lại kế hoạch để sửa và duyệt lại."
)
CHANGED_PICTURE = (
    "Trang {pages} trông khác bản đã duyệt dù chữ bên trong vẫn vậy: có hình hoặc nét bị chèn, che hay xóa ngoài chỗ "
    f"dành cho số, ngày, chữ ký và dấu. {AGAIN}"
)
STAMPED_ELSEWHERE = "Hình của một chữ ký nằm ở trang {pages}, ngoài chỗ ký. Hãy nhìn lại trang đó."
COVERED = (
    "Hình chữ ký hoặc con dấu ở trang {pages} che mất chữ của văn bản. Hãy dùng hình có nền trong suốt, đặt đúng chỗ "
    "ký, rồi ký lại."
)
EARLY_NUMBER = (
    "Tệp đã ghi {word} «{written}» trong khi hệ thống chưa cấp số, ngày cho văn bản. Hãy để trống số và ngày khi ký; "
    "văn thư sẽ ghi sau khi cấp số."
)
WRONG_NUMBER = (
    "Tệp ghi {word} «{written}» nhưng sổ đăng ký văn bản đi ghi {word} {value}. Hãy ghi đúng theo sổ rồi đóng dấu lại."
)
NO_NUMBER = "Tệp còn để trống chỗ ghi {word} (theo sổ là {value}). Hãy ghi {word} rồi đóng dấu lại."
PICTURED_NUMBER = "Chỗ ghi {word} là hình, máy không đọc được. Hãy nhìn lại: theo sổ phải là {word} {value}."
OTHER_SIGNER = (
    "Người ký trong tệp là {others}, không phải «{name}» như trong văn bản. Hãy trình đúng người ký, hoặc xem lại tên "
    "người ký của kế hoạch."
)
NO_SIGNER = "Tệp chưa có chữ ký của người ký «{name}». Hãy trình người ký ký trước rồi mới đóng dấu."
OTHER_SEAL = (
    "Tệp chưa có dấu (chữ ký số) của «{name}»; ngoài người ký chỉ có chữ ký của {others}. Hãy đóng dấu bằng chứng thư "
    "của cơ quan."
)
NO_SEAL = "Tệp mới có chữ ký của người ký, chưa có dấu (chữ ký số) của «{name}». Hãy đóng dấu rồi tải lại."
EARLY_SEAL = (
    "Tệp đã có dấu (chữ ký số) của «{name}» trong khi văn bản chưa được cấp số. Bước này chỉ nhận tệp có chữ ký của "
    "người ký; văn thư cấp số rồi mới đóng dấu."
)
SEAL_FIRST = (
    "Dấu của cơ quan được đóng trước chữ ký của người ký. Hãy ký lại theo thứ tự: người ký trước, đóng dấu sau."
)
TWICE = "«{name}» ký {times} lần trong tệp này."
ACCENTS = (
    "Tên trong chứng thư là «{found}», khác dấu so với «{name}» trong văn bản; hãy xem có đúng là một người không."
)
ALSO_SIGNED = "Tệp còn có chữ ký của {others}."
RESAVED = (
    "Công cụ ký số đã lưu lại tệp trước khi ký nên không so được từng byte; chữ và hình của từng trang đã được so với "
    "bản đã duyệt và giống nhau."
)
NOT_ASKED_ONLINE = "Chưa hỏi trực tuyến nơi cấp xem chứng thư có bị thu hồi không (hệ thống không nối ra ngoài)."


def future(name: str, moment: datetime) -> str:
    """Signed later than now."""
    return (
        f"Chữ ký của «{name}» ghi thời điểm ký là {when(moment)}, sau thời điểm hiện tại. Hãy chỉnh lại đồng hồ của "
        "máy ký rồi ký lại."
    )


def expired(name: str, valid_to: datetime, moment: datetime) -> str:
    """Signed after the certificate had run out."""
    return (
        f"Chứng thư của «{name}» đã hết hạn từ {when(valid_to)}, trước khi ký ({when(moment)}). Hãy gia hạn chứng thư "
        "rồi ký lại."
    )


def not_yet_valid(name: str, valid_from: datetime, moment: datetime) -> str:
    """Signed before the certificate began."""
    return (
        f"Chứng thư của «{name}» đến {when(valid_from)} mới có hiệu lực, sau khi ký ({when(moment)}). Hãy xem lại đồng "
        "hồ của máy ký rồi ký lại."
    )


def expired_since(name: str, valid_to: datetime) -> str:
    """Valid when signed, run out since, and no time stamp proves when that was."""
    return (
        f"Chứng thư của «{name}» hết hạn {when(valid_to)}, sau thời điểm ký ghi trong tệp; thời điểm đó không có dấu "
        "thời gian chứng minh."
    )


def pages(likeness: Likeness) -> str:
    """Which pages are missing, which are too many."""
    counts = f"bản đã duyệt có {likeness.approved_pages} trang, tệp này {likeness.pages} trang"
    if likeness.missing and not likeness.added:
        return f"Tệp thiếu trang {listed(likeness.missing)} của bản đã duyệt ({counts}). {AGAIN}"
    if likeness.added and not likeness.missing:
        return f"Tệp thừa trang {listed(likeness.added)} so với bản đã duyệt ({counts}). {AGAIN}"
    return f"Số trang của tệp khác bản đã duyệt ({counts}). {AGAIN}"


def listed(numbers: Iterable[int]) -> str:
    """«1», «1, 3», «1, 2, 3 …»: page numbers in a sentence, at most ten."""
    numbers = sorted(set(numbers))
    return ", ".join(map(str, numbers[:10])) + (" …" if len(numbers) > 10 else "")
