"""Letters of PDFs that Ghostscript made of Word's: without a table of letters they come out as numbers of glyphs.

«KẾ HOẠCH» is read as «.ӂ +2Ҥ&+» there: each sign stands for the place of its glyph in Times New Roman. Letters of the
other fonts of such a file are taken for those of old Macintoshes («L‡o Cai»). Nothing is changed in other files.
"""

from __future__ import annotations

# Glyphs 98–255 of Times New Roman: the standard Macintosh order without its blank and its apple.
_MACINTOSH_ORDER = (
    "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄¤‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔÒÚÛÙıˆ˜¯˘˙"
    "˚¸˝˛ˇŁłŠšŽž¦ÐðÝýÞþ−×¹²³½¼¾₣ĞğİŞşĆćČčđ"
)
_FIRST_VIETNAMESE = 0x1EA0  # Ạ; to 0x1EF9, ỹ, the glyphs stand in the order of Unicode
_COUNT = 0x1EFA - _FIRST_VIETNAMESE

_COMMON = (
    {glyph: chr(glyph + 29) for glyph in range(3, 98)}
    | {98 + place: letter for place, letter in enumerate(_MACINTOSH_ORDER)}
    | {0x102: "Ă", 0x103: "ă", 0x108: "Đ", 0x1AC: "Ĩ", 0x1AD: "ĩ", 0x1C9: "Ũ", 0x1CA: "ũ", 0x1E3: "Ỳ", 0x1E4: "ỳ"}
)


def _glyphs(*, horned: int, first: int) -> dict[int, str]:
    """The glyphs of a face whose «Ơ ơ Ư ư» begin at `horned` and whose «Ạ ạ Ả ả …» begin at `first`."""
    vietnamese = {first + place: chr(_FIRST_VIETNAMESE + place) for place in range(_COUNT)}
    return _COMMON | {horned + place: letter for place, letter in enumerate("ƠơƯư")} | vietnamese


_UPRIGHT = _glyphs(horned=0x46A, first=0x4A4)
_ITALIC = _glyphs(horned=0x2EE, first=0x328)
_FROM_MACINTOSH = {
    bytes([code]).decode("mac_roman"): bytes([code]).decode("cp1252")
    for code in range(0x80, 0x100)
    if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D, 0xCA)
} | {"£": "Á"}


_MACINTOSH_ONLY = frozenset("‡‚„˝˙˘ıˆ˜")


def letter_of_glyph(glyph: int, font_name: str) -> str:
    """The letter of a glyph number in `font_name` («TimesNewRomanPS-BoldMT»); the sign itself when it is not known."""
    name = font_name.lower()
    if "times" not in name:
        return chr(glyph)
    return (_ITALIC if "italic" in name else _UPRIGHT).get(glyph, chr(glyph))


def is_macintosh(signs: set[str]) -> bool:
    """Whether letters among `signs` were taken for Macintosh ones: signs that no Vietnamese text has, two at least."""
    return len(signs & _MACINTOSH_ONLY) >= 2


def from_macintosh(letter: str) -> str:
    """The Windows letter that was taken for a Macintosh one: «‡» → «à»; other letters as they are."""
    return _FROM_MACINTOSH.get(letter, letter)
