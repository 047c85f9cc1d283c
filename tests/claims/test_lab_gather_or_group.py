"""Claims of the lab *gather or group*."""

import asyncio

import pytest


@pytest.mark.mutation("await both", "await asyncio.shield(both)")
@pytest.mark.promised("asyncio.gather")
def test_gather_passes_a_cancellation_on():
    """Cancelling a task that awaits ``gather`` cancels all that is gathered,
    with ``return_exceptions=True``, too.
    """

    async def main():
        tasks = [asyncio.create_task(asyncio.sleep(60)) for _ in range(2)]
        both = asyncio.gather(*tasks, return_exceptions=True)

        async def breakfast():
            await both

        guest = asyncio.create_task(breakfast())
        await asyncio.sleep(0)
        guest.cancel()
        await asyncio.wait([guest])
        assert guest.cancelled()
        await asyncio.wait(tasks, timeout=0.1)
        assert all(task.cancelled() for task in tasks)

    asyncio.run(main())


@pytest.mark.mutation("kitchen.create_task", "asyncio.create_task")
@pytest.mark.promised("taskgroups")
def test_group_waits_for_the_clean_up(duration):
    """A task group that is cancelled, or that fails, waits for the clean-up
    of its tasks before the block ends.
    """

    async def cook():
        try:
            await asyncio.sleep(60)
        finally:
            await asyncio.sleep(2)

    async def toast():
        await asyncio.sleep(1)
        raise ValueError("burnt")

    async def breakfast(*dishes):
        async with asyncio.TaskGroup() as kitchen:
            for dish in dishes:
                kitchen.create_task(dish)

    async def be_cancelled():
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(1):
                await breakfast(cook())

    async def fail():
        with pytest.raises(ExceptionGroup):
            await breakfast(cook(), toast())

    assert duration(be_cancelled()) == 3
    assert duration(fail()) == 3


@pytest.mark.mutation("asyncio.gather(*tasks)", "asyncio.wait(tasks)")
@pytest.mark.promised("asyncio.gather")
def test_cancelled_child_is_an_error_for_gather():
    """If one of those that are gathered is cancelled, ``gather`` raises
    :exc:`asyncio.CancelledError`, which looks like a request to the task that
    awaits it. With ``return_exceptions`` the error is one of the results.
    """

    async def main():
        tasks = [asyncio.create_task(asyncio.sleep(s)) for s in (0, 0.01)]
        tasks[1].cancel()
        both = asyncio.gather(*tasks)
        with pytest.raises(asyncio.CancelledError):
            await both
        assert asyncio.current_task().cancelling() == 0
        found = await asyncio.gather(*tasks, return_exceptions=True)
        assert found[0] is None
        assert isinstance(found[1], asyncio.CancelledError)

    asyncio.run(main())
