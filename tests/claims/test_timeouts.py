"""Claims of the page *Timeouts*."""

import asyncio
import sys
import time
from contextlib import suppress

import pytest


@pytest.mark.mutation("asyncio.timeout(1)", "asyncio.timeout(90)")
@pytest.mark.promised("asyncio.timeout")
def test_timeout_becomes_an_error_at_the_end(duration):
    """When its time is up, :func:`asyncio.timeout` cancels the task that is
    in the block. Where that :exc:`asyncio.CancelledError` leaves the block,
    it becomes a :exc:`TimeoutError`.
    """
    inside = []

    async def main():
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(1):
                try:
                    await asyncio.sleep(60)
                except BaseException as error:
                    inside.append(type(error))
                    raise
        assert asyncio.current_task().cancelling() == 0

    assert duration(main()) == 1
    assert inside == [asyncio.CancelledError]


@pytest.mark.mutation("task.cancel()", "pass")
@pytest.mark.today
def test_a_request_from_outside_comes_first(duration):
    """If the task is cancelled from outside as well before the block has
    ended, the :exc:`asyncio.CancelledError` leaves the block as it is.
    """

    async def serve():
        async with asyncio.timeout(1):
            try:
                await asyncio.sleep(60)
            finally:
                await asyncio.sleep(2)

    async def main():
        task = asyncio.create_task(serve())
        await asyncio.sleep(2)
        task.cancel()
        await asyncio.wait([task])
        assert task.cancelled()

    assert duration(main()) == 2


@pytest.mark.mutation("asyncio.sleep(seconds)", "asyncio.sleep(0)")
@pytest.mark.promised("asyncio.timeout")
def test_timeout_is_for_the_whole_block(duration):
    """The limit is for the whole block, not for each ``await`` in it."""
    served = []

    async def main():
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(2.5):
                for seconds in 1, 1, 1:
                    await asyncio.sleep(seconds)
                    served.append(seconds)

    assert duration(main()) == 2.5
    assert served == [1, 1]


@pytest.mark.mutation("limit.reschedule(None)", "limit.when()")
@pytest.mark.promised("asyncio.Timeout.reschedule", "asyncio.timeout")
def test_timeout_can_be_moved(duration):
    """``reschedule`` moves the moment, to another time of the loop's clock,
    or with ``None`` to never. ``asyncio.timeout(None)`` begins with never.
    """

    async def main():
        loop = asyncio.get_running_loop()
        with suppress(TimeoutError):
            async with asyncio.timeout(None) as limit:
                await asyncio.sleep(1)
                limit.reschedule(loop.time() + 2)
                await asyncio.sleep(1)
                limit.reschedule(None)
                await asyncio.sleep(60)

    assert duration(main()) == 62


@pytest.mark.mutation("timeout_at(3) as due", "timeout_at(9) as due")
@pytest.mark.promised("asyncio.timeout_at", "asyncio.Timeout.reschedule")
def test_deadline_does_not_depend_on_the_beginning(duration):
    """:func:`asyncio.timeout_at` takes a time of the loop's clock. If that
    has passed already, the first ``await`` that suspends is cancelled.
    """

    async def main():
        loop = asyncio.get_running_loop()
        await asyncio.sleep(2)
        with pytest.raises(TimeoutError):
            async with asyncio.timeout_at(3) as due:
                await asyncio.sleep(5)
        assert loop.time() == due.when()
        with pytest.raises(TimeoutError):
            async with asyncio.timeout_at(3):
                await asyncio.sleep(5)

    assert duration(main()) == 3


@pytest.mark.mutation("asyncio.timeout(1)", "asyncio.timeout(3)")
@pytest.mark.today("That timeouts can be nested is promised.")
def test_only_the_timeout_that_expired_raises(duration):
    """Of nested timeouts, only the one that has expired makes a
    :exc:`TimeoutError`. Within it there is nothing but a cancellation.
    """
    seen = []

    async def main():
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(1) as outer:
                try:
                    async with asyncio.timeout(2) as inner:
                        await asyncio.sleep(60)
                except BaseException as error:
                    seen.append(type(error))
                    raise
        assert (outer.expired(), inner.expired()) == (True, False)

    duration(main())
    assert seen == [asyncio.CancelledError]


@pytest.mark.mutation("swallowed = True", "raise")
@pytest.mark.today
def test_swallowed_timeout(duration):
    """If the block swallows the cancellation, no :exc:`TimeoutError` is
    raised, and nothing limits the block any more. ``expired()`` tells.
    """
    raised = []

    async def main():
        try:
            async with asyncio.timeout(1) as limit:
                try:
                    await asyncio.sleep(60)
                except asyncio.CancelledError:
                    swallowed = True
                await asyncio.sleep(60)
        except TimeoutError as error:
            raised.append(error)
        assert limit.expired()

    assert duration(main()) == 61
    assert not raised


