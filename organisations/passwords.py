"""Rules for passwords beside Django's own (docs/decisions/passwords.md)."""

import re

from django.core.exceptions import ValidationError

from lib.text import fold

LONGEST = 128

# What Vietnamese offices choose first, folded and without digits: with a year or «123» behind it is no better.
COMMON = {
    "abc", "admin", "anhyeuem", "canbo", "congchuc", "coquan", "chuyenvien", "emyeuanh", "hanhchinh", "kehoach",
    "khongbiet", "lanhdao", "matkhau", "mothaiba", "motnamtamchin", "password", "phongban", "quantri", "qwerty",
    "sokehoach", "soanthao", "taikhoan", "tentoi", "tinhuy", "truongphong", "ubnd", "uybannhandan", "vanphong",
    "vanthu", "vietnam", "vietnammuonnam", "yeuem",
}  # fmt: skip


class LengthLimitValidator:
    """No longer than a sentence: hashing a megabyte would keep the server busy."""

    def validate(self, password, user=None):
        if len(password) > LONGEST:
            raise ValidationError(f"Mật khẩu dài quá {LONGEST} ký tự. Một câu ngắn dễ nhớ là đủ.", code="too_long")

    def get_help_text(self):
        return f"Mật khẩu không dài quá {LONGEST} ký tự."


class GuessableWordsValidator:
    """Not only a word that everybody in the office would try first, whatever digits and signs stand around it."""

    def validate(self, password, user=None):
        letters = re.sub(r"[^a-z]", "", fold(password))
        if letters in COMMON | _words_of_the_office(user) or len(set(password)) < 5:
            raise ValidationError(
                "Mật khẩu này dễ đoán: chỉ gồm một từ quen thuộc hoặc tên cơ quan kèm chữ số, hoặc lặp lại vài ký tự. "
                "Hãy ghép vài từ không liên quan thành một câu ngắn.",
                code="guessable",
            )

    def get_help_text(self):
        return "Mật khẩu không chỉ gồm tên cơ quan hay một từ quen thuộc."


class AnotherPasswordValidator:
    """Not the one that is in use: the one that somebody else has set must go."""

    def validate(self, password, user=None):
        if user is not None and user.pk and user.has_usable_password() and user.check_password(password):
            raise ValidationError("Mật khẩu mới giống mật khẩu đang dùng. Hãy đặt mật khẩu khác.", code="same")

    def get_help_text(self):
        return "Mật khẩu mới khác mật khẩu đang dùng."


def _words_of_the_office(user) -> set[str]:
    office = getattr(user, "organisation", None)
    if office is None:
        return set()
    return {re.sub(r"[^a-z]", "", fold(name)) for name in (office.name, office.short_name, office.symbol)}
