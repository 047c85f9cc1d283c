"""Claims of the lab *what blocks*."""

import asyncio
import os
import threading

import pytest


@pytest.mark.mutation(
    "lock.acquire(timeout=0.2)",
    "await asyncio.to_thread(lock.acquire, timeout=0.2)",
)
@pytest.mark.promised("asyncio-multithreading", "threading.Lock.acquire")
def test_a_lock_of_threads_blocks():
    """Waiting for a lock of :mod:`threading` stops every task of the loop,
    even the one that holds it and would release it.
    """

    async def hold(lock, over):
        with lock:
            await over.wait()

    async def main():
        lock, over = threading.Lock(), asyncio.Event()
        holding = asyncio.create_task(hold(lock, over))
        await asyncio.sleep(0.01)
        asyncio.get_running_loop().call_soon(over.set)
        assert not lock.acquire(timeout=0.2)
        await holding

    asyncio.run(main())


@pytest.mark.mutation("os.read(", "await asyncio.to_thread(os.read, ")
@pytest.mark.promised("asyncio-multithreading")
def test_a_read_blocks():
    """Reading from a pipe with :func:`os.read` stops every task of the loop
    until there is something to read.
    """
    turns = []

    async def main():
        out, into = os.pipe()
        threading.Timer(0.1, os.write, [into, b"salt"]).start()
        asyncio.get_running_loop().call_soon(turns.append, "begun")
        assert os.read(out, 4) == b"salt"
        assert not turns
        await asyncio.sleep(0.01)
        assert turns
        os.close(out)
        os.close(into)

    asyncio.run(main())
