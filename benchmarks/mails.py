"""Mails: ten thousand read without growing, and hostile ones that cost two seconds at most.

A hostile mail goes the whole way, stored and filed, in a process of its own. Seconds are those of
its CPU beyond what starting Django costs; megabytes are all that the process ever had.

    python -m benchmarks.mails FILE      (one mail, as a child of `make bench`)
"""

import gc
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.table import Table

SECONDS, MEGABYTES = 2.0, 200
READ, GROWTH_MB = 10_000, 8
MB = 1024 * 1024
_SIZE = 25 * MB


def run(table: Table) -> None:
    """Measure both; what breaks a limit is remembered by the table."""
    table.head("mails")
    table.number(f"{READ:,} mails read: growth", round(growth(), 1), GROWTH_MB, " MB")
    for name, content in hostile():
        seconds, megabytes = cost(content)
        table.number(f"hostile mail: {name}", round(seconds, 2), SECONDS, " s")
        table.number(f"hostile mail: {name}", round(megabytes), MEGABYTES, " MB")


def growth() -> float:
    """Megabytes that this process gains while it reads mails of every shape."""
    from hilfelotse.correspondence.parse import parse
    from tests.correspondence.mails import mutations

    for content in mutations(1, 1_000):
        parse(content)
    before = _megabytes("VmRSS")
    for content in mutations(2, READ):
        parse(content)
    gc.collect()
    return max(_megabytes("VmRSS") - before, 0.0)


def hostile() -> Iterator[tuple[str, bytes]]:
    """Mails of 25 MB that want to keep a reader busy, each in its own way."""
    from tests.correspondence.mails import FROM, nested, raw

    mixed = "Content-Type: multipart/mixed; boundary=b"
    pdf = b"--b\r\nContent-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    yield "one attachment", raw(FROM, mixed, body=pdf + b"QUJD" * (_SIZE // 4) + b"\r\n--b--")
    yield "millions of parts", raw(FROM, mixed, body=b"--b\r\n\r\na\r\n" * (_SIZE // 10))
    yield "nested 100 deep, each large", nested(100, b"\r\n" + b"x\r\n" * (_SIZE // 3))
    yield "nested 5,000 deep", nested(5_000)
    yield "millions of headers", b"a: b\r\n" * (_SIZE // 6)
    yield "one endless header", b"Subject: " + b"x" * _SIZE
    yield "boundaries without end", raw(FROM, mixed.replace("=b", "=-"), body=b"-" * _SIZE)
    yield "one word", raw(FROM, body=b"a" * _SIZE)
    yield "empty lines", raw(FROM, body=b"\n" * _SIZE)
    yield "tangled HTML", raw(FROM, "Content-Type: text/html", body=b"<b id=1><p>" * (_SIZE // 11))
    yield "HTML of ampersands", raw(FROM, "Content-Type: text/html", body=b"&" * _SIZE)
    yield (
        "quoted-printable",
        raw(FROM, "Content-Transfer-Encoding: quoted-printable", body=b"=C3=A4" * (_SIZE // 6)),
    )
    yield "broken base64", raw(FROM, mixed, body=pdf + b"QUJ=D!" * (_SIZE // 6))
    yield "only NUL", b"\x00" * _SIZE


def cost(content: bytes) -> tuple[float, float]:
    """Seconds and megabytes that a process needs to store and file the mail."""
    with tempfile.NamedTemporaryFile() as file:
        file.write(content)
        file.flush()
        command = [sys.executable, "-m", "benchmarks.mails", file.name]
        said = subprocess.run(command, check=True, stdout=subprocess.PIPE, env=os.environ)
    return tuple(json.loads(said.stdout))


def _in_own_process(path: str) -> None:
    import django

    django.setup()
    from hilfelotse.correspondence import mailbox
    from hilfelotse.intake.mail import file_mail

    content = Path(path).read_bytes()
    begin = time.process_time()
    mail_id = mailbox.store(mailbox="bench", content=content).mail_id
    del content
    mail = file_mail(mail_id)
    seconds = time.process_time() - begin
    assert mail.state != "stored", "it was not filed"
    print(json.dumps([seconds, _megabytes("VmHWM")]))


def _megabytes(what: str) -> float:
    """From the kernel's account of this process; its own child would inherit ``ru_maxrss``."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(f"{what}:"))


if __name__ == "__main__":
    _in_own_process(sys.argv[1])
