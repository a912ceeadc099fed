"""How a document is laid out: the choices that Nghị định 30/2020 leaves to the office, with our defaults (mm, pt)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Layout:
    """Page layout inside the legal ranges (Phụ lục I, I.3 and V). `body_pt` 14 is profile P14, 13 is P13: sizes of
    Quốc hiệu, Tiêu ngữ, place and body grow and shrink together (footnote of table V)."""

    body_pt: int = 14
    margin_top: float = 20
    margin_bottom: float = 20
    margin_left: float = 30
    margin_right: float = 15
    first_line_indent: float = 12.7
    line_spacing: float = 1.0  # 1.0 («dòng đơn») to 1.5 lines, as Word counts them
    paragraph_gap_pt: float = 6

    @property
    def national_pt(self) -> int:
        """Size of Quốc hiệu and of the names of organisations."""
        return self.body_pt - 1


HOUSE_LAYOUT = Layout()
