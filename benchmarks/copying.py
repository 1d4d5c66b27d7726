"""Many rows at once, through PostgreSQL's COPY; what is not given gets the model's default."""

import json
from collections.abc import Iterable
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models


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
    statement = f'COPY "{model._meta.db_table}" ({names}) FROM STDIN'
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(tuple((columns | row).values()))


def settle(*tables: type[models.Model]) -> None:
    """Let the ids go on after those given, and let the planner know the tables, as in daily use."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), tables):
            cursor.execute(statement)
        cursor.execute("VACUUM ANALYZE")


def _plain(field: models.Field, value: Any) -> Any:
    return json.dumps(value) if isinstance(field, models.JSONField) else value
