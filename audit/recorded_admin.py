"""Admin pages whose every save, deletion and import stands in the audit trail, field by field.

The apps' admins use `ModelAdmin` and `SheetAdminMixin` from here; lib, which lies below the trail, knows nothing of it.
"""

from collections.abc import Mapping
from typing import Any

from django.db import connection, models, transaction
from django.forms.models import _get_foreign_key
from django.utils import timezone
from import_export.results import RowResult

from audit.changes import Change, field_changes, known_names, row_picture
from audit.enums import EntryKind
from audit.recording import Happening, record_all
from lib import search_admin, sheet_admin
from lib.client_address import client_address


class RecordedMixin:
    """For any ModelAdmin. What is said of a row is what stood in the database before and after, inlines included."""

    trail_kind = EntryKind.CHANGE
    trail_by_acts: frozenset[str] = frozenset()
    """Which of «add», «change», «delete» are acts that write the trail themselves."""

    def trail_organisation_id(self, row) -> int | None:
        """Whose trail an entry about `row` belongs to; None: as `audit.recording.record` sees it."""
        return None

    def trail_of_deleted(self, row) -> list[Change]:
        """All that a row about to be deleted says."""
        return _changes(self.model, self._picture(row), {})

    def get_object(self, request, object_id, from_field=None):
        row = super().get_object(request, object_id, from_field)
        if row is not None and request.method == "POST" and connection.in_atomic_block:
            # Not in the table's own order: it may join rows that are not there, which PostgreSQL cannot lock.
            list(self.model._base_manager.select_for_update().filter(pk=row.pk).order_by().values("pk"))
            request.stood_there = self._picture(row)
        return row

    def log_addition(self, request, obj, message):
        if "add" not in self.trail_by_acts:
            self._record(request, "thêm", obj, _changes(self.model, {}, self._picture(obj)))
        return super().log_addition(request, obj, message)

    def log_change(self, request, obj, message):
        if "change" not in self.trail_by_acts:
            changes = _changes(self.model, request.stood_there, self._picture(obj))
            if changes:
                self._record(request, "sửa", obj, changes)
        return super().log_change(request, obj, message)

    def delete_model(self, request, obj):
        self._delete(request, [obj], lambda: super(RecordedMixin, self).delete_model(request, obj))

    def delete_queryset(self, request, queryset):
        self._delete(request, list(queryset), lambda: super(RecordedMixin, self).delete_queryset(request, queryset))

    def _delete(self, request, rows, delete) -> None:
        with transaction.atomic():
            happenings = [self._happening("xóa", row, self.trail_of_deleted(row)) for row in rows]
            delete()
            self._record_all(request, happenings)

    def _record(self, request, verb: str, row, changes: list[Change]) -> None:
        self._record_all(request, [self._happening(verb, row, changes)])

    def _record_all(self, request, happenings: list[Happening]) -> None:
        address = client_address(request)
        record_all(self.trail_kind, happenings, by=request.user, at=timezone.now(), address=address)

    def _happening(self, verb: str, row, changes: list[Change]) -> Happening:
        named = self.model(**{field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields})
        secrets = [change["field"] for change in changes if change.get("secret")]
        is_secret = verb == "sửa" and len(secrets) == len(changes)
        act = f"đặt {', '.join(secrets)}" if is_secret else f"{verb} {self.opts.verbose_name}"
        return Happening(act, named, self.trail_organisation_id(row), {"changes": changes})

    def _picture(self, row) -> dict[tuple[type[models.Model], int], tuple[str, dict[str, Any]]]:
        """What stands in `row` and in the rows of its inlines: {(model, key): (its name, values)}."""
        stored = self.model._base_manager.get(pk=row.pk)
        picture = {(self.model, row.pk): ("", row_picture(stored, with_many=True))}
        for inline in self.inlines:
            link = _get_foreign_key(self.model, inline.model, fk_name=inline.fk_name).name
            for other in inline.model._base_manager.filter(**{link: row.pk}).order_by("pk"):
                values = {name: value for name, value in row_picture(other).items() if name != f"{link}_id"}
                picture[inline.model, other.pk] = (f"{inline.model._meta.verbose_name} {other}", values)
        return picture


def _changes(model, old: Mapping, new: Mapping) -> list[Change]:
    found = []
    for key in {**old, **new}:
        (was_called, was), (is_called, now) = old.get(key, ("", None)), new.get(key, ("", None))
        if was != now:
            found += field_changes(key[0], was, now, of=is_called or was_called)
    return found


class ModelAdmin(RecordedMixin, search_admin.ModelAdmin):
    """The house's ModelAdmin, recorded."""


class SheetAdminMixin(sheet_admin.SheetAdminMixin):
    """Import and export; every row that a file added or changed is an entry of its own, named with the file."""

    def process_import(self, request, **kwargs):
        with transaction.atomic():
            return super().process_import(request, **kwargs)

    def generate_log_entries(self, result, request):
        super().generate_log_entries(result, request)
        pictures = []
        for row in result.rows:
            if row.import_type in (RowResult.IMPORT_TYPE_NEW, RowResult.IMPORT_TYPE_UPDATE):
                was = row.before if row.import_type == RowResult.IMPORT_TYPE_UPDATE else None
                pictures.append((row.instance, was, {name: getattr(row.instance, name) for name in row.written}))
        known = known_names(self.model, [picture for _, was, now in pictures for picture in (was or {}, now)])
        act, file = f"nhập {self.opts.verbose_name} từ tệp", request.POST.get("original_file_name", "")[:200]
        happenings = []
        for instance, was, now in pictures:
            details = {"file": file, "changes": field_changes(self.model, was, now, known=known)}
            happenings.append(Happening(act, instance, self.trail_organisation_id(instance), details))
        self._record_all(request, happenings)
