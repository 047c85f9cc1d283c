"""Claims of the page *Async iteration*."""

import asyncio
import gc
import inspect
import sys
from contextlib import aclosing, asynccontextmanager

import pytest


@pytest.mark.mutation("self.left -= 1", "self.left = 0")
@pytest.mark.promised("async for")
def test_the_protocol():
    """``async for`` calls ``__aiter__``, which is a plain method, and then
    awaits ``__anext__`` for each item. :exc:`StopAsyncIteration` ends the
    loop.
    """
    calls = []

    class Toaster:
        left = 2

        def __aiter__(self):
            calls.append("aiter")
            return self

        async def __anext__(self):
            calls.append("anext")
            if self.left == 0:
                raise StopAsyncIteration
            self.left -= 1
            return "toast"

    async def main():
        return [slice_ async for slice_ in Toaster()]

    assert asyncio.run(main()) == ["toast", "toast"]
    assert calls == ["aiter", "anext", "anext", "anext"]


@pytest.mark.mutation(
    "slices = toaster()", "slices = toaster(); slices.asend(None).send(None)"
)
@pytest.mark.promised("asynchronous-generator-functions")
def test_calling_a_generator_function_runs_nothing():
    """Calling an asynchronous generator function runs none of its body; it
    returns an :term:`asynchronous generator iterator`, which is not
    awaitable.
    """
    log = []

    async def toaster():
        log.append("on")
        await asyncio.sleep(0)
        yield "toast"

    slices = toaster()
    assert log == []
    assert inspect.isasyncgen(slices)
    assert not inspect.isawaitable(slices)


@pytest.mark.mutation(
    "async for number in toaster()", "for number in range(3)"
)
@pytest.mark.promised("async for")
def test_one_after_the_other(duration):
    """``async for`` takes one item after the other: it asks for the next only
    when its body has ended.
    """

    async def toaster():
        for number in range(3):
            await asyncio.sleep(1)
            yield number

    async def main():
        async for number in toaster():
            await asyncio.sleep(2)

    assert duration(main()) == 9


@pytest.mark.mutation("await asyncio.sleep(1)", "await asyncio.sleep(0)")
@pytest.mark.promised("async for", "asyncio-multithreading")
def test_others_run_meanwhile(duration):
    """While ``async for`` waits for an item, other tasks run."""
    log = []

    async def toaster():
        await asyncio.sleep(1)
        yield "toast"

    async def eat():
        async for slice_ in toaster():
            log.append(slice_)

    async def pour():
        await asyncio.sleep(0.5)
        log.append("juice")

    async def main():
        await asyncio.gather(eat(), pour())

    duration(main())
    assert log == ["juice", "toast"]


@pytest.mark.mutation("await asyncio.sleep(3)", "await asyncio.sleep(0)")
@pytest.mark.today
def test_timeout_around_a_yield_cancels_the_consumer(duration):
    """A timeout around a ``yield`` goes on while the generator is suspended.
    If it expires then, it cancels the task that loops:
    :exc:`asyncio.CancelledError` is raised at that task's own ``await``.
    """

    async def orders():
        async with asyncio.timeout(2):
            yield "soup"

    async def main():
        async with aclosing(orders()) as kitchen:
            async for _ in kitchen:
                with pytest.raises(asyncio.CancelledError):
                    await asyncio.sleep(3)
                break

    duration(main())


@pytest.mark.mutation("await asyncio.sleep(3)", "await asyncio.sleep(0)")
@pytest.mark.today
def test_group_around_a_yield_cancels_the_consumer(duration):
    """A task group around a ``yield`` cancels the task that loops, too, if
    one of its tasks fails while the generator is suspended.
    """
    log = []

    async def burn():
        await asyncio.sleep(2)
        raise ValueError("burnt")

    async def orders():
        async with asyncio.TaskGroup() as group:
            group.create_task(burn())
            yield "soup"

    async def main():
        with pytest.raises(ExceptionGroup):
            async for dish in orders():
                try:
                    await asyncio.sleep(3)
                except asyncio.CancelledError:
                    log.append(dish)

    duration(main())
    assert log == ["soup"]


@pytest.mark.mutation("break", "continue")
@pytest.mark.promised("asynchronous-generator-functions")
def test_break_does_not_close():
    """``break`` leaves an asynchronous generator suspended where it is: its
    ``finally`` does not run there.
    """
    log = []

    async def orders():
        try:
            yield "soup"
            yield "pasta"
        finally:
            log.append("closed")

    async def main():
        kitchen = orders()
        async for _ in kitchen:
            break
        assert log == []
        await kitchen.aclose()
        assert log == ["closed"]

    asyncio.run(main())


