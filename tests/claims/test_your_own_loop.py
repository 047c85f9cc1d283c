"""Claims of the page *Your own loop*."""

import asyncio
import gc
import selectors

import breakfast
import doorbell
import own_loop
import pytest


@pytest.mark.mutation(
    "own_loop.run(program.main())", "own_loop.run(breakfast.main())"
)
@pytest.mark.unless(eager="our loop starts no task eagerly")
@pytest.mark.ours
def test_same_programs_on_both_loops(capsys, monkeypatch):
    """``breakfast.py`` and ``doorbell.py``, unchanged, print the same on our
    loop as on that of asyncio.
    """
    for program in breakfast, doorbell:
        asyncio.run(program.main())
        on_asyncio = capsys.readouterr().out
        monkeypatch.setattr(program, "asyncio", own_loop)
        own_loop.run(program.main())
        assert capsys.readouterr().out == on_asyncio != ""


@pytest.mark.mutation("asyncio.sleep(1)", "asyncio.sleep(0)")
@pytest.mark.today
def test_what_reaches_the_loop_is_a_future():
    """What a coroutine of asyncio hands to the loop where it suspends is a
    future, whether it sleeps, awaits a task or gets from a queue. Only
    ``sleep(0)`` hands it ``None``.
    """

    async def main():
        task = asyncio.current_task()
        waits = [asyncio.sleep(1), asyncio.Queue().get(), asyncio.wait([task])]
        for coroutine in waits:
            handed = coroutine.send(None)
            coroutine.close()
            assert isinstance(handed, asyncio.Future)
        pause = asyncio.sleep(0 * 1)
        assert pause.send(None) is None
        pause.close()

    asyncio.run(main())


@pytest.mark.mutation("loop.call_soon(int)", "pass")
@pytest.mark.today
def test_loop_waits_in_its_selector():
    """The loop of asyncio waits in its selector: not at all while something is
    ready, and otherwise until its next timer is due.
    """
    waits = []

    class Selector(selectors.DefaultSelector):
        def select(self, timeout=None):
            waits.append(timeout)
            return super().select(timeout)

    loop = asyncio.SelectorEventLoop(Selector())
    loop.call_soon(int)
    loop.call_later(0.2, loop.stop)
    loop.run_forever()
    loop.close()
    assert waits[0] == 0
    assert 0 < waits[1] <= 0.2


@pytest.mark.mutation("await asyncio.sleep(0)", "continue")
@pytest.mark.today
def test_timers_fire_beside_busy_tasks():
    """Tasks that are always ready do not keep timers from firing: between two
    rounds of turns asyncio's loop looks at its timers and its selector.
    """
    rung = []

    async def main():
        asyncio.get_running_loop().call_later(0.01, rung.append, "ding")
        for _ in range(1_000_000):
            if rung:
                break
            await asyncio.sleep(0)
        assert rung == ["ding"]

    asyncio.run(main())


@pytest.mark.mutation("guest.cancel()", "guest.set_name('gone')")
@pytest.mark.promised("asyncio.Task")
def test_cancel_reaches_what_is_awaited():
    """To cancel a task that awaits a future or another task cancels what it
    awaits. What it only waits for, with :func:`asyncio.wait`, stays.
    """

    async def have(order):
        await order

    async def main():
        order = asyncio.get_running_loop().create_future()
        cook = asyncio.create_task(have(order))
        guest = asyncio.create_task(have(cook))
        watcher = asyncio.create_task(asyncio.wait([cook]))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        watcher.cancel()
        await asyncio.wait([watcher], timeout=1)
        assert watcher.cancelled()
        assert not cook.done()
        guest.cancel()
        await asyncio.wait([guest, cook], timeout=1)
        assert order.cancelled()
        assert cook.cancelled()
        assert guest.cancelled()

    asyncio.run(main())


@pytest.mark.mutation("running(own_loop)", "running(asyncio)")
@pytest.mark.ours
def test_own_loop_reports_no_lost_error(caplog):
    """Our loop does not report the error of a task that nobody awaits; that of
    asyncio does.
    """

    def running(aio):
        async def burn():
            raise ValueError("burnt")

        async def main():
            aio.create_task(burn())
            await aio.sleep(0.01)

        caplog.clear()
        aio.run(main())
        gc.collect()
        return caplog.text

    assert "burnt" in running(asyncio)
    assert not running(own_loop)


@pytest.mark.mutation("aio.sleep(60)", "aio.sleep(0)")
@pytest.mark.ours
def test_own_loop_leaves_tasks():
    """When ``main`` ends, our loop forgets the tasks that are left;
    :func:`asyncio.run` cancels them.
    """
    log = []

    def run_on(aio):
        async def wash_up():
            try:
                await aio.sleep(60)
            finally:
                log.append(aio.__name__)

        async def main():
            task = aio.create_task(wash_up())
            await aio.sleep(0.01)
            return task

        return aio.run(main())

    assert run_on(asyncio).cancelled()
    left = run_on(own_loop)
    assert not left.done
    assert log == ["asyncio"]
    left.coroutine.close()
