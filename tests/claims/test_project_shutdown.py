"""Claims of the page *Shutdown*."""

import asyncio
import json
import os
import signal
import subprocess
import sys
from contextlib import suppress

import pytest
from shutdown import Board


@pytest.fixture(autouse=True)
def _handlers():
    """Put the signal handlers back that a loop has replaced."""
    before = {
        number: signal.getsignal(number)
        for number in (signal.SIGTERM, signal.SIGINT)
    }
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.mutation("signal.SIGTERM)", "signal.SIGINT)")
@pytest.mark.today("The operating system does so, not Python.")
def test_sigterm_ends_python_at_once():
    """Unless a program has a handler for it, ``SIGTERM`` ends Python on the
    spot: no exception is raised, no ``finally`` runs, and nothing is saved.
    """
    program = (
        "import os, signal\n"
        "try:\n"
        "    os.kill(os.getpid(), signal.SIGTERM)\n"
        "finally:\n"
        "    print('saved')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], check=False, capture_output=True
    )
    assert done.stdout == b""
    assert done.returncode == -signal.SIGTERM


@pytest.mark.mutation(
    "loop.add_signal_handler(signal.SIGTERM, stop)",
    "signal.signal(signal.SIGTERM, lambda *_: stop())",
)
@pytest.mark.promised("asyncio.loop.add_signal_handler")
def test_signal_handler_is_a_callback():
    """A function given to ``loop.add_signal_handler`` is called by the loop,
    between two turns, and not in the middle of the one in which the signal
    comes.
    """
    log = []

    def stop():
        log.append("signal")

    async def main():
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGTERM, stop)
        os.kill(os.getpid(), signal.SIGTERM)
        log.append("turn ends")
        async with asyncio.timeout(5):
            while len(log) < 2:
                await asyncio.sleep(0.01)

    asyncio.run(main())
    assert log == ["turn ends", "signal"]


@pytest.mark.mutation(
    'loop.add_signal_handler(signal.SIGINT, log.append, "signal")', "pass"
)
@pytest.mark.today("That Ctrl-C cancels the main task is promised.")
def test_signal_handler_replaces_ctrl_c():
    """The same handler works for Ctrl-C, which is ``SIGINT``. Then it no
    longer cancels the main task, as it does by itself under
    :func:`asyncio.run`.
    """
    log = []

    async def main(handled):
        loop = asyncio.get_running_loop()
        if handled:
            loop.add_signal_handler(signal.SIGINT, log.append, "signal")
        try:
            os.kill(os.getpid(), signal.SIGINT)
            await asyncio.sleep(0.05)
            log.append("went on")
        except asyncio.CancelledError:
            log.append("cancelled")
            raise

    for handled in True, False:
        try:
            asyncio.run(main(handled))
        except KeyboardInterrupt:
            log.append("interrupted")
    assert log == ["signal", "went on", "cancelled", "interrupted"]


@pytest.mark.mutation("server.close()", "pass")
@pytest.mark.today("That it waits for them is promised.")
def test_wait_closed_waits_for_connections():
    """``server.wait_closed`` waits until the last connection has ended. Before
    Python 3.12.1 it does not wait at all if ``close`` was called first.
    """
    waits = sys.version_info >= (3, 12, 1)

    async def main():
        accepted = asyncio.get_running_loop().create_future()
        server = await asyncio.start_server(
            lambda *streams: accepted.set_result(streams), "127.0.0.1", 0
        )
        address = server.sockets[0].getsockname()
        _, client = await asyncio.open_connection(*address)
        _, writer = await accepted
        server.close()
        waiting = asyncio.create_task(server.wait_closed())
        await asyncio.sleep(0.05)
        assert waiting.done() != waits
        for each in client, writer:
            each.transport.abort()
        await asyncio.wait([waiting], timeout=1)
        assert waiting.done()

    asyncio.run(main())


@pytest.mark.mutation("await board.close()", "board.server.close()")
@pytest.mark.ours
def test_what_was_answered_is_in_the_file(tmp_path):
    """What the board has answered is in the file when ``close`` returns, even
    while clients go on asking, and new ones come.
    """
    path = tmp_path / "notes.json"

    async def count(address):
        reader, writer = await asyncio.open_connection(*address)
        answer = b"0"
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            while True:
                writer.write(b"ADD soup 1\n")
                answer = await reader.readuntil(b"\n")
        writer.close()
        return int(answer)

    async def main():
        board = Board(path)
        address = await board.open()
        counting = [asyncio.create_task(count(address)) for _ in range(5)]
        await asyncio.sleep(0.05)
        counting += [asyncio.create_task(count(address)) for _ in range(5)]
        await asyncio.sleep(0)
        await board.close()
        saved = json.loads(path.read_text()) if path.exists() else {}
        found = await asyncio.gather(
            *(asyncio.wait_for(each, 2) for each in counting),
            return_exceptions=True,
        )
        answered = [each for each in found if isinstance(each, int)]
        assert int(saved.get("soup", "0")) >= max(answered, default=1) > 0

    asyncio.run(main())


@pytest.mark.mutation("board.patience = 0.1", "board.patience = 9")
@pytest.mark.ours
def test_silent_client_is_sent_home(tmp_path):
    """A client that says nothing for longer than the patience of the board is
    told so, and closed. One that does not read its answers is closed as well.
    """

    async def main():
        board = Board(tmp_path / "notes.json")
        board.patience = 0.1
        board.farewell = 0.1
        board.notes["menu"] = "soup" * 100_000
        address = await board.open()
        reader, writer = await asyncio.open_connection(*address)
        _, greedy = await asyncio.open_connection(*address, limit=10)
        greedy.write(b"GET menu\n" * 100)
        try:
            async with asyncio.timeout(2):
                told = await reader.read()
                while board.clients:
                    await asyncio.sleep(0.01)
        except TimeoutError:
            told = b"nothing"
        assert told == b"ERROR too slow\n"
        writer.close()
        greedy.transport.abort()
        await board.close()

    asyncio.run(main())


@pytest.mark.mutation("board.farewell = 0.1", "board.farewell = 9")
@pytest.mark.ours
def test_closing_takes_no_longer_than_the_farewell(tmp_path):
    """While the board closes, further signals change nothing: it is over when
    its clients have read their answers, or the farewell has passed, and the
    notes are saved in any case.
    """
    path = tmp_path / "notes.json"

    async def main():
        stop, loop = asyncio.Event(), asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGINT, stop.set)
        board = Board(path)
        board.farewell = 0.1
        board.notes["menu"] = "soup" * 1_000_000
        _, greedy = await asyncio.open_connection(
            *await board.open(), limit=10
        )
        greedy.write(b"GET menu\n" * 3)
        await asyncio.sleep(0.05)
        closing = asyncio.create_task(board.close())
        for _ in range(3):
            await asyncio.sleep(0)
            os.kill(os.getpid(), signal.SIGINT)
        _, late = await asyncio.wait([closing], timeout=3)
        greedy.transport.abort()
        assert not late
        assert json.loads(path.read_text()) == board.notes

    asyncio.run(main())
