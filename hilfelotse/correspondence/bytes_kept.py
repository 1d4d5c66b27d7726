"""Raw mails in and out of the database without six copies of 25 MB in memory.

Django writes values into the text of a statement, bytes as hex, and reads them as hex: on
PostgreSQL they go through the driver in binary instead, on the same connection and transaction.
"""

import hashlib
from typing import Any

from django.db import connection

from hilfelotse.correspondence.models import RawMail

_TABLE = RawMail._meta.db_table


def keep(content: bytes, size: int) -> int:
    """Store the bytes of a mail; the id of their row."""
    digest = hashlib.sha256(content).hexdigest()
    if connection.vendor != "postgresql":
        return RawMail.objects.create(content=content, size=size, digest=digest).pk
    statement = f"INSERT INTO {_TABLE} (content, size, digest) VALUES (%b, %s, %s) RETURNING id"  # noqa: S608
    return int(_ask(statement, (content, size, digest))[0])


def bring(raw_id: int) -> bytes:
    """The bytes of a mail. Raises RawMail.DoesNotExist."""
    if connection.vendor != "postgresql":
        return bytes(RawMail.objects.values_list("content", flat=True).get(pk=raw_id))
    row = _ask(f"SELECT content FROM {_TABLE} WHERE id = %s", (raw_id,))  # noqa: S608
    if row is None:
        raise RawMail.DoesNotExist
    return row[0]


def _ask(statement: str, values: tuple[Any, ...]) -> Any:
    import psycopg

    connection.ensure_connection()
    with (
        connection.wrap_database_errors,
        psycopg.Cursor(connection.connection, row_factory=psycopg.rows.tuple_row) as cursor,
    ):
        cursor.execute(statement, values, binary=True)
        return cursor.fetchone()
