"""Claims of the page *Framing*."""

import asyncio

import pytest
from framing import BadLineError, Board, read_line


def fed(data, limit=20):
    reader = asyncio.StreamReader(limit)
    reader.feed_data(data)
    reader.feed_eof()
    return reader


@pytest.mark.mutation('b"SET table7 ice"', 'b"SET table7 ice\\n"')
def test_readline_returns_half_a_line():
    """Where the connection ends within a line, ``readline`` returns the half
    as if it were a line; ``readuntil`` raises
    :exc:`asyncio.IncompleteReadError`.
    """
    half = b"SET table7 ice"

    async def main():
        assert await fed(half).readline() == half
        with pytest.raises(asyncio.IncompleteReadError):
            await fed(half).readuntil(b"\n")

    asyncio.run(main())


@pytest.mark.mutation('30 * b"o"', '10 * b"o"')
def test_long_line_raises():
    """A line that is longer than the ``limit`` of the reader is not returned:
    ``readuntil`` raises :exc:`asyncio.LimitOverrunError`, and ``readline``
    :exc:`ValueError`.
    """
    line = 30 * b"o" + b"\n"

    async def main():
        with pytest.raises(asyncio.LimitOverrunError):
            await fed(line, limit=20).readuntil(b"\n")
        with pytest.raises(ValueError):
            await fed(line, limit=20).readline()

    asyncio.run(main())


@pytest.mark.mutation('SET b c"', 'SET b c\\n"')
def test_board_obeys_whole_lines():
    """The board sees whole lines only. What comes after the last line end is
    dropped.
    """

    async def main():
        reader = fed(b"GET a\nSET b c")
        assert await read_line(reader) == "GET a\n"
        assert await read_line(reader) == ""

    asyncio.run(main())


@pytest.mark.mutation("EAT", "GET soup")
def test_every_line_has_an_answer():
    """What is a line but no command is answered with an error, and changes
    nothing.
    """
    board = Board()
    board.answer("SET table7 soup\n")
    for line in "ADD table7 1\n", "ADD soup one\n", "EAT\n", "\n":
        assert board.answer(line).startswith("ERROR ")
    assert board.notes == {"table7": "soup"}


@pytest.mark.mutation(r"\xff", "pie")
def test_bytes_that_are_no_text():
    """Bytes that are not UTF-8 are no line."""

    async def main():
        with pytest.raises(BadLineError):
            await read_line(fed(b"SET table7 \xff\n"))

    asyncio.run(main())
