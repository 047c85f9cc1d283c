"""Claims of the page *One client*."""

import asyncio
import socket
import struct

import pytest
from one_client import Board


@pytest.mark.mutation("closing.close()", "closing.write(b'salad')")
@pytest.mark.today("That ``async for`` takes a reader is promised.")
def test_lines_until_the_end(connected):
    """``async for line in reader`` gives each line with its line end, and
    leaves the loop when the other side has closed, or says with ``write_eof``
    that nothing more will come.
    """

    async def lines(reader):
        async with asyncio.timeout(1):
            return [line async for line in reader]

    async def main():
        async with connected() as (_, ending, reader, _):
            ending.write(b"soup\npie\n")
            ending.write_eof()
            assert await lines(reader) == [b"soup\n", b"pie\n"]
        async with connected() as (_, closing, reader, _):
            closing.write(b"soup\n")
            closing.close()
            try:
                found = await lines(reader)
            except TimeoutError:
                found = "it waits"
            assert found == [b"soup\n"]

    asyncio.run(main())


@pytest.mark.mutation('"ii", 1, 0', '"ii", 0, 0')
@pytest.mark.today
def test_a_reset_is_an_error(connected):
    """If the connection is reset instead, as by a client that is killed with
    answers unread, the loop raises :exc:`ConnectionResetError`.
    """

    async def main():
        async with connected() as (_, client, reader, _):
            gone = client.transport.get_extra_info("socket")
            linger = struct.pack("ii", 1, 0)
            gone.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            client.transport.abort()
            with pytest.raises(ConnectionResetError):
                _ = [line async for line in reader]

    asyncio.run(main())


@pytest.mark.mutation("SET table7 soup", "SET table7 pie")
@pytest.mark.ours
def test_answer_needs_no_network():
    """The rules of the board are a plain method: a line goes in, an answer
    comes out, and nothing waits.
    """
    board = Board()
    assert board.answer("GET table7\n") == "NOTHING"
    assert board.answer("SET table7 soup\n") == "OK"
    assert board.answer("GET table7\n") == "soup"
