"""The parts of an .xlsx archive, walked through in a stream before anything is unpacked as a whole.

Found on the way: archives that unpack to far more than they seem, entities, cells far out, rows and columns that are
hidden, formulas without a value and cells that show an error, both of which calamine reads as empty.
"""

import posixpath
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from lib.refusals import Refused

LARGEST_SHEETS = 768 * 1024**2
LARGEST_STRINGS = 96 * 1024**2
LARGEST_OTHER = 32 * 1024**2
MOST_PARTS = 5_000
MOST_SAID = 100_000
_CHUNK = 1024**2
_CELL = re.compile(r"^([A-Z]{1,3})([0-9]{1,7})$")
_TOO_BIG = "Tệp mở ra quá lớn nên không đọc: hãy chép riêng bảng danh sách sang một tệp Excel mới rồi nộp lại."
_ENTITIES = "Tệp này có khai báo lạ bên trong, không phải do Excel tạo ra: hãy mở bằng Excel, lưu thành tệp mới."
_NO_TABLE = "Tệp này không phải bảng tính Excel (.xlsx): hãy mở bằng Excel, lưu thành .xlsx rồi nộp lại."


@dataclass
class Survey:
    """What stands in a sheet beside its values. `said` is row number → column (from 0) → the text of a formula without
    a value, or of an error; `area` how many cells the rectangle of all values has."""

    said: dict[int, dict[int, str]] = field(default_factory=lambda: defaultdict(dict))
    said_count: int = 0
    hidden_rows: list[int] = field(default_factory=list)
    has_hidden_columns: bool = False
    last_row: int = 0
    last_column: int = 0
    far_cell: str = ""

    @property
    def area(self) -> int:
        return self.last_row * self.last_column

    def notices(self) -> list[str]:
        """Sentences about what the writer of the file may not see in Excel."""
        found = []
        if self.hidden_rows:
            shown = ", ".join(map(str, self.hidden_rows[:5])) + ("…" if len(self.hidden_rows) > 5 else "")
            found.append(f"Có dòng đang bị ẩn trong Excel (dòng {shown}): vẫn đọc như các dòng khác, hãy kiểm tra.")
        if self.has_hidden_columns:
            found.append("Có cột đang bị ẩn trong Excel: vẫn đọc như các cột khác.")
        return found


def survey(archive: zipfile.ZipFile) -> dict[str, Survey]:
    """Walk through all parts; return what was found by the name of the sheet. Raises Refused."""
    members = archive.infolist()
    if len(members) > MOST_PARTS:
        raise Refused(_TOO_BIG)
    names = {member.filename for member in members}
    if "xl/workbook.xml" not in names and not any(name.endswith("/workbook.bin") for name in names):
        workbook = next((name for name in names if name.lower().endswith("workbook.xml")), None)
        if workbook is None:
            raise Refused(_NO_TABLE)
    sheets, found = _sheets(archive, names), {}
    budget = {"sheets": LARGEST_SHEETS, "strings": LARGEST_STRINGS, "other": LARGEST_OTHER}
    for member in members:
        name = member.filename
        kind = "sheets" if name in sheets else "strings" if name.endswith("sharedStrings.xml") else "other"
        if kind == "other" and not _is_read(name):
            continue  # pictures, macros, links: nobody opens them
        chunks = _chunks(archive, member, budget, kind)
        if kind == "sheets":
            found[sheets[name]] = _walk(chunks)
        else:
            for chunk in chunks:
                if b"<!DOCTYPE" in chunk or b"<!ENTITY" in chunk:
                    raise Refused(_ENTITIES)
    return found


def _is_read(name: str) -> bool:
    """Whether calamine reads the part."""
    return name.endswith((".rels", ".bin")) or posixpath.basename(name) in {
        "workbook.xml", "styles.xml", "[Content_Types].xml",
    }  # fmt: skip


def _chunks(archive: zipfile.ZipFile, member: zipfile.ZipInfo, budget: dict[str, int], kind: str) -> Iterator[bytes]:
    with archive.open(member) as part:
        while chunk := part.read(_CHUNK):
            budget[kind] -= len(chunk)
            if budget[kind] < 0:
                raise Refused(_TOO_BIG)
            yield chunk


