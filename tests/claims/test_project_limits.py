"""Claims of the page *Limits*."""

import asyncio
import select
import socket

import pytest
from limits import Board

MENU = b"soup of the day\n" * 1_000_000


@pytest.mark.mutation('reader.feed_data(b"x")', "reader.feed_eof()")
@pytest.mark.today
def test_reader_stops_reading(connected):
    """The way in has a limit as well: a reader with more than twice its
    ``limit`` unread takes no more from the network, so that the other side has
    to wait.
    """

    async def main():
        async with connected(limit=1_000) as (_, writer, reader, other):
            reader.feed_data(2_000 * b"x")
            assert other.transport.is_reading()
            reader.feed_data(b"x")
            assert not other.transport.is_reading()
            writer.write(MENU)
            await asyncio.sleep(0.05)
            assert writer.transport.get_write_buffer_size() > 0
            await reader.readexactly(2_001 + len(MENU))

    asyncio.run(main())


@pytest.mark.mutation("GET soup", "GET pie")
@pytest.mark.ours
def test_full_board_still_answers():
    """A board that is full takes no new note, and changes and reads those that
    it has.
    """
    board = Board()
    board.most_notes = 1
    assert board.answer("ADD soup 1\n") == "1"
    assert board.answer("ADD pie 1\n").startswith("ERROR ")
    assert board.answer("ADD soup 1\n") == "2"
    assert board.answer("GET soup\n") == "2"


@pytest.mark.mutation("most_clients = 1", "most_clients = 2")
@pytest.mark.ours
def test_one_client_too_many(connected):
    """A client that comes while the board has as many as it may have, and has
    sent nothing yet, is told so, and closed.
    """

    async def main():
        async with connected() as first, connected() as second:
            board = Board()
            board.most_clients = 1
            board.welcome(*first[2:])
            board.welcome(*second[2:])
            second[1].write_eof()
            assert await second[0].read() == b"ERROR too many clients\n"
            first[1].write(b"GET soup\n")
            first[1].write_eof()
            assert await first[0].read() == b"NOTHING\n"

    asyncio.run(main())


@pytest.mark.mutation("guest.recv(100)", "pass")
@pytest.mark.today("The operating system does so, not Python.")
def test_unread_input_resets_the_connection():
    """If a socket is closed while bytes that it has received are unread, the
    other side gets a :exc:`ConnectionResetError`, and may lose what was sent
    to it last.
    """
    with socket.create_server(("127.0.0.1", 0)) as server:
        for reads_first in True, False:
            client = socket.create_connection(server.getsockname())
            guest, _ = server.accept()
            client.sendall(b"GET soup\n")
            select.select([guest], [], [])
            if reads_first:
                guest.recv(100)
            guest.sendall(b"ERROR too many clients\n")
            guest.close()
            with client:
                found = b""
                try:
                    while got := client.recv(100):
                        found += got
                    end = "closed"
                except ConnectionResetError:
                    end = "reset"
            assert end == ("closed" if reads_first else "reset")