@pytest.mark.mutation("time.sleep(0.05)", "await asyncio.sleep(0.05)")
@pytest.mark.today
def test_block_that_never_suspends_has_no_timeout():
    """A timeout never cancels a block that does not suspend, however long
    that takes.
    """

    async def main():
        with suppress(TimeoutError):
            async with asyncio.timeout(0.01) as limit:
                time.sleep(0.05)
        assert not limit.expired()

    asyncio.run(main())


@pytest.mark.mutation("asyncio.to_thread(grind)", "asyncio.sleep(0.05)")
@pytest.mark.promised("concurrent.futures.Future.cancel", "asyncio.run")
def test_timeout_does_not_stop_a_thread():
    """A timeout around :func:`asyncio.to_thread` ends the waiting. The
    thread runs on, and :func:`asyncio.run` :claim:`waits for it <run waits for
    threads>` at its end.
    """
    log = []

    def grind():
        time.sleep(0.05)
        log.append("ground")

    async def main():
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.01):
                await asyncio.to_thread(grind)
        assert not log

    asyncio.run(main())
    assert log == ["ground"]


@pytest.mark.mutation(
    "asyncio.wait_for(soup, 1)", "asyncio.wait_for(soup, 90)"
)
@pytest.mark.promised("asyncio.wait_for")
def test_wait_for_cancels_what_it_waits_for(duration):
    """When its time is up, :func:`asyncio.wait_for` cancels what it waits
    for, waits until that has ended, and raises :exc:`TimeoutError` if it was
    cancelled.
    """

    async def cook():
        try:
            await asyncio.sleep(60)
        finally:
            await asyncio.sleep(2)

    async def main():
        soup = asyncio.create_task(cook())
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(soup, 1)
        assert soup.cancelled()

    assert duration(main()) == 3


@pytest.mark.mutation('return "soup"', "raise")
@pytest.mark.today
def test_wait_for_raises_no_timeout_for_a_swallower(duration):
    """A coroutine that catches the cancellation decides what ``wait_for``
    does, however late: ``wait_for`` returns what the coroutine returns, and
    raises what it raises.
    """

    async def cook(late):
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            await asyncio.sleep(late)
            if late > 5:
                raise ValueError("burnt")
            return "soup"

    async def main():
        try:
            served = await asyncio.wait_for(cook(5), 1)
        except TimeoutError:
            served = "nothing"
        assert served == "soup"
        with pytest.raises(ValueError):
            await asyncio.wait_for(cook(6), 1)

    assert duration(main()) == 13


@pytest.mark.mutation("asyncio.wait_for(", "run_otherwise(")
@pytest.mark.today
def test_wait_for_makes_no_task():
    """Since Python 3.12, ``wait_for`` runs a coroutine inside the task that
    calls it, if it has any time at all. Python 3.11 makes a task of it.
    """

    async def who():
        return asyncio.current_task()

    async def run_otherwise(coroutine, timeout):
        if sys.version_info < (3, 12):
            return await coroutine
        return await asyncio.create_task(coroutine)

    async def main():
        me = await asyncio.wait_for(who(), 1)
        made_no_task = me is asyncio.current_task()
        assert made_no_task == (sys.version_info >= (3, 12))

    asyncio.run(main())


@pytest.mark.skipif(
    sys.version_info >= (3, 12), reason="that was so until Python 3.11"
)
@pytest.mark.mutation("soup.set_result(1)", "assert True")
@pytest.mark.today("Python 3.12 mended it.")
def test_wait_for_of_python_3_11_loses_a_request():
    """In Python 3.11, if the result is there when the request comes,
    ``wait_for`` returns the result, and the cancellation is lost.
    """

    async def main():
        soup = asyncio.get_running_loop().create_future()
        waiting = asyncio.create_task(asyncio.wait_for(soup, 60))
        await asyncio.sleep(0)
        soup.set_result(1)
        waiting.cancel()
        await asyncio.wait([waiting])
        assert not waiting.cancelled()
        assert waiting.result() == 1

    asyncio.run(main())


@pytest.mark.skipif(
    sys.version_info < (3, 12), reason="that is so since Python 3.12"
)
@pytest.mark.mutation("waiting.cancel()", "assert True")
@pytest.mark.today
def test_wait_for_obeys():
    """Since Python 3.12, if the result is there when the request comes,
    ``wait_for`` obeys, and the result is lost to whoever waited.
    """

    async def main():
        orders = asyncio.Queue()
        soup = asyncio.get_running_loop().create_future()
        for wait in soup, orders.get():
            waiting = asyncio.create_task(asyncio.wait_for(wait, 60))
            await asyncio.sleep(0)
            if wait is soup:
                soup.set_result(1)
            else:
                orders.put_nowait("soup")
            waiting.cancel()
            await asyncio.wait([waiting])
            assert waiting.cancelled()

    asyncio.run(main())
