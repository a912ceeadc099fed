"""Faults in lines and numbers, the same for the page and the command."""

from collections.abc import Iterator

from trainings.rosters.checking import Checked
from trainings.rosters.faults import Fault
from trainings.rosters.lists import NameList


def fault_line(fault: Fault) -> str:
    """«Ô D12 (Hưởng lương từ NSNN): «x»: Đánh dấu cả hai cột…»; a warning says that it is one."""
    quote = f" «{' '.join(fault.quote.splitlines())}»" if fault.quote else " trống"
    grave = "" if fault.is_error else "Lưu ý: "
    return f"{fault.cell[0].upper()}{fault.cell[1:]} ({fault.heading}),{quote}: {grave}{fault.sentence}"


def fault_lines(checked: Checked) -> Iterator[str]:
    """A line for each fault, in the order of the file."""
    return (fault_line(fault) for fault in checked.faults)


def summary_lines(found: NameList, checked: Checked) -> Iterator[str]:
    """How many rows are right and wrong, and which rows are no people."""
    for skipped in found.picked.skipped:
        yield f"Bỏ qua dòng {skipped.row} ({skipped.reason}): {skipped.quote}"
    warned = sum(1 for fault in checked.faults if not fault.is_error)
    yield f"{len(checked.rows)} dòng đúng, {len(checked.bad)} dòng có lỗi, {warned} lưu ý."
