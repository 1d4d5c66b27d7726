"""Many rows at once, through COPY or `executemany`; what is not given gets the model's default."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models, transaction


def copy_in(model: type[models.Model], rows: Iterable[dict[str, Any]]) -> None:
    """Write ``rows`` of column values; an id that is in no row is left to the database."""
    rows = list(rows)
    if not rows:
        return
    columns = {
        field.column: _plain(field, field.get_default())
        for field in model._meta.concrete_fields
        if not field.generated and (not field.primary_key or field.column in rows[0])
    }
    names = ", ".join(f'"{name}"' for name in columns)
    if connection.vendor == "sqlite":
        return _insert(model, names, columns, rows)
    statement = f'COPY "{model._meta.db_table}" ({names}) FROM STDIN'
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(tuple((columns | row).values()))


def _insert(model: type[models.Model], names: str, columns: dict, rows: list[dict]) -> None:
    prepare = {
        field.column: field.get_db_prep_save
        for field in model._meta.concrete_fields
        if not isinstance(field, models.JSONField)
    }
    given = set(rows[0]) | set(columns)
    moments = [column for column in columns if column in given and column in prepare]
    values = []
    for row in rows:
        full = columns | row
        for column in moments:
            full[column] = prepare[column](full[column], connection)
        values.append(tuple(full.values()))
    marks = ", ".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        cursor.executemany(
            f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES ({marks})',  # noqa: S608
            values,
        )


@contextmanager
def in_one_go(*large: type[models.Model]) -> Iterator[None]:
    """Meanwhile nothing is checked, and the ``large`` tables have no indexes but their key's.

    On PostgreSQL, where filling an index row by row takes several times as long as building it.
    """
    if connection.vendor == "sqlite":
        with transaction.atomic():
            yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")  # no foreign keys are looked up
        again = [statement for model in large for statement in _take_down(cursor, model)]
    yield
    with connection.cursor() as cursor:
        cursor.execute("SET maintenance_work_mem = '512MB'")
        for statement in again:
            cursor.execute(statement)
        cursor.execute("RESET session_replication_role")


def _take_down(cursor: Any, model: type[models.Model]) -> list[str]:
    """Drop the table's secondary indexes; returns what makes them again."""
    table, again = model._meta.db_table, []
    cursor.execute(
        "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint "
        "WHERE conrelid = %s::regclass AND contype = 'u' "
        "AND NOT EXISTS (SELECT FROM pg_constraint other WHERE other.conindid ="
        " pg_constraint.conindid AND other.contype = 'f')",
        [table],
    )
    for name, definition in cursor.fetchall():
        cursor.execute(f'ALTER TABLE "{table}" DROP CONSTRAINT "{name}"')
        again.append(f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}" {definition}')
    cursor.execute(
        "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = %s AND NOT EXISTS "
        "(SELECT FROM pg_constraint WHERE conname = indexname)",
        [table],
    )
    for name, definition in cursor.fetchall():
        cursor.execute(f'DROP INDEX "{name}"')
        again.append(definition)
    return again


def settle(*tables: type[models.Model]) -> None:
    """Let the ids go on after those given, and let the planner know the tables, as in daily use."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), tables):
            cursor.execute(statement)
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def _plain(field: models.Field, value: Any) -> Any:
    return json.dumps(value) if isinstance(field, models.JSONField) else value
