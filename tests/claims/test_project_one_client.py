"""Claims of the page *One client*."""

import asyncio

import pytest
from one_client import Board


@pytest.mark.mutation("client.write_eof()", "client.write(b'salad')")
def test_lines_until_the_end(connected):
    """``async for line in reader`` gives each line with its line end, and
    leaves the loop when the other side has closed, or says with ``write_eof``
    that nothing more will come.
    """

    async def main():
        async with connected() as (_, client, reader, _):
            client.write(b"soup\npie\n")
            client.write_eof()
            async with asyncio.timeout(5):
                lines = [line async for line in reader]
            assert lines == [b"soup\n", b"pie\n"]

    asyncio.run(main())


@pytest.mark.mutation("SET table7 soup", "SET table7 pie")
def test_answer_needs_no_network():
    """The rules of the board are a plain method: a line goes in, an answer
    comes out, and nothing waits.
    """
    board = Board()
    assert board.answer("GET table7\n") == "NOTHING"
    assert board.answer("SET table7 soup\n") == "OK"
    assert board.answer("GET table7\n") == "soup"
