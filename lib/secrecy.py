"""Finding marks of secrecy: papers that hold state secrets must not be made on a networked machine."""

import re
import unicodedata

REFUSAL = (
    "Phần mềm này không dùng cho văn bản có bí mật nhà nước (Luật Bảo vệ bí mật nhà nước): hãy soạn trên máy tính "
    "độc lập, không nối mạng. Nếu văn bản không mật, hãy bỏ dấu chỉ độ mật."
)

_IN_CAPITALS = re.compile(r"(?<!\w)(TUYỆT MẬT|TỐI MẬT|(?<!BÍ )MẬT)(?!\w)")
_HIGHEST = re.compile(r"(?<!\w)(TUYỆT MẬT|TỐI MẬT)(?!\w)")
_IN_BRACKETS = re.compile(r"[(\[«]\s*(tuyệt mật|tối mật|mật)\s*[)\]»]", re.IGNORECASE)
_AT_THE_HEAD = re.compile(r"(?:độ mật\s*[:–-]\s*)?(tuyệt mật|tối mật|mật)(?:\s*[:–.-]|$)", re.IGNORECASE)


def secret_mark(text: str) -> str:
    """The mark of secrecy that a line of `text` bears, as written: «MẬT», «Tối mật»; empty when there is none.

    Words about secrets are no mark: «bảo vệ bí mật nhà nước», «nuôi ong lấy mật», also in a line all in capitals.
    """
    for line in unicodedata.normalize("NFC", text).split("\n"):
        words = " ".join(line.split())
        capitals = _HIGHEST if words.isupper() else _IN_CAPITALS
        if found := capitals.search(words) or _IN_BRACKETS.search(words) or _AT_THE_HEAD.match(words):
            return found[1]
    return ""
