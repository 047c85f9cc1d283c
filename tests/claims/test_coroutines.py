"""Claims of the page *Coroutines*."""

import asyncio
import gc
import inspect
import subprocess
import sys
import warnings

import pytest


@pytest.mark.mutation(
    "coroutine = brew()", "coroutine = brew(); coroutine.send(None)"
)
@pytest.mark.promised("a-conceptual-overview-of-asyncio")
def test_calling_runs_nothing():
    """Calling a coroutine function runs none of its body. It returns a
    :term:`coroutine`, an object that can run it.
    """
    ran = []

    async def brew():
        ran.append("brew")
        await asyncio.sleep(0)

    coroutine = brew()
    assert inspect.iscoroutine(coroutine)
    assert ran == []
    coroutine.close()


@pytest.mark.mutation("brew()  # and no await", "asyncio.run(brew())")
@pytest.mark.promised("asyncio-coroutine-not-scheduled")
def test_never_awaited_warns():
    """A coroutine that is deleted before anyone has run it, or closed it,
    causes a :exc:`RuntimeWarning`: it was never awaited.
    """

    async def brew():
        return "coffee"

    with pytest.warns(RuntimeWarning, match="brew' was never awaited"):
        brew()  # and no await
        gc.collect()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        brew().close()
        gc.collect()


@pytest.mark.mutation('"brew()"', '"brew().close()"')
@pytest.mark.today
def test_never_awaited_is_no_error():
    """With ``python -W error`` the warning is printed as an error, but
    nothing is raised: the program goes on, and its status is 0.
    """
    call = "brew()"
    program = f"async def brew(): pass\n{call}\nprint('goes on')"
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", program],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "was never awaited" in run.stderr
    assert (run.returncode, run.stdout) == (0, "goes on\n")


@pytest.mark.mutation("second = coroutine", "second = brew()")
@pytest.mark.promised("coroutine-objects")
def test_runs_once():
    """A coroutine runs once: awaiting it again raises
    :exc:`RuntimeError`.
    """

    async def brew():
        return "coffee"

    async def main():
        coroutine = brew()
        second = coroutine
        assert await coroutine == "coffee"
        with pytest.raises(RuntimeError, match="already awaited"):
            await second

    asyncio.run(main())


@pytest.mark.mutation("await Pause()", "await Pause(); await Pause()")
@pytest.mark.promised("coroutine.send")
def test_send_drives():
    """``send(None)`` starts a coroutine and runs it until it suspends.
    The next ``send`` resumes it there, and its end arrives as a
    :exc:`StopIteration` that carries what it returned.
    """

    class Pause:
        def __await__(self):
            yield

    async def brew():
        await Pause()
        return "coffee"

    coroutine = brew()
    coroutine.send(None)
    assert inspect.getcoroutinestate(coroutine) == inspect.CORO_SUSPENDED
    with pytest.raises(StopIteration) as end:
        coroutine.send(None)
    assert end.value.value == "coffee"


@pytest.mark.mutation("coroutine.throw(ValueError)", "coroutine.send(None)")
@pytest.mark.promised("coroutine.throw")
def test_throw_raises_where_it_stands():
    """``throw`` raises an exception in a coroutine where it is suspended."""
    caught = []

    class Pause:
        def __await__(self):
            yield

    async def brew():
        try:
            await Pause()
        except ValueError:
            caught.append("burnt")

    coroutine = brew()
    coroutine.send(None)
    with pytest.raises(StopIteration):
        coroutine.throw(ValueError)
    assert caught == ["burnt"]


@pytest.mark.mutation('"cup"', '"cup"; return "tea"')
@pytest.mark.promised("tut-functions")
def test_end_without_return_gives_none():
    """A coroutine that reaches its end without ``return`` returns
    ``None``.
    """

    async def brew():
        await asyncio.sleep(0)
        "cup"

    assert asyncio.run(brew()) is None


@pytest.mark.mutation("await toast()", "asyncio.create_task(toast())")
@pytest.mark.promised("coroutine-objects")
def test_exception_reaches_whoever_awaits():
    """An exception that leaves a coroutine ends it, and is raised where it
    is awaited.
    """

    async def toast():
        raise ValueError("burnt")

    async def main():
        with pytest.raises(ValueError, match="burnt"):
            await toast()

    asyncio.run(main())


@pytest.mark.mutation("return", "await asyncio.sleep(0); return")
@pytest.mark.promised("async def")
def test_needs_no_await():
    """A coroutine function needs no ``await``. If nothing in it suspends, its
    coroutine runs from start to end in one go.
    """

    async def brew():
        return "coffee"

    with pytest.raises(StopIteration) as end:
        brew().send(None)
    assert end.value.value == "coffee"


@pytest.mark.mutation('"def brew(): await', '"async def brew(): await')
@pytest.mark.promised("await", "genexpr")
def test_await_outside_is_a_syntax_error():
    """``await`` is a :exc:`SyntaxError` in the body of a function without
    ``async def``. A generator expression in it may contain ``await``, and
    makes an asynchronous generator.
    """
    program = "def brew(): await water"
    with pytest.raises(SyntaxError, match="outside async function"):
        compile(program, "kitchen.py", "exec")

    def pour():
        return (await water for water in [asyncio.sleep(0, "water")])

    async def main():
        assert [cup async for cup in pour()] == ["water"]

    asyncio.run(main())


@pytest.mark.mutation("def press_button", "async def press_button")
@pytest.mark.promised("inspect.iscoroutinefunction")
def test_calling_does_not_make_a_coroutine():
    """A plain function that calls a coroutine function stays a plain
    function: calling is not awaiting.
    """

    async def brew():
        return "coffee"

    def press_button():
        return brew()

    assert not inspect.iscoroutinefunction(press_button)
    assert asyncio.run(press_button()) == "coffee"


@pytest.mark.mutation("await who()", "await asyncio.create_task(who())")
@pytest.mark.promised("a-conceptual-overview-of-asyncio")
def test_awaiting_stays_in_the_task():
    """Awaiting a coroutine runs it inside the task that awaits it; no other
    task is made.
    """

    async def who():
        return asyncio.current_task()

    async def main():
        assert await who() is asyncio.current_task()

    asyncio.run(main())


@pytest.mark.mutation("yield water", "yield")
@pytest.mark.promised("PEP 492")
def test_chain_suspends_as_one():
    """When the innermost coroutine of a chain suspends, the whole chain
    does: what it yields comes out at the top.
    """

    class Boil:
        def __await__(self):
            water = yield "cold"
            yield water

    async def brew():
        await Boil()

    async def breakfast():
        await brew()

    coroutine = breakfast()
    assert coroutine.send(None) == "cold"
    assert coroutine.send("hot") == "hot"
    coroutine.close()
