"""Claims of the page *Versions*."""

import asyncio
import sys

import pytest


@pytest.mark.skipif(
    sys.version_info < (3, 12), reason="loop_factory is new in Python 3.12"
)
@pytest.mark.mutation("loop_factory=Loop", "loop_factory=None")
@pytest.mark.promised("asyncio.run")
def test_run_takes_a_factory():
    """Since Python 3.12, :func:`asyncio.run` runs on the loop that
    ``loop_factory`` returns.
    """

    class Loop(asyncio.SelectorEventLoop):
        pass

    async def main():
        return asyncio.get_running_loop()

    assert isinstance(asyncio.run(main(), loop_factory=Loop), Loop)


@pytest.mark.skipif(
    sys.version_info < (3, 13), reason="async for is new in Python 3.13"
)
@pytest.mark.mutation(
    "async for task in asyncio.as_completed(tasks)",
    "for task in asyncio.as_completed(tasks)",
)
@pytest.mark.promised("asyncio.as_completed")
def test_as_completed_yields_the_tasks(duration):
    """Since Python 3.13, ``async for`` over :func:`asyncio.as_completed`
    yields the very tasks that it was given, each when it is done.
    """

    async def main():
        delays = 0.3, 0.1, 0.2
        tasks = [asyncio.create_task(asyncio.sleep(s, s)) for s in delays]
        seen = []
        async for task in asyncio.as_completed(tasks):
            assert task in tasks
            assert task.done()
            seen.append(task)
        assert set(seen) == set(tasks)
        assert [task.result() for task in seen] == [0.1, 0.2, 0.3]

    duration(main())
