"""Claims of the page *Synchronization*."""

import asyncio
import random
import selectors
import threading

import pytest


@pytest.mark.mutation("async with till:", "if till:")
@pytest.mark.promised("asyncio.Lock", "asyncio.Lock.release")
def test_lock_keeps_others_out():
    """While a task is inside ``async with lock``, no other task enters a block
    with the same lock, even where the first one awaits, as long as nobody
    calls ``release`` besides.
    """
    log = []

    async def collect(name, till):
        async with till:
            log.append(name)
            await asyncio.sleep(0)
            log.append(name)

    async def main():
        till = asyncio.Lock()
        await asyncio.gather(collect("a", till), collect("b", till))

    asyncio.run(main())
    assert log in (["a", "a", "b", "b"], ["b", "b", "a", "a"])


@pytest.mark.mutation("till.release()  # not its own", "pass")
@pytest.mark.promised("asyncio.Lock.release")
def test_lock_has_no_owner():
    """A lock does not know which task holds it: any other can release it. It
    stops only the tasks that ask for it.
    """

    async def hold(till, log):
        async with till:
            await asyncio.sleep(0.1)
            log.append("left alone")

    async def main():
        till, log = asyncio.Lock(), []
        holding = asyncio.create_task(hold(till, log))
        await asyncio.sleep(0.01)
        log.append("does not ask")
        till.release()  # not its own
        await till.acquire()
        log.append("has it")
        await asyncio.wait([holding])
        assert log == ["does not ask", "has it", "left alone"]

    asyncio.run(main())


@pytest.mark.mutation("for name in names", "for name in reversed(names)")
@pytest.mark.promised("asyncio.Lock.acquire")
def test_lock_is_fair():
    """A lock is given to those who wait for it in the order in which they
    began to wait.
    """
    served = []
    names = ["Ann", "Bob", "Eve"]

    async def collect(name, till):
        async with till:
            served.append(name)
            await asyncio.sleep(0)

    async def main():
        till = asyncio.Lock()
        waiting = []
        async with till:
            for name in names:
                waiting.append(asyncio.create_task(collect(name, till)))
                await asyncio.sleep(0.01)
        await asyncio.gather(*waiting)

    asyncio.run(main())
    assert served == names


@pytest.mark.mutation(
    "async with till:  # again", "async with asyncio.Lock():"
)
@pytest.mark.promised("asyncio.Lock.acquire")
def test_lock_cannot_be_taken_twice(duration):
    """A task that holds a lock and asks for it again waits for itself: an
    :class:`asyncio.Lock` is not reentrant.
    """

    async def main():
        till = asyncio.Lock()
        async with till:
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(3600):
                    async with till:  # again
                        pass

    assert duration(main()) == 3600


@pytest.mark.mutation("async with till:  # hold", "if await till.acquire():")
@pytest.mark.promised("asyncio.Lock")
def test_lock_is_released_by_an_error():
    """``async with lock`` releases the lock however the block is left: by an
    exception and by a cancellation, too.
    """

    async def hold(till, fault):
        async with till:  # hold
            await asyncio.sleep(0)
            assert till.locked()
            if fault:
                raise fault
            await asyncio.sleep(3600)

    async def main():
        for fault in ValueError(), None:
            till = asyncio.Lock()
            holding = asyncio.create_task(hold(till, fault))
            await asyncio.wait([holding], timeout=0.1)
            holding.cancel()
            await asyncio.wait([holding])
            assert holding.cancelled() == (fault is None)
            assert not till.locked()

    asyncio.run(main())


