"""Claims of the page *Blocking code*."""

import asyncio
import contextvars
import os
import pickle
import subprocess
import sys
import threading
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

import pytest


@pytest.mark.mutation("asyncio.to_thread(get_ident)", "asyncio.sleep(0)")
@pytest.mark.today("Of ``run_in_executor`` it is promised.")
def test_default_pool_is_shared():
    """``to_thread`` and ``run_in_executor(None, ...)`` share the threads of
    one pool, the loop's default executor.
    """
    get_ident = threading.get_ident

    async def main():
        loop = asyncio.get_running_loop()
        loop.set_default_executor(ThreadPoolExecutor(max_workers=1))
        first = await asyncio.to_thread(get_ident)
        assert first == await loop.run_in_executor(None, get_ident)

    asyncio.run(main())


@pytest.mark.mutation("max_workers=1", "max_workers=2")
@pytest.mark.promised("concurrent.futures.ThreadPoolExecutor")
def test_full_pool_makes_calls_wait():
    """When all threads of a pool are busy, the next call waits for one."""

    async def main():
        loop, go_on = asyncio.get_running_loop(), threading.Event()
        with ThreadPoolExecutor(max_workers=1) as pool:
            first = loop.run_in_executor(pool, go_on.wait)
            second = loop.run_in_executor(pool, threading.get_ident)
            await asyncio.sleep(0.1)
            waited = not second.done()
            go_on.set()
            await asyncio.gather(first, second)
        assert waited

    asyncio.run(main())


@pytest.mark.mutation(
    "with ThreadPoolExecutor() as pool:", "if pool := ThreadPoolExecutor():"
)
@pytest.mark.promised(
    "concurrent.futures.Executor.shutdown", "asyncio-multithreading"
)
def test_leaving_a_pool_blocks_the_loop():
    """``with ThreadPoolExecutor()`` waits for its threads where it is left:
    in a coroutine, no other task has a turn until they have ended.
    """
    log = []

    async def other():
        while True:
            log.append("turn")
            await asyncio.sleep(0.01)

    def work():
        time.sleep(0.3)
        log.append("work is done")

    async def main():
        loop = asyncio.get_running_loop()
        beside = asyncio.create_task(other())
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.1):
                with ThreadPoolExecutor() as pool:
                    await loop.run_in_executor(pool, work)
        left = len(log)
        beside.cancel()
        await asyncio.wait([beside])
        assert left and log[left - 1] == "work is done"

    asyncio.run(main())


@pytest.mark.mutation(
    "asyncio.to_thread(dish.get)", "loop.run_in_executor(None, dish.get)"
)
@pytest.mark.today("Of ``to_thread`` and of the flag it is promised.")
def test_to_thread_copies_the_context():
    """``to_thread`` gives the thread a copy of the context variables of the
    task; ``run_in_executor`` does not. Since Python 3.14 a new thread may
    inherit those of the code that starts it: with
    ``-X thread_inherit_context=1``, and in a free-threaded build.
    """
    dish = contextvars.ContextVar("dish", default="none")
    inherits = getattr(sys.flags, "thread_inherit_context", False)

    async def main():
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(None, int)  # the thread is there
        dish.set("soup")
        assert await asyncio.to_thread(dish.get) == "soup"
        assert await loop.run_in_executor(None, lambda: dish.get()) == "none"
        with ThreadPoolExecutor() as pool:
            found = await loop.run_in_executor(pool, lambda: dish.get())
        assert found == ("soup" if inherits else "none")

    asyncio.run(main())


@pytest.mark.mutation("work.cancel()", "go_on.set()")
@pytest.mark.promised(
    "asyncio.Task.cancel", "concurrent.futures.Future.cancel"
)
def test_thread_goes_on_after_a_cancellation():
    """Cancelling a task that waits for a thread ends the wait at once; the
    function in the thread goes on to its end.
    """
    log = []

    def knead(begun, go_on):
        begun.set()
        go_on.wait()
        log.append("kneaded")

    async def main():
        begun, go_on = threading.Event(), threading.Event()
        work = asyncio.create_task(asyncio.to_thread(knead, begun, go_on))
        while not begun.is_set():
            await asyncio.sleep(0.01)
        work.cancel()
        await asyncio.wait([work])
        log.append(f"cancelled: {work.cancelled()}")
        go_on.set()

    asyncio.run(main())
    assert log == ["cancelled: True", "kneaded"]


@pytest.mark.mutation("await asyncio.sleep(0)", "pass")
@pytest.mark.today("That it can be cancelled until it begins is promised.")
def test_what_has_not_begun_is_cancelled():
    """If you cancel a call that still waits for a thread, it does not begin,
    unless a thread becomes free before the next turn of the loop: only then
    does the loop tell the pool.
    """

    async def main(turns):
        loop = asyncio.get_running_loop()
        go_on, begun = threading.Event(), threading.Event()
        with ThreadPoolExecutor(max_workers=1) as pool:
            loop.run_in_executor(pool, go_on.wait)
            second = loop.run_in_executor(pool, begun.set)
            assert second.cancel()
            for _ in range(turns):
                await asyncio.sleep(0)
            go_on.set()
        return begun.is_set()

    assert asyncio.run(main(turns=0))
    assert not asyncio.run(main(turns=1))


