"""Claims of the lab *vanishing tasks*."""

import asyncio
import gc
import threading

import pytest


@pytest.mark.mutation("asyncio.sleep(0.05)", "asyncio.Event().wait()")
@pytest.mark.today
def test_a_timer_keeps_its_task():
    """A task that waits in :func:`asyncio.sleep` cannot vanish: the loop holds
    the timer, and the timer the task.
    """
    done = []

    async def brew():
        await asyncio.sleep(0.05)
        done.append("coffee")

    async def main():
        asyncio.create_task(brew())
        await asyncio.sleep(0)
        gc.collect()
        await asyncio.sleep(0.2)

    asyncio.run(main())
    assert done == ["coffee"]


@pytest.mark.mutation(
    "asyncio.to_thread(go_on.wait)", "asyncio.Event().wait()"
)
@pytest.mark.today
def test_a_thread_keeps_its_task():
    """A task that waits for a thread cannot vanish before the thread ends."""
    done = []

    async def brew(go_on):
        await asyncio.to_thread(go_on.wait)
        done.append("coffee")

    async def main():
        go_on = threading.Event()
        asyncio.create_task(brew(go_on))
        await asyncio.sleep(0)
        gc.collect()
        go_on.set()
        await asyncio.sleep(0.2)

    asyncio.run(main())
    assert done == ["coffee"]


@pytest.mark.mutation("await wait", "await asyncio.Event().wait()")
@pytest.mark.today
def test_what_is_held_keeps_those_who_wait():
    """An event, a queue or a lock that somebody holds keeps the tasks that wait
    for it.
    """
    done = []

    async def brew(wait):
        await wait
        done.append("coffee")

    async def main():
        bell, beans, kettle = asyncio.Event(), asyncio.Queue(), asyncio.Lock()
        await kettle.acquire()
        for wait in bell.wait(), beans.get(), kettle.acquire():
            asyncio.create_task(brew(wait))
        del wait
        await asyncio.sleep(0)
        gc.collect()
        bell.set()
        beans.put_nowait("beans")
        kettle.release()
        await asyncio.sleep(0.01)

    asyncio.run(main())
    assert done == ["coffee"] * 3


@pytest.mark.mutation("asyncio.Event().wait()", "asyncio.sleep(3600)")
@pytest.mark.today
def test_a_vanishing_coroutine_is_closed():
    """The coroutine of a task that vanishes is closed where it stands: its
    ``finally`` runs.
    """
    log = []

    async def brew():
        try:
            await asyncio.Event().wait()
        finally:
            log.append("pot rinsed")

    async def main():
        asyncio.create_task(brew())
        await asyncio.sleep(0)
        gc.collect()
        assert log == ["pot rinsed"]

    asyncio.run(main())
