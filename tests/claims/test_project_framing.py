"""Claims of the page *Framing*."""

import asyncio

import pytest
from framing import Board, read_line


def fed(data, limit=20):
    reader = asyncio.StreamReader(limit)
    reader.feed_data(data)
    reader.feed_eof()
    return reader


@pytest.mark.mutation('b"SET table7 ice"', 'b"SET table7 ice\\n"')
@pytest.mark.promised(
    "asyncio.StreamReader.readline", "asyncio.StreamReader.readuntil"
)
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
@pytest.mark.today("Of ``readuntil`` it is promised.")
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
@pytest.mark.ours
def test_board_obeys_whole_lines():
    """The board sees whole lines only. What comes after the last line end is
    dropped.
    """

    async def main():
        reader = fed(b"GET a\nSET b c")
        assert await read_line(reader) == "GET a\n"
        assert await read_line(reader) == ""

    asyncio.run(main())


async def tell(connected, *lines):
    """Say the lines to a new board; return its notes and its answers."""
    async with connected() as (reader, writer, *guest):
        board = Board()
        board.welcome(*guest)
        for line in lines:
            writer.write(line + b"\n")
        writer.write_eof()
        answers = (await reader.read()).decode().splitlines()
        return board.notes, answers


@pytest.mark.mutation('b"EAT"', 'b"GET soup"')
@pytest.mark.ours
def test_every_line_has_an_answer(connected):
    """What is a line but no command is answered with an error, and changes
    nothing. A number is one in the digits 0 to 9.
    """
    wrong = [
        *(b"EAT", b"", b"GET", b"SET a b c", b"ADD table7 1", b"ADD soup one"),
        *(b"ADD soup 1_0", "ADD soup \u0663".encode(), b"ADD soup 1.0"),
    ]

    async def main():
        notes, answers = await tell(
            connected, b"SET table7 soup", *wrong, b"GET table7"
        )
        assert [answers[0], answers[-1]] == ["OK", "soup"]
        assert len(answers) == len(wrong) + 2
        assert all(each.startswith("ERROR ") for each in answers[1:-1])
        assert notes == {"table7": "soup"}

    asyncio.run(main())


@pytest.mark.mutation(r"\xff", "pie")
@pytest.mark.ours
def test_bytes_that_are_no_text(connected):
    """To a line that is not UTF-8 the board answers with an error, and then
    it closes.
    """

    async def main():
        notes, answers = await tell(
            connected, b"SET table7 soup", b"SET table7 \xff"
        )
        assert answers == ["OK", "ERROR not UTF-8"]
        assert notes == {"table7": "soup"}

    asyncio.run(main())
