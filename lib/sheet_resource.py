"""Importing and exporting the rows of a table as a spreadsheet, the same rows out as in."""

from collections import defaultdict
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models
from import_export import resources
from import_export.results import Result, RowResult

from lib.sheet_cells import NamedRow
from lib.text import clean_line, fold


@dataclass
class _Row:
    """A row of the file that can be read."""

    outcome: RowResult
    instance: models.Model
    before: dict
    names: dict[str, str]  # attribute of a NamedRow → what the cell says


class SheetResource(resources.ModelResource):
    """Reads a sheet in three steps: cells to values, names to rows, all rows to the database at once.

    A subclass declares its columns with Vietnamese headings, `identity` and, where needed, `faults`. Errors stand at
    their row of the sheet; nothing is written unless every row is right. A row that says what the database says already
    is left alone. Rows go in by bulk statements: search keys are filled, `save()` and signals are not called.
    """

    class Meta:
        skip_diff = True
        store_row_values = True
        use_transactions = True
        use_bulk = True  # no savepoint for each row; rows are written in after_import
        chunk_size = 1000

    def identity(self, instance: models.Model, names: dict[str, str]) -> tuple:
        """What tells rows apart; a row of the file with the identity of a known row changes that row.

        `names` holds what the columns of other rows say, by attribute: those rows are not looked up yet.
        """
        raise NotImplementedError

    def complete(self, instance: models.Model) -> None:
        """Fill in or tidy what follows from other values, before rows are checked."""

    def faults(self, instance: models.Model) -> dict[str, str]:
        """{attribute: sentence} for what is wrong beyond single fields; may look at named rows, makes no query."""
        return {}

    # ---- out

    def filter_export(self, queryset, **kwargs):
        return queryset.select_related(*(field.attribute for field in self._named()))

    # ---- in

    def before_import(self, dataset, **kwargs):
        self._rows: list[_Row] = []
        self._first_row: dict[tuple, int] = {}
        self._columns = {field.column_name: field for field in self.get_import_fields()}
        try:
            dataset.headers = self._headings(dataset.headers)
        except ValueError:
            dataset.wipe()
            raise
        rows = self.filter_export(self.get_queryset())
        self._known = {self.identity(row, {f.attribute: f.export(row) for f in self._named()}): row for row in rows}

    def import_row(self, row, instance_loader, *, row_number, **kwargs) -> RowResult:
        outcome = RowResult()
        outcome.row_values, outcome.sheet_row, outcome.changed = row, row_number + 1, frozenset()
        row.pop("", None)
        if not any(str(value).strip() for value in row.values() if value is not None):
            outcome.import_type = RowResult.IMPORT_TYPE_SKIP
            return outcome
        values, names, faults = self._read(row)
        draft = self._meta.model(**values)
        instance = draft
        if not faults:
            self.complete(draft)
            key = self.identity(draft, names)
            instance = self._known.get(key, draft)
            if first := self._first_row.get(key):
                faults["__all__"] = f"Trùng với dòng {first}."
            self._first_row.setdefault(key, outcome.sheet_row)
        before = {name: getattr(instance, name) for name in self._written_attributes()} if instance.pk else {}
        if instance is not draft:
            for name in values:
                setattr(instance, name, getattr(draft, name))
        faults = self._field_faults(instance, values) | faults
        if faults:
            outcome.import_type = RowResult.IMPORT_TYPE_INVALID
            outcome.validation_error = self._at_columns(faults)
        else:
            outcome.import_type = RowResult.IMPORT_TYPE_UPDATE if instance.pk else RowResult.IMPORT_TYPE_NEW
            outcome.instance, outcome.before, outcome.written = instance, before, tuple(self._written_attributes())
            self._rows.append(_Row(outcome, instance, before, names))
        return outcome

    def after_import(self, dataset, result: Result, **kwargs):
        if result.has_errors():
            return
        targets = self._resolve_names(result)
        result.invalid_rows.sort(key=lambda row: row.number)
        if result.has_validation_errors():
            return
        new = [row.instance for row in self._rows if row.instance.pk is None]
        try:
            self._meta.model._default_manager.bulk_create(new, batch_size=500)
            for instance, attribute, target in targets:
                setattr(instance, attribute, target)
            changed = [row.instance for row in self._rows if self._note_changes(row, result)]
            self._meta.model._default_manager.bulk_create(
                changed,
                batch_size=500,
                update_conflicts=True,
                unique_fields=["id"],
                update_fields=[field.name for field in self._meta.model._meta.concrete_fields if not field.primary_key],
            )
        except IntegrityError as error:
            raise ValueError(
                "Có dòng trái với quy tắc của danh mục (ví dụ ngày kết thúc trước ngày bắt đầu, hoặc trùng một dòng đã "
                f"có): chưa nhập dòng nào. {self._constraint_sentence(error)}".strip()
            ) from error

    def _headings(self, headings: list[str]) -> list[str]:
        """The headings of the file as ours, accents, case and blanks aside. Raises ValueError with a sentence."""
        ours = {fold(name): name for name in self._columns}
        found, unknown = [], []
        for heading in map(clean_line, headings):
            if heading and fold(heading) not in ours:
                unknown.append(heading)
            found.append(ours.get(fold(heading), ""))
        expected = ", ".join(f"«{name}»" for name in self._columns)
        if unknown:
            raise ValueError(f"Không có cột {', '.join(f'«{name}»' for name in unknown)}. Các cột là: {expected}.")
        if twice := {name for name in found if name and found.count(name) > 1}:
            raise ValueError(f"Cột {', '.join(f'«{name}»' for name in sorted(twice))} có hai lần: hãy bỏ bớt một cột.")
        missing = [
            self.fields[name].column_name for name in self.required if self.fields[name].column_name not in found
        ]
        if missing:
            raise ValueError(f"Thiếu cột {', '.join(f'«{name}»' for name in missing)}. Các cột là: {expected}.")
        return found

    required: tuple[str, ...] = ()  # names of the columns without which rows cannot be told apart

    def _read(self, row) -> tuple[dict, dict[str, str], dict[str, str]]:
        """Values by attribute, names of other rows by attribute, faults by attribute."""
        values, names, faults = {}, {}, {}
        for heading, cell in row.items():
            field = self._columns[heading]
            try:
                value = field.widget.clean(cell, row=row)
            except ValueError as error:
                faults[field.attribute] = str(error)
                continue
            (names if isinstance(field, NamedRow) else values)[field.attribute] = value
        return values, names, faults

    def _field_faults(self, instance: models.Model, values: dict) -> dict[str, str]:
        every = {field.name for field in instance._meta.fields}
        try:
            instance.clean_fields(exclude=every - set(values))
        except ValidationError as error:
            return {name: " ".join(messages) for name, messages in error.message_dict.items()}
        return {}

    def _resolve_names(self, result: Result) -> list[tuple[models.Model, str, models.Model | None]]:
        """(row, attribute, row named) for every name in the file; names that mean nothing become invalid rows."""
        by_name = {field: self._by_name(field) for field in self._named()}
        targets = []
        for row in self._rows:
            faults = {}
            for field, known in by_name.items():
                if field.attribute not in row.names:
                    continue
                text, target = row.names[field.attribute], None
                try:
                    target = field.find(text, row.instance, known) if text else None
                except ValueError as error:
                    faults[field.attribute] = str(error)
                else:
                    targets.append((row.instance, field.attribute, target))
                    setattr(row.instance, field.attribute, target)
            faults = self.faults(row.instance) | faults
            if faults:
                row.outcome.import_type = RowResult.IMPORT_TYPE_INVALID
                result.append_invalid_row(row.outcome.sheet_row - 1, row.outcome.row_values, self._at_columns(faults))
            if row.instance.pk is None:
                for field in by_name:
                    setattr(row.instance, field.attribute, None)  # set again once every row has a key
        return targets

    def _by_name(self, field: NamedRow) -> dict[str, list[models.Model]]:
        known = list(self._known.values()) if field.model is self._meta.model else list(field.known())
        if field.model is self._meta.model:
            known += [row.instance for row in self._rows if row.instance.pk is None]
        by_name = defaultdict(list)
        for other in known:
            for name in {fold(name) for name in field.names(other) if name}:
                by_name[name].append(other)
        return by_name

    def _note_changes(self, row: _Row, result: Result) -> bool:
        """Whether a row is to be written over what stands in the database; counts rows that change nothing as left."""
        if row.outcome.import_type == RowResult.IMPORT_TYPE_NEW:
            return any(row.names.values())
        after = {name: getattr(row.instance, name) for name in row.before}
        row.outcome.changed = frozenset(
            self._heading(name) for name, value in after.items() if value != row.before[name]
        )
        if row.outcome.changed:
            return True
        row.outcome.import_type = RowResult.IMPORT_TYPE_SKIP
        result.totals[RowResult.IMPORT_TYPE_UPDATE] -= 1
        result.totals[RowResult.IMPORT_TYPE_SKIP] += 1
        return False

    def _constraint_sentence(self, error: IntegrityError) -> str:
        """The sentence of the constraint that `error` names, if it names one."""
        for constraint in self._meta.model._meta.constraints:
            fields = getattr(constraint, "fields", ())
            unique = ", ".join(f"{self._meta.model._meta.db_table}.{name}" for name in fields)
            if constraint.name in str(error) or (fields and unique in str(error)):
                return str(constraint.violation_error_message)
        return ""

    def _named(self) -> list[NamedRow]:
        return [field for field in self.fields.values() if isinstance(field, NamedRow)]

    def _written_attributes(self) -> list[str]:
        return [f"{f.attribute}_id" if isinstance(f, NamedRow) else f.attribute for f in self._columns.values()]

    def _heading(self, attribute: str) -> str:
        return next(
            (name for name, field in self._columns.items() if attribute in (field.attribute, f"{field.attribute}_id")),
            "",
        )

    def _at_columns(self, faults: dict[str, str]) -> ValidationError:
        return ValidationError({self._heading(name) or "Dòng này": [text] for name, text in faults.items()})
