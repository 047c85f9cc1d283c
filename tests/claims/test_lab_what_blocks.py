"""Claims of the lab *what blocks*."""

import asyncio
import os
import threading

import pytest


@pytest.mark.mutation(
    "lock.acquire(timeout=0.2)",
    "await asyncio.to_thread(lock.acquire, timeout=0.2)",
)
@pytest.mark.unless(eager="a task begins before create_task returns")
def test_a_lock_of_threads_blocks():
    """Waiting for a lock of :mod:`threading` stops every task of the loop,
    even the one that holds it and would release it.
    """

    async def hold(lock):
        with lock:
            await asyncio.sleep(0)

    async def main():
        lock = threading.Lock()
        holding = asyncio.create_task(hold(lock))
        await asyncio.sleep(0)
        assert not lock.acquire(timeout=0.2)
        await holding

    asyncio.run(main())


@pytest.mark.mutation("os.read(", "await asyncio.to_thread(os.read, ")
@pytest.mark.unless(eager="a task begins before create_task returns")
def test_a_read_blocks():
    """Reading from a pipe with :func:`os.read` stops every task of the loop
    until there is something to read.
    """
    turns = []

    async def other():
        turns.append("begun")

    async def main():
        out, into = os.pipe()
        threading.Timer(0.1, os.write, [into, b"salt"]).start()
        waiting = asyncio.create_task(other())
        assert os.read(out, 4) == b"salt"
        assert not turns
        await waiting
        os.close(out)
        os.close(into)

    asyncio.run(main())
