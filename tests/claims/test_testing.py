"""Claims of the page *Testing*."""

import asyncio
import gc
import unittest
import warnings

import pytest


def result_of(case):
    """Run the tests of a class, and return unittest's result."""
    result = unittest.TestResult()
    unittest.defaultTestLoader.loadTestsFromTestCase(case).run(result)
    return result


@pytest.mark.mutation("= is_hot(20)", "= asyncio.run(is_hot(20))")
@pytest.mark.promised("truth")
def test_a_coroutine_is_true():
    """A coroutine counts as true, whatever it would return."""

    async def is_hot(degrees):
        return degrees > 60

    answer = is_hot(20)
    assert answer
    answer.close()


@pytest.mark.mutation(
    "Case(unittest.TestCase)", "Case(unittest.IsolatedAsyncioTestCase)"
)
@pytest.mark.today
def test_a_plain_case_awaits_nothing():
    """In a :class:`unittest.TestCase`, a test method that is a coroutine
    function never runs, and passes with a warning. It has to be an
    :class:`unittest.IsolatedAsyncioTestCase`.
    """

    class Case(unittest.TestCase):
        async def test_toast(self):
            self.fail("burnt")

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        result = result_of(Case)
        gc.collect()
    assert result.testsRun == 1
    assert result.wasSuccessful()
    assert any("never awaited" in str(each.message) for each in caught)


@pytest.mark.mutation("asyncio.get_running_loop()", "asyncio")
@pytest.mark.today("That each has a loop of its own is promised.")
def test_a_loop_for_each_isolated_test():
    """An :class:`unittest.IsolatedAsyncioTestCase` runs each test, with its
    ``asyncSetUp`` before, on a loop of its own, and in debug mode.
    """
    loops = []

    class Case(unittest.IsolatedAsyncioTestCase):
        async def asyncSetUp(self):
            self.loop = asyncio.get_running_loop()

        async def test_one(self):
            loops.append(self.loop)
            self.assertIs(self.loop, asyncio.events._get_running_loop())
            self.assertTrue(self.loop.get_debug())

        test_two = test_one

    assert result_of(Case).wasSuccessful()
    assert len(set(loops)) == 2


@pytest.mark.mutation("asyncio.create_task(cook())", "cook().close()")
@pytest.mark.promised("unittest.IsolatedAsyncioTestCase.run")
def test_isolated_test_cancels_what_is_left():
    """At the end of a test, an :class:`unittest.IsolatedAsyncioTestCase`
    cancels the tasks that are left, and the test passes.
    """
    log = []

    async def cook():
        try:
            await asyncio.sleep(60)
        finally:
            log.append("stove off")

    class Case(unittest.IsolatedAsyncioTestCase):
        async def test_breakfast(self):
            asyncio.create_task(cook())
            await asyncio.sleep(0)

    assert result_of(Case).wasSuccessful()
    assert log == ["stove off"]


@pytest.mark.mutation("asyncio.create_task(check())", "await check()")
@pytest.mark.promised("asyncio-dev")
def test_a_lost_assertion_fails_no_test():
    """An assertion that fails in a task does not fail the test, unless
    something awaits the task.
    """

    class Case(unittest.TestCase):
        def test_toast(self):
            async def check():
                self.fail("burnt")

            async def main():
                loop = asyncio.get_running_loop()
                loop.set_exception_handler(lambda *_: None)
                asyncio.create_task(check())
                await asyncio.sleep(0)

            asyncio.run(main())

    assert result_of(Case).wasSuccessful()


@pytest.mark.mutation("run(wait())  # first", "run(asyncio.sleep(0))")
@pytest.mark.today
def test_waiting_binds_to_a_loop():
    """A queue or an event may be made before any loop runs. The first loop in
    which a task has to wait for it is its loop from then on; to wait for it
    in another raises :exc:`RuntimeError`.
    """
    for waiting in asyncio.Queue().get, asyncio.Event().wait:

        async def wait():
            async with asyncio.timeout(0.01):
                await waiting()

        with pytest.raises(TimeoutError):
            asyncio.run(wait())  # first
        with pytest.raises(RuntimeError, match="bound to a different"):
            asyncio.run(wait())


@pytest.mark.mutation('"127.0.0.1", 0', '"127.0.0.1", 50_007, reuse_port=True')
@pytest.mark.promised("asyncio.loop.create_server")
def test_port_zero_is_a_free_one():
    """With one address and port 0 a server listens at a port that is free,
    another one for each server.
    """

    async def main():
        servers = [
            await asyncio.start_server(lambda *_: None, "127.0.0.1", 0)
            for _ in range(2)
        ]
        ports = {server.sockets[0].getsockname()[1] for server in servers}
        assert len(ports - {0}) == 2
        for server in servers:
            server.close()

    asyncio.run(main())


@pytest.mark.mutation("kettle.wait()", "asyncio.sleep(0.01)")
@pytest.mark.promised("asyncio.Event.wait")
def test_waiting_for_the_thing_itself(duration):
    """A test that waits for the thing itself, such as an event, waits for as
    long as that takes, and no longer.
    """

    async def boil(kettle):
        await asyncio.sleep(3)
        kettle.set()

    async def main():
        kettle = asyncio.Event()
        boiling = asyncio.create_task(boil(kettle))
        await kettle.wait()
        assert kettle.is_set()
        await boiling

    assert duration(main()) == 3
