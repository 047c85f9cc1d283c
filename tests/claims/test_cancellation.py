"""Claims of the page *Cancellation*."""

import asyncio
import sys
import warnings

import pytest


@pytest.mark.mutation("task.cancel()", "await task")
@pytest.mark.promised("asyncio.Task.cancel")
def test_cancel_is_a_request():
    """:meth:`~asyncio.Task.cancel` only asks: it neither ends the task nor
    gives it a turn.
    """
    log = []

    async def brew():
        try:
            await asyncio.sleep(0.01)
        finally:
            log.append("off")

    async def main():
        task = asyncio.create_task(brew())
        await asyncio.sleep(0)
        task.cancel()
        assert not task.done()
        assert not log
        await asyncio.wait([task])
        assert task.cancelled()
        assert log == ["off"]

    asyncio.run(main())


@pytest.mark.mutation("asyncio.CancelledError as error", "ValueError as error")
@pytest.mark.promised("asyncio.Task.cancel", "asyncio.Task")
def test_cancelled_error_is_raised_at_the_await():
    """A task that is asked to stop gets an :exc:`asyncio.CancelledError`,
    raised at the ``await`` at which it stands, in its next turn. If it awaits
    another task, that one is asked first, and may keep the request to itself.
    """
    lines = []

    async def brew(swallows):
        lines.append("coffee on")
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError as error:
            lines.append(type(error).__name__)
            if not swallows:
                raise

    async def serve(coffee):
        try:
            await coffee
        except asyncio.CancelledError:
            lines.append("nothing to serve")
            raise
        lines.append("served all the same")

    async def main():
        for swallows in False, True:
            task = asyncio.create_task(
                serve(asyncio.create_task(brew(swallows)))
            )
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            task.cancel()
            await asyncio.wait([task])

    asyncio.run(main())
    begin = ["coffee on", "CancelledError"]
    ends = ["nothing to serve"], ["served all the same"]
    assert lines == begin + ends[0] + begin + ends[1]


@pytest.mark.mutation('return "a table"', "raise")
@pytest.mark.today
def test_a_swallowed_request_reaches_nobody():
    """If the task that is awaited catches the cancellation and returns, the
    task that awaits it gets the result and no exception, although its
    ``cancel`` returned ``True``.
    """

    async def look():
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            return "a table"

    async def have(looking):
        return await looking

    async def main():
        task = asyncio.create_task(have(asyncio.create_task(look())))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        assert task.cancel()
        await asyncio.wait([task])
        assert not task.cancelled()
        assert task.result() == "a table"

    asyncio.run(main())


@pytest.mark.mutation("except Exception", "except BaseException")
@pytest.mark.promised("asyncio.CancelledError")
def test_except_exception_lets_cancellation_pass():
    """``except Exception`` does not catch :exc:`asyncio.CancelledError`,
    which is a :exc:`BaseException`.
    """

    async def call():
        try:
            await asyncio.sleep(60)
        except Exception:
            return

    async def main():
        task = asyncio.create_task(call())
        await asyncio.sleep(0)
        task.cancel()
        await asyncio.wait([task])
        assert task.cancelled()

    asyncio.run(main())


@pytest.mark.mutation("await done", "await asyncio.sleep(0)")
@pytest.mark.today
def test_cancellation_needs_a_suspension():
    """A task that is asked to stop during its own turn runs on, through any
    ``await`` that does not suspend, to the first that does.
    """
    log = []

    async def wash():
        done = asyncio.get_running_loop().create_future()
        done.set_result(None)
        asyncio.current_task().cancel()
        await done
        log.append("rinsed")
        await asyncio.sleep(0)
        log.append("dry")

    async def main():
        await asyncio.wait([asyncio.create_task(wash())])

    asyncio.run(main())
    assert log == ["rinsed"]


@pytest.mark.mutation("task.cancel()", "await asyncio.sleep(0); task.cancel()")
@pytest.mark.unless(eager="a task has its first turn in create_task")
@pytest.mark.today
def test_cancelled_before_it_starts():
    """A task that is cancelled before its first turn runs not at all: no
    ``except`` and no ``finally`` of it either.
    """
    log = []

    async def brew():
        try:
            await asyncio.sleep(60)
        finally:
            log.append("off")

    async def main():
        task = asyncio.create_task(brew())
        task.cancel()
        await asyncio.wait([task])
        assert task.cancelled()

    asyncio.run(main())
    assert log == []


@pytest.mark.mutation("await coffee", "await asyncio.wait([coffee])")
@pytest.mark.promised("asyncio.Task.cancel", "asyncio.wait")
def test_awaiting_a_cancelled_task_raises():
    """To await a task that was cancelled raises
    :exc:`asyncio.CancelledError` in the one that awaits, which nobody has
    cancelled. :func:`asyncio.wait` does not raise.
    """

    async def main():
        coffee = asyncio.create_task(asyncio.sleep(60))
        coffee.cancel()
        with pytest.raises(asyncio.CancelledError):
            await coffee
        assert asyncio.current_task().cancelling() == 0
        await asyncio.wait([coffee])

    asyncio.run(main())


