"""Claims of the page *Many clients*."""

import asyncio

import pytest
from many_clients import Board


@pytest.mark.mutation("def welcome", "async def welcome")
@pytest.mark.promised("asyncio.start_server")
def test_plain_function_is_called():
    """Given a plain function, ``start_server`` calls it for each connection
    and makes no task.
    """
    tasks = []

    def welcome(reader, writer):
        tasks.append(asyncio.current_task())
        writer.close()

    async def main():
        server = await asyncio.start_server(welcome, "127.0.0.1", 0)
        address = server.sockets[0].getsockname()
        reader, writer = await asyncio.open_connection(*address)
        await reader.read()
        writer.close()
        await writer.wait_closed()
        server.close()

    asyncio.run(main())
    assert tasks == [None]


@pytest.mark.mutation("ADD table7 1", "GET table7")
@pytest.mark.ours
def test_error_of_a_client_is_its_own(connected):
    """An exception in the task of one client ends that task; the tasks of the
    others go on.
    """

    async def main():
        async with connected() as good, connected() as bad:
            board = Board()
            board.notes["table7"] = "soup"  # which is no number
            board.welcome(*bad[2:])
            board.welcome(*good[2:])
            tasks = set(board.clients)
            bad[1].write(b"ADD table7 1\n")
            ended, alive = await asyncio.wait(
                tasks, timeout=5, return_when=asyncio.FIRST_COMPLETED
            )
            assert [type(task.exception()) for task in ended] == [ValueError]
            good[1].write(b"GET table7\n")
            assert await good[0].readline() == b"soup\n"
            good[1].close()
            await asyncio.wait(alive)

    asyncio.run(main())


@pytest.mark.mutation(
    "notes[key] = total", "await asyncio.sleep(0); notes[key] = total"
)
@pytest.mark.promised("asyncio-multithreading")
def test_no_await_no_lost_order():
    """A task that reads a note and writes it back without an ``await`` in
    between loses no change of another.
    """
    notes = {"soup": 0}

    async def add(key):
        total = notes[key] + 1
        notes[key] = total

    async def main():
        await asyncio.gather(*(add("soup") for _ in range(10)))
        assert notes == {"soup": 10}

    asyncio.run(main())
