"""The database itself refuses to change the trail: triggers on both tables, for PostgreSQL and SQLite.

They stop programs, scripts and administrators who write SQL by mistake or on the quiet. Who owns the database can drop
them; what such a person changes afterwards is found by `manage.py verify_audit`.

SQLite makes a table anew when a later migration changes it, and drops its triggers then: such a migration must run
`install` again (a test looks whether the triggers stand).
"""

from django.db.backends.base.base import BaseDatabaseWrapper

SENTENCE = "Nhật ký chỉ được ghi thêm, không được sửa hay xóa."

_FORWARD = "NEW.count <= OLD.count OR NEW.last_id <= OLD.last_id OR NEW.id <> OLD.id"

_SQLITE = {
    (table, f"{table}_{name}"): f"CREATE TRIGGER {table}_{name} BEFORE {event} ON {table} {condition} "
    f"BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END"
    for table, name, event, condition in [
        ("audit_entry", "is_not_changed", "UPDATE", ""),
        ("audit_entry", "is_not_deleted", "DELETE", ""),
        ("audit_chainhead", "goes_forward", "UPDATE", f"WHEN {_FORWARD}"),
        ("audit_chainhead", "is_not_deleted", "DELETE", ""),
    ]
}

_POSTGRESQL_FUNCTIONS = f"""
CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '{SENTENCE}' USING ERRCODE = 'restrict_violation';
END $$;
CREATE OR REPLACE FUNCTION audit_refuse_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE has_rows boolean;
BEGIN
    EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I)', TG_TABLE_NAME) INTO has_rows;
    IF has_rows THEN
        RAISE EXCEPTION '{SENTENCE}' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END $$;
"""
_POSTGRESQL = {
    (table, f"{table}_{name}"): f"CREATE TRIGGER {table}_{name} BEFORE {event} ON {table} FOR EACH {each} "
    f"EXECUTE FUNCTION {function}()"
    for table, name, event, each, function in [
        ("audit_entry", "is_not_changed", "UPDATE OR DELETE", "ROW", "audit_refuse"),
        ("audit_entry", "is_not_emptied", "TRUNCATE", "STATEMENT", "audit_refuse_truncate"),
        ("audit_chainhead", "goes_forward", "UPDATE", f"ROW WHEN ({_FORWARD})", "audit_refuse"),
        ("audit_chainhead", "is_not_deleted", "DELETE", "ROW", "audit_refuse"),
        ("audit_chainhead", "is_not_emptied", "TRUNCATE", "STATEMENT", "audit_refuse_truncate"),
    ]
}


def install(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers on both tables. Raises a database error when they stand already."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRESQL_FUNCTIONS)
        for statement in _triggers(connection).values():
            cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away: for undoing the migration, and for tests that empty their database."""
    with connection.cursor() as cursor:
        for table, name in _triggers(connection):
            cursor.execute(
                f"DROP TRIGGER IF EXISTS {name}" + (f" ON {table}" if connection.vendor == "postgresql" else "")
            )


def missing(connection: BaseDatabaseWrapper) -> set[str]:
    """Names of the triggers that should stand in this database and do not (on PostgreSQL: or are disabled)."""
    query = (
        "SELECT tgname FROM pg_trigger WHERE tgenabled IN ('O', 'A')"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {name for _, name in _triggers(connection)} - {name for (name,) in cursor.fetchall()}


def _triggers(connection: BaseDatabaseWrapper) -> dict[tuple[str, str], str]:
    return _POSTGRESQL if connection.vendor == "postgresql" else _SQLITE