@pytest.mark.mutation(
    "asyncio.to_thread(rest)", "threading.Thread(target=rest).start"
)
@pytest.mark.promised("asyncio.run")
def test_run_waits_for_threads():
    """Before it returns, :func:`asyncio.run` waits for the threads of the
    loop's default executor; since Python 3.12, for five minutes at most.
    """
    log, limits = [], []

    class Loop(asyncio.SelectorEventLoop):
        def shutdown_default_executor(self, *seconds):
            limits.extend(seconds)
            return super().shutdown_default_executor(*seconds)

    def rest():
        time.sleep(0.2)
        log.append("rested")

    async def main():
        if asyncio.iscoroutine(work := asyncio.to_thread(rest)):
            asyncio.create_task(work)
        await asyncio.sleep(0.05)

    with asyncio.Runner(loop_factory=Loop) as runner:  # as asyncio.run does
        runner.run(main())
    assert log == ["rested"]
    assert limits == ([5 * 60] if sys.version_info >= (3, 12) else [])


@pytest.mark.mutation(
    "loop.call_soon_threadsafe(hear)", "loop.call_soon(hear)"
)
@pytest.mark.promised(
    "asyncio.loop.call_soon_threadsafe", "asyncio-multithreading"
)
def test_call_soon_threadsafe_wakes_the_loop():
    """``loop.call_soon_threadsafe`` wakes the loop, which then calls the
    function in its own thread.
    """
    heard = []

    async def main():
        loop, ended = asyncio.get_running_loop(), asyncio.Event()

        def hear():
            heard.append(threading.get_ident())
            ended.set()

        def ring():
            time.sleep(0.1)  # until the loop sleeps
            loop.call_soon_threadsafe(hear)

        threading.Thread(target=ring).start()
        try:
            async with asyncio.timeout(1):
                await ended.wait()
        except TimeoutError:
            heard.append("only now")

    asyncio.run(main())
    assert heard == [threading.get_ident()]


@pytest.mark.mutation("order.result(timeout=1)", "order")
@pytest.mark.promised("asyncio.run_coroutine_threadsafe")
def test_a_thread_gets_a_result():
    """:func:`asyncio.run_coroutine_threadsafe` returns a future of
    :mod:`concurrent.futures`: a thread can wait for its ``result``.
    """

    async def cook():
        return "soup"

    def ask(loop):
        order = asyncio.run_coroutine_threadsafe(cook(), loop)
        return order.result(timeout=1)

    async def main():
        loop = asyncio.get_running_loop()
        assert await asyncio.to_thread(ask, loop) == "soup"

    asyncio.run(main())


@pytest.mark.mutation(
    "order.result(timeout=0.1)", "await asyncio.wrap_future(order)"
)
@pytest.mark.promised("asyncio-multithreading")
def test_the_loop_cannot_wait_for_itself():
    """In the loop's own thread, the ``result`` of a future that
    :func:`~asyncio.run_coroutine_threadsafe` returned blocks the loop until
    its timeout, since only the loop could bring it about.
    """

    async def cook():
        return "soup"

    async def main():
        loop = asyncio.get_running_loop()
        order = asyncio.run_coroutine_threadsafe(cook(), loop)
        with pytest.raises(TimeoutError):
            order.result(timeout=0.1)

    asyncio.run(main())


@pytest.mark.mutation("ProcessPoolExecutor(1)", "ThreadPoolExecutor(1)")
@pytest.mark.promised("asyncio.loop.run_in_executor")
def test_a_process_of_its_own():
    """``run_in_executor`` with a
    :class:`~concurrent.futures.ProcessPoolExecutor` runs the function in
    another process.
    """

    async def main():
        loop = asyncio.get_running_loop()
        with ProcessPoolExecutor(1) as pool:
            process = await loop.run_in_executor(pool, os.getpid)
        assert process != os.getpid()

    asyncio.run(main())


@pytest.mark.mutation(
    '"asyncio.run(main())"',
    "\"if __name__ == '__main__': asyncio.run(main())\"",
)
@pytest.mark.promised("multiprocessing-safe-main-import")
def test_a_pool_of_processes_needs_the_guard(tmp_path):
    """Where a new process imports the program, as with the start methods
    *spawn* and *forkserver*, a program that starts a pool without ``if
    __name__ == "__main__"`` fails: the import in the new process raises
    :exc:`RuntimeError`.
    """
    program = (
        "import asyncio, multiprocessing\n"
        "from concurrent.futures import ProcessPoolExecutor\n"
        "async def main():\n"
        "    loop = asyncio.get_running_loop()\n"
        "    context = multiprocessing.get_context('spawn')\n"
        "    with ProcessPoolExecutor(1, context) as pool:\n"
        "        print(await loop.run_in_executor(pool, abs, -7))\n"
        "asyncio.run(main())"
    )
    path = tmp_path / "program.py"
    for method in "spawn", "forkserver":
        path.write_text(program.replace("spawn", method))
        done = subprocess.run(
            [sys.executable, path], check=False, capture_output=True, text=True
        )
        assert done.stdout == ""
        assert "\nRuntimeError:" in done.stderr
        assert done.returncode == 1


@pytest.mark.mutation("ProcessPoolExecutor(1)", "ThreadPoolExecutor(1)")
@pytest.mark.promised("concurrent.futures.ProcessPoolExecutor")
def test_what_goes_to_a_process_is_pickled():
    """The function, its arguments and its result are pickled on the way: what
    cannot be pickled, such as a lambda or a :class:`memoryview`, cannot go.
    """
    function, argument, result = (
        (lambda: 7,),
        (len, lambda: 7),
        (memoryview, b""),
    )

    async def main():
        loop = asyncio.get_running_loop()
        with ProcessPoolExecutor(1) as pool:
            for call in function, argument, result:
                errors = (pickle.PicklingError, AttributeError, TypeError)
                with pytest.raises(errors, match="pickle"):
                    await loop.run_in_executor(pool, *call)

    asyncio.run(main())
