"""Claims of the page *Await*."""

import asyncio
import time

import pytest


@pytest.mark.mutation(
    'log.append("rinsed")', 'log.append("rinsed"); await asyncio.sleep(0)'
)
@pytest.mark.promised("a-conceptual-overview-of-asyncio")
def test_await_alone_gives_no_turn():
    """``await`` by itself gives no turn to anyone: while the awaited
    coroutine runs without suspending, no other task does.
    """
    log = []

    async def rinse():
        log.append("rinsed")

    async def wash():
        await rinse()
        await rinse()

    async def doorbell():
        log.append("ding dong")

    async def main():
        await asyncio.gather(wash(), doorbell())

    asyncio.run(main())
    assert log == ["rinsed", "rinsed", "ding dong"]


@pytest.mark.mutation("await asyncio.sleep(0)", "pass")
@pytest.mark.today("That others run is promised, not that each has one turn.")
def test_sleep_zero_gives_one_turn():
    """``await asyncio.sleep(0)`` gives every other ready task one turn."""
    log = []

    async def count(name):
        for number in 1, 2:
            log.append(f"{name}{number}")
            await asyncio.sleep(0)

    async def main():
        await asyncio.gather(count("a"), count("b"), count("c"))

    asyncio.run(main())
    assert log == ["a1", "b1", "c1", "a2", "b2", "c2"]


@pytest.mark.mutation(
    'kettle.set_result("water")', 'loop.call_soon(kettle.set_result, "water")'
)
@pytest.mark.today
def test_done_future_does_not_suspend():
    """Awaiting a future or a task that is done does not suspend."""
    log = []

    async def main():
        loop = asyncio.get_running_loop()
        done = asyncio.create_task(asyncio.sleep(0))
        await done
        kettle = loop.create_future()
        kettle.set_result("water")
        loop.call_soon(log.append, "guest")
        await done
        await kettle
        log.append("poured")
        await asyncio.sleep(0)

    asyncio.run(main())
    assert log == ["poured", "guest"]


@pytest.mark.mutation(
    'shelf.put_nowait("jam")', 'loop.call_soon(shelf.put_nowait, "jam")'
)
@pytest.mark.today
def test_get_of_an_item_does_not_suspend():
    """``await queue.get()`` does not suspend while there is an item."""
    log = []

    async def main():
        loop = asyncio.get_running_loop()
        shelf = asyncio.Queue()
        shelf.put_nowait("jam")
        loop.call_soon(log.append, "other")
        log.append(await shelf.get())
        await asyncio.sleep(0)

    asyncio.run(main())
    assert log == ["jam", "other"]


@pytest.mark.mutation(
    "assert not oven.locked()",
    "await oven.acquire(); loop.call_soon(oven.release)",
)
@pytest.mark.today
def test_free_lock_does_not_suspend():
    """``async with lock`` does not suspend while the lock is free and nobody
    waits for it.
    """
    log = []

    async def main():
        loop = asyncio.get_running_loop()
        oven = asyncio.Lock()
        loop.call_soon(log.append, "other")
        assert not oven.locked()
        async with oven:
            log.append("baking")
        await asyncio.sleep(0)

    asyncio.run(main())
    assert log == ["baking", "other"]


@pytest.mark.mutation(
    "beans -= taken", "await asyncio.sleep(0); beans -= taken"
)
@pytest.mark.promised("asyncio-multithreading")
def test_nothing_runs_in_between():
    """Between two points where a task suspends, no other task of its loop
    runs, unless it starts one eagerly.
    """
    beans = 1

    async def take():
        nonlocal beans
        taken = 1 if beans > 0 else 0
        beans -= taken
        await asyncio.sleep(0)

    async def main():
        await asyncio.gather(take(), take())

    asyncio.run(main())
    assert beans == 0


@pytest.mark.mutation("time.sleep(0.05)", "await asyncio.sleep(0.05)")
@pytest.mark.promised("asyncio-multithreading")
def test_blocking_stops_every_task():
    """A call that blocks, such as :func:`time.sleep`, stops every task of
    the loop until it returns.
    """
    ticks = []

    async def clock():
        while True:
            ticks.append(time.perf_counter())
            await asyncio.sleep(0)

    async def main():
        ticking = asyncio.create_task(clock())
        await asyncio.sleep(0)
        before = len(ticks)
        time.sleep(0.05)
        assert len(ticks) == before
        ticking.cancel()

    asyncio.run(main())


@pytest.mark.mutation(
    "await asyncio.to_thread(time.sleep, 0.05)", "time.sleep(0.05)"
)
@pytest.mark.promised("asyncio.to_thread")
def test_thread_lets_tasks_run():
    """:func:`asyncio.to_thread` runs a call in a thread; while it waits
    there, the tasks of the loop go on.
    """
    ticks = []

    async def clock():
        while True:
            ticks.append(time.perf_counter())
            await asyncio.sleep(0)

    async def main():
        ticking = asyncio.create_task(clock())
        await asyncio.sleep(0)
        before = len(ticks)
        await asyncio.to_thread(time.sleep, 0.05)
        assert len(ticks) > before + 1
        ticking.cancel()

    asyncio.run(main())
