"""What the proofs share."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import pytest
from skipping_clock import SkippingLoop


@pytest.fixture
def duration() -> Callable[[Coroutine], float]:
    """Run a coroutine on a clock that skips waiting.

    The fixture is a function; it returns how many seconds the loop's clock
    moved. The loop is the example ``skipping_clock.py``.
    """

    def run(coroutine: Coroutine) -> float:
        with asyncio.Runner(loop_factory=SkippingLoop) as runner:
            runner.run(coroutine)
            return runner.get_loop().time()

    return run


@pytest.fixture
def connected() -> Callable[..., AbstractAsyncContextManager]:
    """Connect two streams through a real socket.

    The fixture is a context manager for ``async with``; it gives reader and
    writer of the client, then those of the server, and closes all at the end.
    ``limit`` is that of the readers.
    """

    @asynccontextmanager
    async def connect(limit: int = 65_536) -> AsyncIterator[tuple]:
        accepted = asyncio.get_running_loop().create_future()
        server = await asyncio.start_server(
            lambda *streams: accepted.set_result(streams),
            *("127.0.0.1", 0),
            limit=limit,
        )
        address = server.sockets[0].getsockname()
        streams = await asyncio.open_connection(*address, limit=limit)
        streams += await accepted
        try:
            yield streams
        finally:
            server.close()
            for writer in streams[1::2]:
                if not writer.is_closing():
                    writer.transport.abort()
            await asyncio.sleep(0.01)  # until both are closed

    return connect
