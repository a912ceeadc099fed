"""What is wrong in a list, said so that the writer finds it and knows what to do."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """An error keeps the row out until it is mended; a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault in one cell.

    `row` and `column` are Excel's (column is empty for typed rows), `heading` and `quote` the file's own words; numbers
    of identity cards, phones and ethnic groups are quoted masked. `sentence` says what to do. `suggestion` is what
    could stand in `field` instead, empty when nobody can know.
    """

    kind: str
    row: int
    field: str
    column: str
    heading: str
    quote: str
    sentence: str
    severity: Severity = Severity.ERROR
    suggestion: str = ""

    @property
    def is_error(self) -> bool:
        return self.severity == Severity.ERROR

    @property
    def cell(self) -> str:
        """«ô D12»; for typed rows, and where the table has no such column, «dòng 12»."""
        return f"ô {self.column}{self.row}" if self.column else f"dòng {self.row}"

    @property
    def is_about_twins(self) -> bool:
        """Whether a person may let it stand by saying that two people are meant."""
        return self.kind in {"duplicate_in_list", "duplicate_in_course"} and self.is_error
