"""Claims of the page *Event loop*."""

import asyncio
import threading

import pytest


@pytest.mark.mutation(
    "first = asyncio.run(main())",
    "first = asyncio.new_event_loop(); first.run_until_complete(main())",
)
@pytest.mark.promised("asyncio.run")
def test_run_closes_its_loop():
    """:func:`asyncio.run` makes a new event loop, runs the coroutine on it
    until that ends, returns its result, and closes the loop.
    """

    async def main():
        return asyncio.get_running_loop()

    first = asyncio.run(main())
    assert asyncio.run(main()) is not first
    assert first.is_closed()


@pytest.mark.mutation(
    "second.run_until_complete(coroutine)", "await coroutine"
)
@pytest.mark.today("That it cannot be done is promised, not with which error.")
def test_one_running_loop_per_thread():
    """In a single thread only one event loop can be running: to run a second
    there raises :exc:`RuntimeError`.
    """

    async def brew():
        return "coffee"

    async def main():
        second, coroutine = asyncio.new_event_loop(), brew()
        with pytest.raises(RuntimeError, match="another loop is running"):
            second.run_until_complete(coroutine)
        coroutine.close()
        second.close()

    asyncio.run(main())


@pytest.mark.mutation(
    "target=asyncio.run, args=[brew()]", "target=brew().close"
)
@pytest.mark.promised("asyncio-threading")
def test_a_loop_in_each_thread():
    """Another thread can run an event loop of its own at the same time."""
    loops = []

    async def brew():
        loops.append(asyncio.get_running_loop())

    async def main():
        thread = threading.Thread(target=asyncio.run, args=[brew()])
        thread.start()
        thread.join()
        loops.append(asyncio.get_running_loop())

    asyncio.run(main())
    assert len(set(loops)) == 2


@pytest.mark.mutation("coroutine.send(None)", "asyncio.run(coroutine)")
@pytest.mark.promised("asyncio.get_running_loop")
def test_no_running_loop_outside():
    """Where no event loop is running in the thread,
    :func:`asyncio.get_running_loop` raises :exc:`RuntimeError`, even in a
    coroutine.
    """

    async def brew():
        return asyncio.get_running_loop()

    coroutine = brew()
    with pytest.raises(RuntimeError, match="no running event loop"):
        coroutine.send(None)


@pytest.mark.mutation(
    'loop.call_soon(log.append, "phone")', 'log.append("phone")'
)
@pytest.mark.today("It is promised of the callbacks of ``call_soon`` alone.")
def test_ready_queue_is_fifo():
    """Tasks and callbacks that are ready get their turns first in, first
    out.
    """
    log = []

    async def guest(name, door):
        await door
        log.append(name)

    async def main():
        loop = asyncio.get_running_loop()
        doors = [loop.create_future() for _ in range(2)]
        second = asyncio.create_task(guest("Bob", doors[1]))
        first = asyncio.create_task(guest("Ann", doors[0]))
        await asyncio.sleep(0)
        doors[0].set_result(None)
        loop.call_soon(log.append, "phone")
        doors[1].set_result(None)
        await asyncio.gather(second, first)

    asyncio.run(main())
    assert log == ["Ann", "phone", "Bob"]


@pytest.mark.mutation("loop.call_soon(again)", "again()")
@pytest.mark.promised("asyncio.loop.call_soon")
def test_nobody_pushes_in():
    """What a callback schedules with ``call_soon`` goes to the end of the
    queue, behind all that is ready now.
    """
    log = []

    async def main():
        loop = asyncio.get_running_loop()

        def again():
            log.append("again")

        def once():
            log.append("once")
            loop.call_soon(again)

        loop.call_soon(once)
        loop.call_soon(log.append, "other")
        await asyncio.sleep(0)
        await asyncio.sleep(0)

    asyncio.run(main())
    assert log == ["once", "other", "again"]


@pytest.mark.mutation("loop.call_later(3,", "loop.call_later(1,")
@pytest.mark.today
def test_timers_fire_by_deadline(duration):
    """Timers fire in the order of their deadlines, not in the order in which
    they were set.
    """
    log = []

    async def main():
        loop = asyncio.get_running_loop()
        loop.call_later(3, log.append, "hard")
        loop.call_later(2, log.append, "soft")
        await asyncio.sleep(4)

    duration(main())
    assert log == ["soft", "hard"]


@pytest.mark.mutation("loop.clock.now += 3", "pass")
@pytest.mark.promised("asyncio.loop.call_at", "asyncio-handle-blocking")
def test_a_timer_waits_and_may_be_late(duration):
    """A timer waits for its deadline, and fires late if a task or a callback
    holds the loop at that moment.
    """
    fired = []

    async def main():
        loop = asyncio.get_running_loop()

        def note():
            fired.append(loop.time())

        def calculate():
            loop.clock.now += 3  # holds the loop for three seconds

        loop.call_at(1, note)
        loop.call_at(2, calculate)
        loop.call_at(4, note)
        await asyncio.sleep(6)

    duration(main())
    assert fired == [1, 5]


@pytest.mark.mutation(
    "with asyncio.Runner() as runner", "for runner in [asyncio]"
)
@pytest.mark.promised("asyncio.Runner")
def test_runner_keeps_its_loop():
    """A :class:`asyncio.Runner` runs several coroutines on one and the same
    loop.
    """

    async def which_loop():
        return asyncio.get_running_loop()

    with asyncio.Runner() as runner:
        first = runner.run(which_loop())
        assert runner.run(which_loop()) is first


@pytest.mark.mutation("thread.start()", "thread.run()")
@pytest.mark.promised("asyncio.loop.call_soon", "asyncio-debug-mode")
def test_call_soon_is_not_for_other_threads():
    """``call_soon`` is not for other threads: debug mode makes it a
    :exc:`RuntimeError` there.
    """
    errors = []

    async def main():
        loop = asyncio.get_running_loop()

        def intrude():
            try:
                loop.call_soon(print)
            except RuntimeError as error:
                errors.append(error)

        thread = threading.Thread(target=intrude)
        thread.start()
        while thread.is_alive():
            await asyncio.sleep(0.01)

    asyncio.run(asyncio.wait_for(main(), 1), debug=True)
    assert "Non-thread-safe" in str(errors)
