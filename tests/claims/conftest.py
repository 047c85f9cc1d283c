"""What the proofs share."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import pytest
from skipping_clock import SkippingLoop


def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    """Expect a claim to fail, at an assertion, where its mark says so.

    One that holds all the same is a failure: its mark is not needed.
    """
    gil_enabled = getattr(sys, "_is_gil_enabled", lambda: True)
    active = {
        "debug": sys.flags.dev_mode or os.environ.get("PYTHONASYNCIODEBUG"),
        "eager": config.pluginmanager.has_plugin("eager_loops"),
        "free_threaded": not gil_enabled(),
    }
    for item in items:
        for mark in item.iter_markers("unless"):
            reasons = dict(mark.kwargs)
            before = reasons.pop("before", "99.0").split(".")
            older = sys.version_info[:2] < tuple(map(int, before))
            for mode, reason in reasons.items():
                if older and active[mode]:
                    item.add_marker(
                        pytest.mark.xfail(
                            reason=f"{mode}: {reason}",
                            raises=(AssertionError, pytest.fail.Exception),
                            strict=True,
                        )
                    )


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
