"""Claims of the page *Tasks*."""

import asyncio
import gc
import sys

import pytest


@pytest.mark.mutation("asyncio.create_task(toast())", "await toast()")
@pytest.mark.today
def test_task_starts_at_a_later_turn():
    """Unless it is to start eagerly, a task does not run within
    :func:`asyncio.create_task`: it gets its first turn after the task that
    created it suspends.
    """
    log = []

    async def toast():
        log.append("toast on")

    async def main():
        asyncio.create_task(toast())
        log.append("created")
        await asyncio.sleep(0)
        log.append("resumed")
        return asyncio.get_running_loop().get_task_factory()

    is_eager = asyncio.run(main()) is not None
    first = ["toast on", "created"] if is_eager else ["created", "toast on"]
    assert log == [*first, "resumed"]


@pytest.mark.mutation("asyncio.create_task(brew())", "brew().close()")
@pytest.mark.today
def test_plain_function_starts_a_task():
    """A plain function can start a task on the running event loop, but it
    returns before the task has begun, unless tasks start eagerly.
    """
    log = []

    async def brew():
        log.append("brewing")

    def press_button():
        asyncio.create_task(brew())
        log.append("pressed")

    async def main():
        press_button()
        await asyncio.sleep(0)
        return asyncio.get_running_loop().get_task_factory()

    is_eager = asyncio.run(main()) is not None
    assert log == ["brewing", "pressed"][:: 1 if is_eager else -1]


@pytest.mark.skipif(
    sys.version_info < (3, 12), reason="eager tasks are new in Python 3.12"
)
@pytest.mark.mutation("asyncio.eager_task_factory", "None")
@pytest.mark.promised("asyncio.eager_task_factory")
def test_eager_task_starts_at_once():
    """With :func:`asyncio.eager_task_factory` (Python 3.12) a task runs at
    once, inside ``create_task``, until it first suspends.
    """
    log = []

    async def toast():
        log.append("toast on")

    async def main():
        loop = asyncio.get_running_loop()
        loop.set_task_factory(asyncio.eager_task_factory)
        asyncio.create_task(toast())
        log.append("created")

    asyncio.run(main())
    assert log == ["toast on", "created"]


@pytest.mark.mutation("asyncio.create_task(begin(name))", "begin(name)")
@pytest.mark.today
def test_tasks_begin_in_order():
    """Tasks begin in the order in which they were created."""
    begun = []

    async def begin(name):
        begun.append(name)

    async def main():
        tasks = [asyncio.create_task(begin(name)) for name in "abc"]
        await asyncio.gather(*reversed(tasks))

    asyncio.run(main())
    assert begun == ["a", "b", "c"]


@pytest.mark.mutation(
    "await asyncio.gather(*making)",
    "[await one for one in asyncio.as_completed(making)]",
)
@pytest.mark.promised("asyncio.gather")
def test_gather_keeps_the_order(duration):
    """:func:`asyncio.gather` returns the results in the order of its
    arguments, not in the order in which they finish.
    """
    finished = []

    async def make(seconds):
        await asyncio.sleep(seconds)
        finished.append(seconds)
        return seconds

    async def main():
        making = [make(3), make(1), make(2)]
        assert await asyncio.gather(*making) == [3, 1, 2]

    duration(main())
    assert finished == [1, 2, 3]


@pytest.mark.mutation(
    "await asyncio.gather(who(), who())", "[await who(), await who()]"
)
@pytest.mark.promised("asyncio.gather")
def test_gather_makes_tasks():
    """``gather`` makes a task of each coroutine that it is given."""

    async def who():
        return asyncio.current_task()

    async def main():
        tasks = await asyncio.gather(who(), who())
        assert len({asyncio.current_task(), *tasks}) == 3

    asyncio.run(main())


@pytest.mark.mutation("return task  # and leave", "await task; return task")
@pytest.mark.today
def test_run_cancels_what_is_left():
    """When the coroutine that :func:`asyncio.run` was given ends, it
    cancels the tasks that are left and waits for them.
    """
    log = []

    async def wash_up():
        try:
            await asyncio.sleep(0.01)
        finally:
            log.append("sponge down")

    async def main():
        task = asyncio.create_task(wash_up())
        await asyncio.sleep(0)
        return task  # and leave

    assert asyncio.run(main()).cancelled()
    assert log == ["sponge down"]


@pytest.mark.mutation("del task", "task.exception(); del task")
@pytest.mark.today("The report on deletion is promised.")
def test_lost_error_is_reported_late():
    """The error of a task that nobody asks for its result is reported when
    the task is deleted, which may be never. Only a task that fails while
    :func:`asyncio.run` cancels it, at the end, is reported at once.
    """
    reported, kept = [], []

    async def toast():
        raise ValueError("burnt")

    async def brew():
        try:
            await asyncio.sleep(60)
        finally:
            raise ValueError("spilt")

    async def main():
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(lambda _, what: reported.append(what))
        task = asyncio.create_task(toast())
        kept.append(asyncio.create_task(brew()))
        await asyncio.sleep(0)
        assert not reported
        del task
        gc.collect()
        assert len(reported) == 1
        assert "never retrieved" in reported.pop()["message"]

    asyncio.run(main())
    assert [each["task"] for each in reported] == kept


@pytest.mark.mutation("await kettle", "await asyncio.sleep(0.01)")
@pytest.mark.promised("asyncio.create_task")
def test_loop_does_not_keep_a_waiting_task():
    """The event loop does not keep a waiting task alive: if only the future
    that it waits for refers to it, and nothing else refers to that future,
    the garbage collector destroys it before it is done.
    """
    reported = []

    async def brew():
        kettle = asyncio.get_running_loop().create_future()
        await kettle

    async def main():
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(lambda _, what: reported.append(what))
        asyncio.create_task(brew())
        await asyncio.sleep(0)
        gc.collect()
        assert len(reported) == 1
        assert "destroyed but it is pending" in reported[0]["message"]

    asyncio.run(main())


@pytest.mark.mutation("task.result()", "await task")
@pytest.mark.promised("asyncio.Task.result")
def test_result_before_the_end():
    """Asking a task for its result before it is done raises
    :exc:`asyncio.InvalidStateError`; it does not wait.
    """

    async def toast():
        await asyncio.sleep(0)
        return "toast"

    async def main():
        task = asyncio.create_task(toast())
        with pytest.raises(asyncio.InvalidStateError):
            task.result()
        await task

    asyncio.run(main())


@pytest.mark.mutation(
    "asyncio.run(running)", "asyncio.run(asyncio.wait_for(running, None))"
)
@pytest.mark.promised("asyncio.Runner")
def test_run_makes_a_task():
    """:func:`asyncio.run` makes a task of the coroutine that it is given."""
    tasks = []

    async def main():
        tasks.append(asyncio.current_task())

    running = main()
    asyncio.run(running)
    assert [task.get_coro() for task in tasks] == [running]