def _sheets(archive: zipfile.ZipFile, names: set[str]) -> dict[str, str]:
    """Part → name of the sheet, as the workbook and its relations say."""
    if "xl/workbook.xml" not in names or "xl/_rels/workbook.xml.rels" not in names:
        return {}
    targets, found = {}, {}

    def relation(tag: str, attributes: dict[str, str]) -> None:
        if tag.rpartition(":")[2] == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
            targets[attributes.get("Id", "")] = path

    def sheet(tag: str, attributes: dict[str, str]) -> None:
        if tag.rpartition(":")[2] == "sheet":
            key = next((v for k, v in attributes.items() if k.rpartition(":")[2] == "id" and ":" in k), "")
            if key in targets:
                found[targets[key]] = attributes.get("name", "")

    budget = {"other": LARGEST_OTHER}
    for path, handler in (("xl/_rels/workbook.xml.rels", relation), ("xl/workbook.xml", sheet)):
        parser = _parser()
        parser.StartElementHandler = handler
        _feed(parser, _chunks(archive, archive.getinfo(path), budget, "other"))
    return found


def _parser() -> Any:
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def refuse(*_: object) -> None:
        raise Refused(_ENTITIES)

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    return parser


def _feed(parser: Any, chunks: Iterator[bytes]) -> None:
    for chunk in chunks:
        parser.Parse(chunk, False)
    parser.Parse(b"", True)


class _Walker:
    """Follows the elements of one sheet."""

    def __init__(self) -> None:
        self.survey = Survey()
        self.cell: dict[str, str] = {}
        self.inside = ""
        self.has_value = False
        self.formula: list[str] | None = None
        self.value = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = tag.rpartition(":")[2]
        if tag == "c":
            self.cell, self.has_value, self.formula, self.value = attributes, False, None, ""
        elif tag in {"v", "is"}:
            self.inside = "v"
            self.has_value = self.has_value or self.cell.get("t") == "str"  # a formula whose result is an empty text
        elif tag == "f":
            self.inside, self.formula = "f", []
        elif tag == "row" and attributes.get("hidden") in {"1", "true"} and len(self.survey.hidden_rows) < 1000:
            self.survey.hidden_rows.append(int(attributes.get("r", "0")))
        elif tag == "col" and attributes.get("hidden") in {"1", "true"}:
            self.survey.has_hidden_columns = True

    def text(self, text: str) -> None:
        if self.inside == "v":
            self.has_value, self.value = True, self.value or text[:100]
        elif self.inside == "f" and self.formula is not None:
            self.formula.append(text[:100])

    def end(self, tag: str) -> None:
        tag = tag.rpartition(":")[2]
        if tag in {"v", "is", "f"}:
            self.inside = ""
        if tag != "c" or not (self.has_value or self.formula is not None):
            return
        place = _CELL.match(self.cell.get("r", ""))
        if place is None:
            return
        row, column = int(place[2]), _column_number(place[1])
        survey = self.survey
        if row * column > survey.last_row * survey.last_column:
            survey.far_cell = place[0]
        survey.last_row, survey.last_column = max(survey.last_row, row), max(survey.last_column, column)
        if not self.has_value:
            self._say(row, column, "=" + "".join(self.formula or [])[:100])
        elif self.cell.get("t") == "e":
            self._say(row, column, self.value)
        self.formula, self.has_value = None, False

    def _say(self, row: int, column: int, text: str) -> None:
        survey = self.survey
        survey.said_count += 1
        if survey.said_count <= MOST_SAID and column <= 100:
            survey.said[row][column - 1] = text


def _walk(chunks: Iterator[bytes]) -> Survey:
    walker, parser = _Walker(), _parser()
    parser.StartElementHandler, parser.EndElementHandler = walker.start, walker.end
    parser.CharacterDataHandler = walker.text
    _feed(parser, chunks)
    survey = walker.survey
    survey.hidden_rows = [row for row in survey.hidden_rows if row <= survey.last_row]
    return survey


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
