"""Claims of the page *Debugging*."""

import asyncio
import cProfile
import gc
import io
import logging
import pstats
import subprocess
import sys
import threading
import time
import warnings

import pytest


@pytest.mark.mutation("debug=True", "debug=False")
@pytest.mark.promised("asyncio-debug-mode")
def test_debug_mode_finds_what_blocks(caplog):
    """In debug mode the loop logs each turn that takes longer than
    ``loop.slow_callback_duration``, which is 0.1 seconds unless you set it.
    """

    async def grind():
        loop = asyncio.get_running_loop()
        assert loop.slow_callback_duration == 0.1
        time.sleep(0.11)

    asyncio.run(grind(), debug=True)
    assert "grind()" in caplog.text
    assert "took 0." in caplog.text


@pytest.mark.mutation("debug=True", "debug=False")
@pytest.mark.promised("asyncio-coroutine-not-scheduled")
def test_debug_mode_tells_where_it_was_made():
    """In debug mode the warning about a coroutine that was never awaited says
    where the coroutine was made.
    """

    async def brew():
        pass

    async def breakfast():
        brew()

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        asyncio.run(breakfast(), debug=True)
        gc.collect()
    messages = [str(each.message) for each in caught]
    assert any("Coroutine created at" in each for each in messages)
    assert any("in breakfast" in each for each in messages)


@pytest.mark.mutation("debug=True", "debug=False")
@pytest.mark.promised("asyncio-debug-mode")
def test_debug_mode_finds_the_wrong_thread():
    """In debug mode ``call_soon`` and ``call_later`` raise :exc:`RuntimeError`
    when they are called from another thread than the loop's.
    """
    errors = []

    async def main():
        loop = asyncio.get_running_loop()

        def ring():
            for call in loop.call_soon, lambda f: loop.call_later(0, f):
                try:
                    call(int)
                except RuntimeError as error:
                    errors.append(error)

        thread = threading.Thread(target=ring)
        thread.start()
        thread.join()

    asyncio.run(main(), debug=True)
    assert len(errors) == 2


@pytest.mark.mutation('"-X", "dev"', '"-X", "utf8"')
@pytest.mark.promised("asyncio-debug-mode", "asyncio.run")
def test_development_mode_is_debug_mode():
    """``python -X dev`` turns debug mode on for every loop, unless the
    program says ``debug=False``.
    """
    code = (
        "import asyncio\n"
        "async def main():\n"
        "    print(asyncio.get_running_loop().get_debug())\n"
        "asyncio.run(main())\n"
        "asyncio.run(main(), debug=False)"
    )
    command = [sys.executable, "-X", "dev", "-c", code]
    printed = subprocess.check_output(command, text=True)
    assert printed == "True\nFalse\n"


@pytest.mark.mutation("loop.set_exception_handler(complain)", "pass")
@pytest.mark.today("Of the errors it is promised.")
def test_complaints_go_to_the_handler(caplog):
    """Errors that the loop would log, such as one that was never retrieved,
    go to the loop's exception handler instead, if you set one. What debug
    mode says of a slow callback is logged all the same.
    """
    complaints = []

    def complain(loop, context):
        complaints.append(context)

    async def toast():
        raise ValueError("burnt")

    async def main():
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(complain)
        loop.slow_callback_duration = 60
        task = asyncio.create_task(toast())
        await asyncio.sleep(0)
        del task
        gc.collect()
        assert not caplog.records
        loop.set_debug(True)
        loop.slow_callback_duration = 0
        await asyncio.sleep(0)

    asyncio.run(main())
    (context,) = complaints
    assert str(context["exception"]) == "burnt"
    assert isinstance(context["future"], asyncio.Task)
    assert " took " in caplog.text


@pytest.mark.mutation("await boil()  # down", "await asyncio.sleep(1)")
@pytest.mark.promised("asyncio.Task.get_stack")
def test_print_stack_shows_one_frame():
    """``print_stack`` of a task that waits shows one frame, that of the
    coroutine of which the task was made, and not where that coroutine waits.
    """

    async def boil():
        await asyncio.sleep(1)

    async def breakfast():
        await boil()  # down

    async def main():
        task = asyncio.create_task(breakfast())
        await asyncio.sleep(0.01)
        assert len(task.get_stack()) == 1
        task.print_stack(file=(shown := io.StringIO()))
        assert "await boil()" in shown.getvalue()
        assert "in boil" not in shown.getvalue()

    asyncio.run(main())


@pytest.mark.mutation("await toast", "pass")
@pytest.mark.promised("asyncio.all_tasks")
def test_all_tasks_are_those_that_go_on():
    """:func:`asyncio.all_tasks` returns the tasks of the running loop that are
    not done, the current one among them.
    """

    async def main():
        toast = asyncio.create_task(asyncio.sleep(0))
        coffee = asyncio.create_task(asyncio.sleep(60))
        await toast
        assert asyncio.all_tasks() == {asyncio.current_task(), coffee}

    asyncio.run(main())


@pytest.mark.skipif(
    sys.version_info < (3, 12), reason="taskName is new in Python 3.12"
)
@pytest.mark.mutation('name="Ann"', 'name="Bob"')
@pytest.mark.unless(
    eager="the first step runs before the task has its name",
    before="3.14",
)
@pytest.mark.promised("logrecord-attributes")
def test_log_knows_the_task(caplog):
    """A record of :mod:`logging` knows the name of the task in which it was
    made, ``taskName`` (Python 3.12). Outside of a task that is ``None``.
    """

    async def cook():
        logging.warning("hot")

    async def main():
        await asyncio.create_task(cook(), name="Ann")

    asyncio.run(main())
    logging.warning("cold")
    assert [each.taskName for each in caplog.records] == ["Ann", None]


@pytest.mark.mutation("await asyncio.sleep(0.3)", "time.sleep(0.3)")
@pytest.mark.today
def test_a_profile_does_not_see_waiting():
    """:mod:`cProfile` counts for a coroutine the time in which it runs, not
    that in which it waits.
    """

    async def nap():
        await asyncio.sleep(0.3)

    profile = cProfile.Profile()
    profile.runcall(asyncio.run, nap())
    counted = pstats.Stats(profile).get_stats_profile().func_profiles
    assert counted["nap"].cumtime < 0.1