@pytest.mark.mutation("await coffee", "await asyncio.shield(coffee)")
@pytest.mark.promised("asyncio.Task")
def test_cancellation_goes_down():
    """Cancelling a task that awaits another task cancels that one, too."""

    async def main():
        coffee = asyncio.create_task(asyncio.sleep(60))

        async def breakfast():
            await coffee

        guest = asyncio.create_task(breakfast())
        await asyncio.sleep(0)
        guest.cancel()
        await asyncio.wait([guest])
        assert coffee.cancelled()
        assert guest.cancelled()

    asyncio.run(main())


@pytest.mark.mutation("again = False", "again = True")
@pytest.mark.today("That a task may clean up, or refuse, is promised.")
def test_one_exception_for_each_request(duration):
    """One request raises at most one exception in the task. After that the
    task can await as before, in ``finally`` or anywhere else, until a second
    request. (That :claim:`can come from a task group <group takes a swallowed
    request up again>`.)
    """
    log = []
    again = False

    async def brew():
        try:
            await asyncio.sleep(60)
        finally:
            await asyncio.sleep(3)
            log.append("rinsed")

    async def main():
        task = asyncio.create_task(brew())
        await asyncio.sleep(1)
        task.cancel()
        await asyncio.sleep(1)
        if again:
            task.cancel()
        await asyncio.wait([task])
        assert task.cancelled()

    assert duration(main()) == 4
    assert log == ["rinsed"]


@pytest.mark.mutation('return "a table"', "raise")
@pytest.mark.promised("asyncio.Task.cancel")
def test_swallowed_cancellation():
    """A task that catches the exception and does not raise it goes on, and
    does not count as cancelled. Who awaits it gets its result.
    """

    async def call():
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            return "a table"

    async def main():
        task = asyncio.create_task(call())
        await asyncio.sleep(0)
        task.cancel()
        await asyncio.wait([task])
        assert not task.cancelled()
        assert await task == "a table"

    asyncio.run(main())


@pytest.mark.mutation("return 'a table'", "raise")
@pytest.mark.promised("PEP 765")
def test_return_in_finally_swallows():
    """A bare ``except:`` swallows the cancellation, too, and so does
    ``return`` in a ``finally``, of which Python 3.14 warns.
    """
    program = (
        "async def call(asyncio):\n"
        " try: await asyncio.sleep(60)\n"
        " {}: return 'a table'"
    )

    async def main(call):
        task = asyncio.create_task(call(asyncio))
        await asyncio.sleep(0)
        task.cancel()
        await asyncio.wait([task])
        assert not task.cancelled()
        assert task.result() == "a table"

    for clause in "except", "finally":
        names = {}
        with warnings.catch_warnings(record=True) as warned:
            warnings.simplefilter("always")
            exec(program.format(clause), names)
        warns = clause == "finally" and sys.version_info >= (3, 14)
        assert bool(warned) == warns
        asyncio.run(main(names["call"]))


@pytest.mark.mutation("task.uncancel()", "task.cancelling()")
@pytest.mark.promised("asyncio.Task.cancelling", "asyncio.Task.uncancel")
def test_requests_are_counted():
    """A task counts its requests: :meth:`~asyncio.Task.cancelling` tells how
    many, also after the exception was caught, and
    :meth:`~asyncio.Task.uncancel` takes one back.
    """

    async def main():
        task = asyncio.current_task()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asyncio.sleep(0)
        assert task.cancelling() == 1
        task.uncancel()
        assert task.cancelling() == 0

    asyncio.run(main())


@pytest.mark.mutation("asyncio.shield(paying)", "paying")
@pytest.mark.promised("asyncio.shield")
def test_shield_saves_the_task_behind_it(duration):
    """A task that is cancelled while it awaits :func:`asyncio.shield` gets
    the exception, and what is behind the shield runs on.
    """

    async def main():
        paying = asyncio.create_task(asyncio.sleep(3, "paid"))

        async def check_out():
            await asyncio.shield(paying)

        guest = asyncio.create_task(check_out())
        await asyncio.sleep(1)
        guest.cancel()
        await asyncio.wait([guest])
        assert guest.cancelled()
        assert not paying.done()
        assert await paying == "paid"

    assert duration(main()) == 3


@pytest.mark.mutation("task.cancel()", "assert True")
@pytest.mark.today
def test_cancellation_beats_a_result():
    """A task that has been woken with a result, and is cancelled before its
    turn, gets the exception. The result is lost to it.
    """

    async def main():
        plate = asyncio.get_running_loop().create_future()

        async def carry():
            return await plate

        task = asyncio.create_task(carry())
        await asyncio.sleep(0)
        plate.set_result(1)
        task.cancel()
        await asyncio.wait([task])
        assert task.cancelled()
        assert plate.result() == 1

    asyncio.run(main())
