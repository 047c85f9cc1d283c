"""What the board answered is in its file, whatever happens while it closes.

Each fault comes at every round of the loop, one after the other.
"""

import asyncio
import contextlib
import gc
import json
import socket
import struct
from collections.abc import Callable
from pathlib import Path

import pytest
import watching

# A connection is accepted, welcomed, served and closed within fewer.
ROUNDS = range(12)
COMMAND = b"ADD soup 1\n"
# Closing such a socket sends a reset.
RESET = struct.pack("ii", 1, 0)
# Seconds; only what hangs takes so long.
LIMIT = 10


def connect(address: tuple) -> socket.socket:
    """Connect without waiting, and say a command."""
    client = socket.create_connection(address)
    client.setblocking(False)
    client.send(COMMAND)
    return client


async def rounds(number: int) -> None:
    """Let the loop go round."""
    for _ in range(number):
        await asyncio.sleep(0)


async def answers(client: socket.socket) -> bytes:
    """Return what the client is sent until its connection ends, which it
    does.
    """
    loop, found = asyncio.get_running_loop(), b""
    try:
        async with asyncio.timeout(LIMIT):
            while got := await loop.sock_recv(client, 100):
                found += got
    except ConnectionError:
        pass  # an end as good as any
    return found


async def late_client(board: watching.Board, address: tuple, number: int):
    """Come so many rounds before the board closes."""
    client = connect(address)
    await rounds(number)
    await board.close()
    return [client]


async def later_client(board: watching.Board, address: tuple, number: int):
    """Come so many rounds after the board has begun to close."""
    others = [connect(address)]
    await rounds(max(ROUNDS))
    closing = asyncio.ensure_future(board.close())
    await rounds(number)
    with contextlib.suppress(ConnectionRefusedError):
        others.append(connect(address))
    await closing
    return others


async def cancelled_task(board: watching.Board, address: tuple, number: int):
    """Cancel the tasks of the board once more while it closes."""
    client = connect(address)
    await rounds(max(ROUNDS))
    closing = asyncio.ensure_future(board.close())
    await rounds(number)
    for task in board.clients:
        task.cancel()
    await closing
    return [client]


async def cancelled_close(board: watching.Board, address: tuple, number: int):
    """Cancel ``close``, and close again."""
    clients = [connect(address) for _ in range(2)]
    await rounds(4)
    closing = asyncio.ensure_future(board.close())
    await rounds(number)
    closing.cancel()
    await asyncio.wait([closing])
    await board.close()
    return clients


async def reset(board: watching.Board, address: tuple, number: int):
    """Let one client send a reset, at any round, and another go on."""
    clients = [connect(address) for _ in range(2)]
    await rounds(number)
    clients[0].setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
    clients.pop(0).close()
    await rounds(number % 3)
    await board.close()
    return clients


async def leaving(board: watching.Board, address: tuple, number: int):
    """Close while the board waits for a client that does not read."""
    board.notes["menu"] = 1_000_000 * "soup"
    board.farewell = 0.05
    client = connect(address)
    client.send(3 * b"GET menu\n")
    await rounds(max(ROUNDS))
    [(task, writer)] = board.clients.items()
    task.cancel()
    await rounds(number)
    await board.close()
    await rounds(3)
    assert writer.transport.get_write_buffer_size() == 0
    client.close()
    return []


@pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("number", ROUNDS)
@pytest.mark.parametrize(
    "fault",
    [
        *(late_client, later_client, cancelled_task, cancelled_close),
        *(reset, leaving),
    ],
)
def test_no_fault_breaks_the_promise(
    fault: Callable, number: int, tmp_path: Path
) -> None:
    """Each answer is in the file when ``close`` returns, and each connection
    ends soon.
    """
    path = tmp_path / "notes.json"

    async def main() -> None:
        board = watching.Board(path)
        address = await board.open()
        clients = await fault(board, address, number)
        saved = int(json.loads(path.read_text("utf-8")).get("soup", "0"))
        assert not board.clients
        # One that asyncio accepts just when the server closes comes to nobody,
        # and stays open until it is collected.
        await rounds(max(ROUNDS))
        gc.collect()
        for client in clients:
            lines = (await answers(client)).splitlines()
            assert all(int(line) <= saved for line in lines)
            client.close()

    with asyncio.Runner() as runner:
        # asyncio itself may complain of a connection that comes too late.
        runner.get_loop().set_exception_handler(lambda *_: None)
        runner.run(main())
