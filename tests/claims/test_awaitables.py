"""Claims of the page *Awaitables*."""

import asyncio
import inspect
from contextlib import suppress
from types import SimpleNamespace

import pytest


@pytest.mark.mutation("def __await__", "def __iter__")
@pytest.mark.promised("object.__await__", "special-lookup")
def test_dunder_await_makes_awaitable():
    """An object is awaitable if its class has an ``__await__`` method that
    returns an iterator. It needs no ``await`` and no ``async``. A method of
    the object alone does not count.
    """

    class Egg:
        def __await__(self):
            return iter([None])

    async def main():
        await Egg()
        return "boiled"

    assert inspect.isawaitable(Egg())
    assert asyncio.run(main()) == "boiled"
    stone = SimpleNamespace(__await__=Egg().__await__)
    assert not inspect.isawaitable(stone)


@pytest.mark.mutation("coroutine = brew()", "coroutine = brew = brew()")
@pytest.mark.promised("awaitable", "coroutine function")
def test_function_is_not_awaitable():
    """A coroutine function is not awaitable; the coroutine that it returns
    is.
    """

    async def brew():
        return "coffee"

    coroutine = brew()
    assert inspect.isawaitable(coroutine)
    assert not inspect.isawaitable(brew)
    coroutine.close()


@pytest.mark.mutation("asyncio.create_task(brew())", "brew()")
@pytest.mark.promised("asyncio.Task")
def test_task_is_a_future():
    """A task is a future: :class:`asyncio.Task` is a subclass of
    :class:`asyncio.Future`.
    """

    async def brew():
        return "coffee"

    async def main():
        task = asyncio.create_task(brew())
        assert isinstance(task, asyncio.Future)
        await task

    assert issubclass(asyncio.Task, asyncio.Future)
    asyncio.run(main())


@pytest.mark.mutation('order.set_result("pancakes")', "order.cancel()")
@pytest.mark.promised("asyncio.Future")
def test_future_wakes_everyone():
    """Any number of tasks can await the same future; its result wakes them
    all.
    """
    served = []

    async def guest(order):
        served.append(await order)

    async def main():
        order = asyncio.get_running_loop().create_future()
        guests = [asyncio.create_task(guest(order)) for _ in range(3)]
        await asyncio.sleep(0)
        order.set_result("pancakes")
        await asyncio.wait(guests, timeout=1)

    asyncio.run(main())
    assert served == ["pancakes", "pancakes", "pancakes"]


@pytest.mark.mutation('order.set_result("pancakes")', 'print("pancakes")')
@pytest.mark.promised(
    "asyncio.Future.set_result", "asyncio.Future.set_exception"
)
def test_future_is_set_once():
    """A future gets its result or its exception once; setting either again
    raises :exc:`asyncio.InvalidStateError`. So it does once the future is
    cancelled.
    """

    async def main():
        order = asyncio.get_running_loop().create_future()
        order.set_result("pancakes")
        cancelled = asyncio.get_running_loop().create_future()
        cancelled.cancel()
        for future in order, cancelled:
            with pytest.raises(asyncio.InvalidStateError):
                future.set_result("waffles")
            with pytest.raises(asyncio.InvalidStateError):
                future.set_exception(ValueError("burnt"))

    asyncio.run(main())


@pytest.mark.mutation("await loop.create_future()", "await asyncio.sleep(1)")
@pytest.mark.promised("asyncio.Future")
def test_future_waits_until_it_is_set(duration):
    """Whoever awaits a future waits until somebody sets or cancels it. If
    nobody does, that is for ever, unless the wait itself is cancelled.
    """
    ended = []

    async def main():
        loop = asyncio.get_running_loop()
        waiting = asyncio.current_task()
        orders = [loop.create_future() for _ in range(3)]
        loop.call_later(1, orders[0].set_result, "pancakes")
        loop.call_later(2, orders[1].cancel)
        loop.call_later(3, waiting.cancel)
        for order in orders:
            with suppress(asyncio.CancelledError):
                await order
            ended.append(loop.time())
        await loop.create_future()

    with pytest.raises(RuntimeError, match="nothing can happen any more"):
        duration(main())
    assert ended == [1, 2, 3]


@pytest.mark.mutation("asyncio.create_task(brew())", "brew()")
@pytest.mark.promised("asyncio.Future")
def test_task_can_be_awaited_again():
    """A task or future can be awaited again and again; it keeps its
    result.
    """
    brewed, drunk = [], []

    async def brew():
        brewed.append("coffee")
        return "coffee"

    async def main():
        task = asyncio.create_task(brew())
        future = asyncio.get_running_loop().create_future()
        future.set_result("tea")
        for _ in 1, 2:
            try:
                drunk.append(await task)
                drunk.append(await future)
            except RuntimeError:
                drunk.append("nothing")

    asyncio.run(main())
    assert brewed == ["coffee"]
    assert drunk == ["coffee", "tea", "coffee", "tea"]


@pytest.mark.mutation("await brew  # the function", "await brew()")
@pytest.mark.promised("await")
def test_only_awaitables():
    """``await`` takes an :term:`awaitable`; for anything else it raises
    :exc:`TypeError`.
    """

    async def brew():
        return "coffee"

    async def main():
        with pytest.raises(TypeError):
            await brew  # the function

    asyncio.run(main())