@pytest.mark.mutation("bell.set()", "guests[0].cancel()")
@pytest.mark.promised("asyncio.Event.set", "asyncio.Event.clear")
def test_event_wakes_all_and_stays_set():
    """:meth:`asyncio.Event.set` wakes every task that waits, and whoever asks
    later need not wait, until somebody calls ``clear``.
    """

    async def main():
        bell = asyncio.Event()
        guests = [asyncio.create_task(bell.wait()) for _ in range(3)]
        await asyncio.sleep(0.01)
        bell.set()
        await asyncio.sleep(0.01)
        assert all(guest.done() for guest in guests)
        async with asyncio.timeout(0.1):
            await bell.wait()
        bell.clear()
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.1):
                await bell.wait()

    asyncio.run(main())


@pytest.mark.mutation("bell.set()", "pass")
@pytest.mark.today("That ``set`` wakes all who wait is promised.")
def test_event_set_and_cleared_wakes_all():
    """An event that is set and cleared at once still wakes all who wait, and
    they find it cleared.
    """

    async def guest(bell):
        await bell.wait()
        return bell.is_set()

    async def main():
        bell = asyncio.Event()
        guests = [asyncio.create_task(guest(bell)) for _ in range(3)]
        await asyncio.sleep(0.01)
        bell.set()
        bell.clear()
        _, waiting = await asyncio.wait(guests, timeout=0.1)
        assert not waiting
        assert [guest.result() for guest in guests] == [False, False, False]

    asyncio.run(main())


@pytest.mark.mutation("await plate.wait()", "await asyncio.sleep(0.1)")
@pytest.mark.promised("asyncio.Condition.wait")
def test_condition_gives_its_lock_up():
    """:meth:`asyncio.Condition.wait` releases the lock while it waits, and has
    it again when it returns.
    """

    async def guest(plate):
        async with plate:
            await plate.wait()
            assert plate.locked()
        return "served"

    async def main():
        plate = asyncio.Condition()
        waiting = asyncio.create_task(guest(plate))
        await asyncio.sleep(0.01)
        assert not plate.locked()
        async with plate:
            plate.notify_all()
        assert await waiting == "served"

    asyncio.run(main())


@pytest.mark.mutation("plate.wait_for(lambda: toasts)", "plate.wait()")
@pytest.mark.promised("asyncio.Condition.wait_for")
def test_wait_for_looks_again():
    """``wait_for`` goes on waiting until its function returns something true,
    however often it is notified.
    """
    toasts = []

    async def guest(plate):
        async with plate:
            await plate.wait_for(lambda: toasts)
            return toasts.pop() if toasts else "nothing"

    async def main():
        plate = asyncio.Condition()
        waiting = asyncio.create_task(guest(plate))
        await asyncio.sleep(0)
        for delivery in [], [], ["toast"]:
            async with plate:
                toasts.extend(delivery)
                plate.notify_all()
            await asyncio.sleep(0)
        assert await waiting == "toast"

    asyncio.run(main())


@pytest.mark.mutation(
    "plate = asyncio.Condition()",
    "plate = asyncio.Condition(); await plate.acquire()",
)
@pytest.mark.today("That they raise while it is free is promised.")
def test_notify_needs_the_lock():
    """``wait`` and ``notify`` raise :exc:`RuntimeError` while the lock of the
    condition is free. That another task holds it they do not notice.
    """

    async def main():
        plate = asyncio.Condition()
        with pytest.raises(RuntimeError):
            plate.notify()
        with pytest.raises(RuntimeError):
            await plate.wait()
        await asyncio.create_task(plate.acquire())
        plate.notify()
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(plate.wait(), 0.01)

    asyncio.run(main())


@pytest.mark.mutation("asyncio.Semaphore(2)", "asyncio.Semaphore(3)")
@pytest.mark.promised("asyncio.Semaphore")
def test_semaphore_limits(duration):
    """At most *n* tasks are inside ``async with`` of an
    :class:`asyncio.Semaphore` of *n*, if nothing else calls its ``release``.
    """
    inside = most = 0

    async def cook(stove):
        nonlocal inside, most
        async with stove:
            inside += 1
            most = max(most, inside)
            await asyncio.sleep(random.random())
            inside -= 1

    async def main():
        stove = asyncio.Semaphore(2)
        await asyncio.gather(*(cook(stove) for _ in range(99)))

    duration(main())
    assert most == 2


