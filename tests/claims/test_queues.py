"""Claims of the page *Queues*."""

import asyncio
import inspect
import selectors
import sys
import threading

import pytest


@pytest.mark.mutation('orders.put("soup")', 'orders.put_nowait("soup")')
@pytest.mark.promised("asyncio.Queue")
def test_three_methods_are_coroutine_functions():
    """``put``, ``get`` and ``join`` of :class:`asyncio.Queue` are coroutine
    functions; its other methods are plain ones.
    """
    orders = asyncio.Queue()
    for call in orders.put("soup"), orders.get(), orders.join():
        assert inspect.iscoroutine(call)
        call.close()
    orders.put_nowait("soup")
    answers = orders.qsize(), orders.empty(), orders.full()
    assert answers == (1, False, False)
    assert orders.get_nowait() == "soup"
    assert orders.task_done() is None
    if sys.version_info >= (3, 13):
        assert orders.shutdown() is None


@pytest.mark.mutation("maxsize=1", "maxsize=2")
@pytest.mark.promised("asyncio.Queue.put_nowait", "asyncio.Queue.get_nowait")
def test_nowait_raises():
    """``put_nowait`` and ``get_nowait`` do not wait. Where there is no room,
    the first raises :exc:`asyncio.QueueFull`; where there is no item, the
    other raises :exc:`asyncio.QueueEmpty`.
    """

    async def main():
        shelf = asyncio.Queue(maxsize=1)
        with pytest.raises(asyncio.QueueEmpty):
            shelf.get_nowait()
        shelf.put_nowait("jam")
        with pytest.raises(asyncio.QueueFull):
            shelf.put_nowait("honey")

    asyncio.run(main())


@pytest.mark.mutation(
    "orders = asyncio.Queue()", "orders = asyncio.LifoQueue()"
)
@pytest.mark.promised("asyncio.Queue")
def test_first_in_first_out():
    """Items come out of an :class:`asyncio.Queue` in the order in which they
    were put in.
    """

    async def main():
        orders = asyncio.Queue()
        for dish in "soup", "pasta", "pie":
            await orders.put(dish)
        taken = [await orders.get() for _ in range(3)]
        assert taken == ["soup", "pasta", "pie"]

    asyncio.run(main())


@pytest.mark.mutation("maxsize=1", "maxsize=2")
@pytest.mark.promised("asyncio.Queue.put", "asyncio.Queue.get")
def test_put_waits_when_full():
    """``put`` waits while the queue is full, until an item is taken out.
    ``get`` waits while the queue is empty, until one is put in.
    """

    async def main():
        shelf = asyncio.Queue(maxsize=1)
        await shelf.put("jam")
        second = asyncio.create_task(shelf.put("honey"))
        await asyncio.sleep(0.01)
        assert not second.done()
        assert await shelf.get() == "jam"
        assert await shelf.get() == "honey"
        third = asyncio.create_task(shelf.get())
        await asyncio.sleep(0.01)
        assert not third.done()
        await shelf.put("pie")
        assert await third == "pie"

    asyncio.run(main())


@pytest.mark.mutation(
    "asyncio.Queue()  # no maxsize", "asyncio.Queue(maxsize=1000)"
)
@pytest.mark.promised("asyncio.Queue")
def test_no_limit_by_default():
    """Without ``maxsize`` a queue is never full, so ``put`` never waits."""

    async def main():
        shelf = asyncio.Queue()  # no maxsize
        for jar in range(1000):
            with pytest.raises(StopIteration):  # it does not suspend
                shelf.put(jar).send(None)
        assert not shelf.full()

    asyncio.run(main())


@pytest.mark.mutation("for name in names", "for name in reversed(names)")
@pytest.mark.today
def test_getters_are_served_in_order():
    """``put`` wakes the tasks that wait in ``get`` in the order in which they
    began to wait.
    """
    served = []
    names = ["Ann", "Bob"]

    async def guest(name, counter):
        await counter.get()
        served.append(name)

    async def main():
        counter = asyncio.Queue()
        tasks = [asyncio.create_task(guest(name, counter)) for name in names]
        await asyncio.sleep(0)
        counter.put_nowait("first soup")
        counter.put_nowait("second soup")
        await asyncio.gather(*tasks)

    asyncio.run(main())
    assert served == ["Ann", "Bob"]


@pytest.mark.mutation("orders.get_nowait()", "orders.qsize()")
@pytest.mark.today
def test_woken_is_not_served():
    """If another task takes the item before the task that ``put`` has woken
    has its turn, the woken task waits again.
    """

    async def main():
        orders = asyncio.Queue()
        waiting = asyncio.create_task(orders.get())
        await asyncio.sleep(0)
        orders.put_nowait("soup")  # wakes the task
        orders.get_nowait()
        await asyncio.wait([waiting], timeout=0.01)
        assert not waiting.done()
        orders.put_nowait("pasta")
        assert await waiting == "pasta"

    asyncio.run(main())


@pytest.mark.mutation(
    "await orders.get()", "await orders.get(); orders.task_done()"
)
@pytest.mark.promised("asyncio.Queue.join", "asyncio.Queue.task_done")
def test_join_waits_for_task_done():
    """``join`` waits until ``task_done`` was called for every item; taking
    the last item out is not enough.
    """

    async def main():
        orders = asyncio.Queue()
        await orders.put("soup")
        joining = asyncio.create_task(orders.join())
        await orders.get()
        await asyncio.sleep(0.01)
        assert not joining.done()
        orders.task_done()
        await joining

    asyncio.run(main())


