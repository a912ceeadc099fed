"""People's names as lists write them: what is no name, and how a name would be written."""

import re

_TITLE = re.compile(r"^(?:ông|bà|anh|chị|cô|chú|bác|em|đ/c|đồng chí|ô|b|ô/b|mr|ms|mrs)\s*[.:]?\s+(?=\S)", re.IGNORECASE)
_SURE_TITLE = re.compile(r"^(?:đ/c|đồng chí|mr|ms|mrs|ô\.|b\.|ông|bà)\b", re.IGNORECASE)
_BRACKET = re.compile(r"\s*[(\[{].*$")
_ALLOWED = re.compile(r"[^\W\d_]|[ .'’ʼ`\-]")
_TWO_PEOPLE = re.compile(r"[,;/&+\n]|[A-ZĐ]\S* \S+ và \S+ \S+")  # «Và» is a family name, too
_FORMULA = re.compile(r"^[=+@]|^-(?!\w)")


def fault_of(name: str) -> tuple[str, str, str] | None:  # noqa: PLR0911
    """What makes a (cleaned, not empty) `name` unusable: (kind, sentence, suggestion); None when nothing does."""
    if _FORMULA.match(name):
        return "name_signs", "Ô này có dấu của công thức, không phải họ tên: hãy gõ họ và tên.", ""
    if any(c.isdigit() for c in name):
        plain = re.sub(r"^\s*\d+\s*[.)/:-]?\s*", "", name)
        is_numbered = plain != name and not any(c.isdigit() for c in plain) and bool(plain)
        what = "bỏ số thứ tự phía trước" if is_numbered else "hãy ghi đúng họ và tên"
        return "name_digits", f"Họ tên có chữ số: {what}.", suggested(plain) or plain if is_numbered else ""
    if _BRACKET.search(name) and name[0] not in "([{":
        plain = _BRACKET.sub("", name)
        return (
            "name_brackets",
            "Họ tên có phần trong ngoặc: chỉ để họ và tên, phần còn lại ghi vào cột Chức vụ hoặc Ghi chú.",
            suggested(plain) or plain,
        )
    if _TWO_PEOPLE.search(name):
        return "name_two_people", "Ô này như có tên hai người: mỗi người ghi một dòng riêng.", ""
    if "?" in name:
        return "name_lost_letters", "Họ tên bị mất dấu thành «?» khi lưu tệp: hãy gõ lại họ và tên.", ""
    strange = next((c for c in name if not _ALLOWED.match(c)), "")
    if strange:
        return "name_signs", f"Họ tên có ký tự lạ «{strange}»: hãy gõ lại họ và tên.", ""
    if not any(c.isalpha() for c in name):
        return "name_signs", "Ô này không phải họ tên: hãy gõ họ và tên.", ""
    return None


def suggested(name: str) -> str:
    """How `name` would be written in a list: each word with a capital, nothing before it («Ông», «Đ/c»); empty when
    it stands so already. Words that mix capitals on purpose («H'Bia», «Y-Moan») stay."""
    plain = _TITLE.sub("", name) if _has_title(name) else name
    plain = plain.strip(" .-")
    right = " ".join(_capital(word, is_shouted=plain.isupper()) for word in plain.split())
    return right if right and right != name else ""


def is_single_word(name: str) -> bool:
    """Whether a name has only one word: a family name or a given name is missing."""
    return len(re.split(r"[ \-'’ʼ.]+", name.strip(" .-"))) < 2


def _has_title(name: str) -> bool:
    """«Ông Nguyễn Văn An»; a person may well be called Bà Thị Ông, so only with at least two words behind it."""
    return bool(_SURE_TITLE.match(name)) and len(name.split()) >= 3


def _capital(word: str, *, is_shouted: bool) -> str:
    parts = re.split(r"([-'’ʼ`.])", word)
    return "".join(_capital_part(part, is_shouted=is_shouted) for part in parts)


def _capital_part(part: str, *, is_shouted: bool) -> str:
    if not part or not part[0].isalpha():
        return part
    if part.islower():
        return part[0].upper() + part[1:]
    if len(part) > 1 and (is_shouted or part.isupper() or not part[1:].islower()):
        return part[0].upper() + part[1:].lower()
    return part
