"""Numbers of people, classes and money in a text: what somebody must look at again when a plan was copied."""

from documents.quantities import MONEY, PEOPLE, quantities_in

_LOOKED_AT = {
    MONEY,
    PEOPLE,
    "hộ",
    "lượt",
    "lớp",
    "cuộc",
    "đoàn",
    "mô hình",
    "con",
    "buổi",
    "đợt",
    "huyện",
    "xã",
    "thôn",
}
FIGURES_TOLD = 6


def figures(text: str) -> tuple[str, ...]:
    """The quantities of people, groups and money that `text` states, as printed, each once, in order."""
    found = (quantity for quantity in quantities_in(text) if quantity.group in _LOOKED_AT)
    return tuple(dict.fromkeys(" ".join(quantity.text.split()) for quantity in found))


def told(found: tuple[str, ...]) -> str:
    """`found` as one line: «02 lớp; 84 học viên; …»."""
    more = "; …" if len(found) > FIGURES_TOLD else ""
    return "; ".join(found[:FIGURES_TOLD]) + more
