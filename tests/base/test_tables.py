import io
import time

import pytest

from hilfelotse.base import tables
from hilfelotse.base.tables import NotATable, TooLarge


@pytest.mark.parametrize("cell", ["=1+1", "+49 511", "-3", "@SUM(A1)", "\tx", "\rx"])
def test_no_cell_is_a_formula(cell):
    assert tables.safe(cell) == f"'{cell}"


def test_what_is_written_is_read_again():
    rows = [["Titel", "Anzahl"], ["=HYPERLINK(1)", "3"], ["Größe; „38“", "+1"]]
    assert tables.read(io.BytesIO(tables.write(rows))) == rows
    assert tables.write(rows).startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_every_spreadsheet_is_understood(encoding, delimiter):
    text = f"Titel{delimiter}Anzahl\r\nGrüße{delimiter}2\r\n\r\n"
    read = tables.read(io.BytesIO(text.encode(encoding)))
    assert read == [["Titel", "Anzahl"], ["Grüße", "2"]]


@pytest.mark.parametrize("raw", [b"", b" \n", b"PK\x03\x04\x00\x00", b"\x89PNG\r\n\x1a\n\x00"])
def test_binary_junk_is_no_table(raw):
    with pytest.raises(NotATable):
        tables.read(io.BytesIO(raw))


def test_a_million_rows_cost_nothing():
    class Endless(io.RawIOBase):
        given = 0

        def read(self, size=-1):
            self.given += size
            return b"a;b\n" * (size // 4 + 1)

    file = Endless()
    before = time.process_time()
    with pytest.raises(TooLarge):
        tables.read(file)
    assert file.given <= tables.MOST_BYTES + 1
    with pytest.raises(TooLarge):
        tables.parse("a;b\n" * 1_000_000)
    assert time.process_time() - before < 1


def test_an_open_quote_over_the_whole_file_is_no_table():
    with pytest.raises(NotATable):
        tables.parse('Titel;Anzahl\n"' + "x" * 200_000)


@pytest.mark.parametrize("text", [";", ";;;\n;;", '""'])
def test_nothing_but_separators_is_no_table(text):
    with pytest.raises(tables.NotATable):
        tables.parse(text)
