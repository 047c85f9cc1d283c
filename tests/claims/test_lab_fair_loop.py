"""Claims of the lab *the fair loop*."""

import asyncio

import pytest


@pytest.mark.mutation(
    "queue.put_nowait(item)",
    "asyncio.get_running_loop().call_soon(queue.put_nowait, item)",
)
@pytest.mark.today
def test_a_full_queue_gives_no_turn():
    """A loop around ``await queue.get()`` takes all that is in the queue in one
    turn.
    """
    order = []

    async def main():
        queue = asyncio.Queue()
        for item in 1, 2, 3:
            queue.put_nowait(item)
        asyncio.get_running_loop().call_soon(order.append, "worker")
        for _ in range(3):
            order.append(await queue.get())
        await asyncio.sleep(0)

    asyncio.run(main())
    assert order == [1, 2, 3, "worker"]


@pytest.mark.mutation("maxsize=1", "maxsize=0")
@pytest.mark.today
def test_a_queue_with_room_for_one_gives_turns():
    """With room for one item in the queue, others get turns while one task
    fills it and one empties it.
    """
    order = []

    async def worker():
        order.append("worker")

    async def fill(queue):
        for item in 1, 2, 3:
            await queue.put(item)

    async def main():
        queue = asyncio.Queue(maxsize=1)
        filling = asyncio.create_task(fill(queue))
        order.append(await queue.get())
        working = asyncio.create_task(worker())
        for _ in range(2):
            order.append(await queue.get())
        await asyncio.gather(filling, working)

    asyncio.run(main())
    assert order.index("worker") < order.index(3)


@pytest.mark.mutation("await asyncio.sleep(0)", "pass")
@pytest.mark.today
def test_one_turn_each_in_a_round():
    """Of *n* tasks that are always ready, each has every *n*-th turn."""
    order = []

    async def worker(name):
        for _ in range(3):
            order.append(name)
            await asyncio.sleep(0)

    async def main():
        await asyncio.gather(*map(worker, "abcdefghij"))

    asyncio.run(main())
    assert order == list("abcdefghij") * 3