@pytest.mark.mutation("orders.task_done()  # once", "pass")
@pytest.mark.promised("asyncio.Queue.task_done")
def test_task_done_too_often():
    """Calling ``task_done`` more often than items were put raises
    :exc:`ValueError`.
    """

    async def main():
        orders = asyncio.Queue()
        await orders.put("soup")
        orders.task_done()  # once
        with pytest.raises(ValueError, match="too many times"):
            orders.task_done()

    asyncio.run(main())


@pytest.mark.mutation("asyncio.Queue()", '__import__("queue").Queue()')
@pytest.mark.promised("asyncio-queues")
def test_no_timeout():
    """``get`` and ``put`` take no timeout, unlike those of
    :class:`queue.Queue`.
    """
    shelf = asyncio.Queue()
    with pytest.raises(TypeError, match="timeout"):
        shelf.put("jam", timeout=1)
    with pytest.raises(TypeError, match="timeout"):
        shelf.get(timeout=1)


@pytest.mark.mutation(
    'orders.put_nowait("soup")',
    'loop.call_soon_threadsafe(orders.put_nowait, "soup")',
)
@pytest.mark.today("That it is not thread-safe is promised.")
def test_not_thread_safe():
    """:class:`asyncio.Queue` is not thread-safe: an item that another thread
    puts does not wake a loop that sleeps while a task waits in ``get``. In
    debug mode ``put_nowait`` then raises :exc:`RuntimeError` in that thread.
    """
    asleep, served = threading.Event(), threading.Event()

    class Selector(selectors.DefaultSelector):
        def select(self, timeout=None):
            if timeout is None:
                asleep.set()
            return super().select(timeout)

    def new_loop():
        return asyncio.SelectorEventLoop(Selector())

    def cook(loop, orders):
        asleep.wait()
        try:
            orders.put_nowait("soup")
            noticed = False
        except RuntimeError:
            noticed = True
        assert noticed == loop.get_debug()
        assert not served.wait(0.5)

    async def eat(orders):
        await orders.get()
        served.set()

    async def main():
        loop, orders = asyncio.get_running_loop(), asyncio.Queue()
        eating = asyncio.create_task(eat(orders))
        await loop.run_in_executor(None, cook, loop, orders)
        eating.cancel()

    loop = new_loop()
    loop.run_until_complete(main())
    loop.close()  # asyncio.run would wait for the task, which may never wake


@pytest.mark.mutation(
    "asyncio.run(take(orders))", "asyncio.run(take(asyncio.Queue()))"
)
@pytest.mark.today
def test_belongs_to_one_loop():
    """A queue belongs to the event loop in which a task first waited for
    it; waiting for it in another raises :exc:`RuntimeError`.
    """

    async def take(orders):
        async with asyncio.timeout(0.01):
            await orders.get()

    orders = asyncio.Queue()
    with asyncio.Runner() as runner, pytest.raises(TimeoutError):
        runner.run(take(orders))
    with pytest.raises((RuntimeError, TimeoutError)) as error:
        asyncio.run(take(orders))
    assert "different event loop" in str(error.value)


@pytest.mark.skipif(
    sys.version_info < (3, 13), reason="Queue.shutdown is new in Python 3.13"
)
@pytest.mark.mutation("orders.shutdown()", "orders.shutdown(immediate=True)")
@pytest.mark.promised("asyncio.Queue.shutdown")
def test_shutdown_lets_what_is_there_out():
    """After :meth:`asyncio.Queue.shutdown` (Python 3.13) ``put`` raises
    :exc:`asyncio.QueueShutDown`, and ``get`` does when the queue is empty.
    """

    async def main():
        orders = asyncio.Queue()
        await orders.put("soup")
        orders.shutdown()
        with pytest.raises(asyncio.QueueShutDown):
            await orders.put("pasta")
        got = []
        with pytest.raises(asyncio.QueueShutDown):
            while True:
                got.append(await orders.get())
        assert got == ["soup"]

    asyncio.run(main())


@pytest.mark.skipif(
    sys.version_info < (3, 13), reason="Queue.shutdown is new in Python 3.13"
)
@pytest.mark.mutation("immediate=True", "immediate=False")
@pytest.mark.today("The documentation says that every ``join`` ends.")
def test_immediate_shutdown_counts_what_is_dropped():
    """``shutdown(immediate=True)`` (Python 3.13) drops the items in the queue
    and counts them as done. An item that was taken out before still needs its
    ``task_done``: until then ``join`` waits.
    """

    async def main():
        orders = asyncio.Queue()
        for dish in "soup", "pasta", "pie":
            await orders.put(dish)
        await orders.get()
        orders.shutdown(immediate=True)
        assert orders.empty()
        joining = asyncio.create_task(orders.join())
        await asyncio.sleep(0.01)
        assert not joining.done()
        orders.task_done()
        await asyncio.wait_for(joining, 1)

    asyncio.run(main())


@pytest.mark.skipif(
    sys.version_info < (3, 13), reason="Queue.shutdown is new in Python 3.13"
)
@pytest.mark.mutation("each.shutdown()", "each.qsize()")
@pytest.mark.today("Of those that wait in ``put`` it is promised.")
def test_shutdown_wakes_those_who_wait():
    """:meth:`asyncio.Queue.shutdown` (Python 3.13) wakes the tasks that wait
    in ``get``, and those that wait in ``put``, with
    :exc:`asyncio.QueueShutDown`.
    """

    async def main():
        full, orders = asyncio.Queue(maxsize=1), asyncio.Queue()
        full.put_nowait("soup")
        waiting = [
            asyncio.create_task(each)
            for each in (full.put("pasta"), orders.get(), orders.get())
        ]
        await asyncio.sleep(0)
        for each in full, orders:
            each.shutdown()
        _, pending = await asyncio.wait(waiting, timeout=0.1)
        assert not pending
        for task in waiting:
            assert isinstance(task.exception(), asyncio.QueueShutDown)

    asyncio.run(main())