@pytest.mark.mutation("asyncio.BoundedSemaphore(2)", "asyncio.Semaphore(2)")
@pytest.mark.promised("asyncio.Semaphore.release", "asyncio.BoundedSemaphore")
def test_bounded_semaphore_notices():
    """A ``release`` too many makes room for one more in a semaphore; a
    :class:`asyncio.BoundedSemaphore` raises :exc:`ValueError` instead, if no
    task is inside. A task inside hides one that is too many.
    """

    async def main():
        plain = asyncio.Semaphore(2)
        plain.release()
        for _ in range(3):
            await plain.acquire()
        bounded = asyncio.BoundedSemaphore(2)
        with pytest.raises(ValueError):
            bounded.release()
        await bounded.acquire()
        bounded.release()  # of a task that is not inside: no error
        for _ in range(2):
            await bounded.acquire()

    asyncio.run(main())


@pytest.mark.mutation("for _ in range(2)", "for _ in range(3)")
@pytest.mark.promised("asyncio.Barrier.wait")
def test_barrier_waits_for_all():
    """:meth:`asyncio.Barrier.wait` returns when as many tasks as the barrier
    was made for wait there, and not before.
    """

    async def main():
        table = asyncio.Barrier(3)
        guests = [asyncio.create_task(table.wait()) for _ in range(2)]
        await asyncio.sleep(0.01)
        assert not any(guest.done() for guest in guests)
        async with asyncio.timeout(0.1):
            await table.wait()
            await asyncio.gather(*guests)

    asyncio.run(main())


@pytest.mark.mutation("bell.set()", "loop.call_soon_threadsafe(bell.set)")
@pytest.mark.today("That it is not thread-safe is promised.")
def test_event_of_a_thread_wakes_nobody():
    """An :class:`asyncio.Event` is not thread-safe: if another thread sets it,
    that does not wake a loop that sleeps. In debug mode ``set`` raises
    :exc:`RuntimeError` in that thread, if a task waits.
    """
    asleep, heard = threading.Event(), threading.Event()

    class Selector(selectors.DefaultSelector):
        def select(self, timeout=None):
            if timeout is None:
                asleep.set()
            return super().select(timeout)

    def new_loop():
        return asyncio.SelectorEventLoop(Selector())

    def ring(loop, bell):
        asleep.wait()
        try:
            bell.set()
            noticed = False
        except RuntimeError:
            noticed = True
        assert noticed == loop.get_debug()
        assert not heard.wait(0.5)

    async def hear(bell):
        await bell.wait()
        heard.set()

    async def main():
        loop, bell = asyncio.get_running_loop(), asyncio.Event()
        hearing = asyncio.create_task(hear(bell))
        await loop.run_in_executor(None, ring, loop, bell)
        hearing.cancel()

    loop = new_loop()
    loop.run_until_complete(main())
    loop.close()  # asyncio.run would wait for the task, which may never wake


@pytest.mark.mutation("order = [knife, board]", "order = [board, knife]")
@pytest.mark.promised("asyncio.Lock.acquire")
def test_one_order_of_locks():
    """Two tasks that take the same two locks in the same order do not wait for
    each other for ever; in opposite orders they can.
    """

    async def slice_bread(first, second):
        async with first:
            await asyncio.sleep(0)
            async with second:
                return "sliced"

    async def all_end(*orders):
        tasks = [asyncio.create_task(slice_bread(*each)) for each in orders]
        _, waiting = await asyncio.wait(tasks, timeout=0.1)
        for task in waiting:
            task.cancel()
        return not waiting

    async def main():
        knife, board = asyncio.Lock(), asyncio.Lock()
        order = [knife, board]
        assert await all_end((knife, board), order)
        assert not await all_end((knife, board), (board, knife))

    asyncio.run(main())
