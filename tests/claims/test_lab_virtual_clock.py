"""Claims of the lab *the virtual clock*."""

import asyncio
import threading
import time
from contextlib import suppress

import pytest


@pytest.mark.mutation("asyncio.sleep(7200)", "asyncio.sleep(3000)")
@pytest.mark.ours
def test_a_timeout_of_an_hour_in_no_time(duration):
    """A clock that jumps to the next timer tests a timeout of an hour without
    waiting.
    """

    async def main():
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(3600):
                await asyncio.sleep(7200)

    began = time.perf_counter()
    assert duration(main()) == 3600
    assert time.perf_counter() - began < 60


@pytest.mark.mutation("threading.Timer(0.5, ready.set).start()", "ready.set()")
@pytest.mark.ours
def test_the_clock_runs_ahead_of_a_thread(duration):
    """Such a clock runs ahead of whatever takes real time, such as a thread: a
    timeout around it expires at once.
    """

    async def main():
        ready = threading.Event()
        threading.Timer(0.5, ready.set).start()
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(60):
                while not ready.is_set():
                    await asyncio.sleep(1)

    duration(main())


@pytest.mark.mutation("time.sleep(0.1)", "await asyncio.sleep(0.1)")
@pytest.mark.ours
def test_the_clock_misses_a_call_that_blocks(duration):
    """A call that blocks moves no such clock: a timeout around it does not
    expire.
    """

    async def main():
        with suppress(TimeoutError):
            async with asyncio.timeout(0.05) as limit:
                time.sleep(0.1)
        assert not limit.expired()

    assert duration(main()) == 0


@pytest.mark.mutation("asyncio.Event().wait()", "asyncio.sleep(3600)")
@pytest.mark.ours
def test_the_clock_finds_a_wait_without_end(duration):
    """Where nothing can ever happen any more, such a clock has nowhere to jump
    to, and can raise instead of hanging.
    """

    async def main():
        await asyncio.Event().wait()

    with pytest.raises(RuntimeError, match="nothing can happen"):
        duration(main())