@pytest.mark.mutation(
    "async with aclosing(orders()) as kitchen:", "if kitchen := orders():"
)
@pytest.mark.promised("contextlib.aclosing")
def test_aclosing_closes_at_the_end_of_the_block():
    """:func:`contextlib.aclosing` closes an asynchronous generator where its
    block ends, also after ``break``.
    """
    log = []

    async def orders():
        try:
            yield "soup"
            yield "pasta"
        finally:
            log.append("closed")

    async def main():
        async with aclosing(orders()) as kitchen:
            async for _ in kitchen:
                break
        assert log == ["closed"]

    asyncio.run(main())


@pytest.mark.mutation(
    "await anext(kitchen)", "await anext(kitchen); await kitchen.aclose()"
)
@pytest.mark.promised("asyncio.run")
def test_run_closes_what_is_open():
    """:func:`asyncio.run` closes the asynchronous generators that something
    still refers to, after the coroutine that it was given has ended.
    """
    log = []
    kept = []

    async def orders():
        try:
            yield "soup"
        finally:
            await asyncio.sleep(0)
            log.append("closed")

    async def main():
        kitchen = orders()
        kept.append(kitchen)
        await anext(kitchen)
        log.append("main ends")

    asyncio.run(main())
    assert log == ["main ends", "closed"]


@pytest.mark.mutation(
    "await anext(orders())",
    "await anext(kitchen := orders()); await kitchen.aclose()",
)
@pytest.mark.today("That you may not rely on where it runs is promised.")
def test_another_task_cleans_up():
    """If a generator is deleted while it is suspended, its ``finally`` runs
    later and in another task.
    """
    tasks = []

    async def orders():
        try:
            yield "soup"
        finally:
            tasks.append(asyncio.current_task())

    async def main():
        await anext(orders())
        gc.collect()
        assert not tasks
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        assert tasks[0] is not asyncio.current_task()

    asyncio.run(main())


@pytest.mark.mutation("break", "continue")
@pytest.mark.today
def test_clean_up_after_the_end_may_be_cut_off():
    """If a generator is deleted when the coroutine of :func:`asyncio.run`
    returns, its ``finally`` begins after that. In Python 3.11 and 3.12, and
    where the loop starts tasks eagerly, it is cut off at the first ``await``
    that suspends.
    """
    log = []

    async def orders():
        try:
            yield "soup"
        finally:
            log.append("closing")
            await asyncio.sleep(0)
            log.append("closed")

    async def main():
        async for _ in orders():
            break
        log.append("main ends")
        return asyncio.get_running_loop().get_task_factory()

    eager = asyncio.run(main())
    ended = [] if eager or sys.version_info < (3, 13) else ["closed"]
    assert log == ["main ends", "closing", *ended]


@pytest.mark.mutation("async def toaster", "def toaster")
@pytest.mark.promised("iter")
def test_for_cannot():
    """``list``, ``sum`` or a plain ``for``, which calls ``iter``, cannot take
    from an asynchronous generator: they raise :exc:`TypeError`.
    """

    async def toaster():
        yield "toast"

    async def main():
        for take in list, sum, iter:
            with pytest.raises(TypeError, match="not iterable"):
                take(toaster())

    asyncio.run(main())


@pytest.mark.skipif(
    sys.version_info >= (3, 16),
    reason="PEP 828 is to let asynchronous generators return in Python 3.16",
)
@pytest.mark.mutation("return 3", "return")
@pytest.mark.promised("return")
def test_a_generator_returns_nothing():
    """An asynchronous generator can ``yield`` values but, up to Python 3.15,
    not ``return`` one: that is a :exc:`SyntaxError`.
    """
    program = "async def orders():\n    yield 'soup'\n    return 3"
    with pytest.raises(SyntaxError, match="async generator"):
        compile(program, "kitchen.py", "exec")


@pytest.mark.mutation("async with oven()", "async with asyncio.timeout(1)")
@pytest.mark.promised("async with")
def test_async_with_waits_at_both_ends(duration):
    """``async with`` can suspend where the block begins and where it
    ends.
    """

    @asynccontextmanager
    async def oven():
        await asyncio.sleep(3)
        try:
            yield
        finally:
            await asyncio.sleep(2)

    async def main():
        async with oven():
            pass

    assert duration(main()) == 5
