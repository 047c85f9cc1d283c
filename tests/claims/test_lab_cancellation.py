"""Claims of the lab *Cancellation*."""

import asyncio
import sys

import pytest


@pytest.mark.mutation("await asyncio.wait([task])", "await asyncio.sleep(0)")
@pytest.mark.promised("asyncio.Task.cancel")
def test_cancel_after_the_end():
    """A task that has ended cannot be cancelled: ``cancel`` returns false,
    and result and count stay as they are.
    """

    async def main():
        task = asyncio.create_task(asyncio.sleep(0.01, "coffee"))
        await asyncio.wait([task])
        assert not task.cancel()
        assert task.result() == "coffee"
        assert task.cancelling() == 0

    asyncio.run(main())


@pytest.mark.mutation("# no turn", "await asyncio.sleep(0)")
@pytest.mark.today
def test_requests_before_one_turn():
    """Requests that come before the task has its turn raise one exception
    between them, and yet each is counted.
    """
    caught = []

    async def brew():
        for _ in range(3):
            try:
                await asyncio.sleep(0.01)
            except asyncio.CancelledError:
                caught.append(asyncio.current_task().cancelling())

    async def main():
        task = asyncio.create_task(brew())
        await asyncio.sleep(0)
        task.cancel()
        # no turn
        task.cancel()
        await asyncio.wait([task])

    asyncio.run(main())
    assert caught == [2]


@pytest.mark.mutation(".cancel()", ".cancelling()")
@pytest.mark.today
def test_return_after_a_request():
    """A task that returns after a request, and has not suspended since, has
    run to its end, but counts as cancelled. What it returned is lost.
    """
    log = []

    async def wash():
        asyncio.current_task().cancel()
        log.append("clean")
        return "cups"

    async def main():
        task = asyncio.create_task(wash())
        await asyncio.wait([task])
        assert task.cancelled()
        with pytest.raises(asyncio.CancelledError):
            task.result()

    asyncio.run(main())
    assert log == ["clean"]


@pytest.mark.mutation("coffee.cancel()", "guest.cancel()")
@pytest.mark.promised("asyncio.shield")
def test_shield_does_not_hide_the_end():
    """If the task behind a shield is cancelled itself, whoever awaits the
    shield gets the :exc:`asyncio.CancelledError`, and was never asked.
    """

    async def main():
        coffee = asyncio.create_task(asyncio.sleep(60))

        async def drink():
            await asyncio.shield(coffee)

        guest = asyncio.create_task(drink())
        await asyncio.sleep(0)
        coffee.cancel()
        await asyncio.wait([guest])
        assert guest.cancelled()
        assert guest.cancelling() == 0

    asyncio.run(main())


@pytest.mark.skipif(
    sys.version_info < (3, 13), reason="that is so since Python 3.13"
)
@pytest.mark.mutation('log.append("swallowed")', "task.uncancel()")
@pytest.mark.promised("taskgroups")
def test_group_takes_a_swallowed_request_up_again():
    """Since Python 3.13, a task group that fails cancels its task again if a
    request still counts. A swallowed one comes back, unless it was taken
    back with ``uncancel``.
    """
    log = []

    async def burn():
        raise ValueError("burnt")

    async def main():
        task = asyncio.current_task()
        task.cancel()
        try:
            await asyncio.sleep(0)
        except asyncio.CancelledError:
            log.append("swallowed")
        try:
            async with asyncio.TaskGroup() as kitchen:
                kitchen.create_task(burn())
        except* ValueError:
            log.append("burnt")
        await asyncio.sleep(0)
        log.append("toasted")

    with pytest.raises(asyncio.CancelledError):
        asyncio.run(main())
    assert log == ["swallowed", "burnt"]
