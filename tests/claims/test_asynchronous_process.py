"""Claims of the page *Asynchronous process*."""

import asyncio
import threading

import pytest


@pytest.mark.mutation(
    "await asyncio.gather(*waits)", "[await wait for wait in waits]"
)
@pytest.mark.promised("asyncio.gather")
def test_waits_overlap(duration):
    """Waits overlap: side by side, tasks take as long as the longest."""

    async def main():
        waits = [asyncio.sleep(seconds) for seconds in (1, 2, 3)]
        await asyncio.gather(*waits)

    assert duration(main()) == 3


@pytest.mark.mutation(
    "await wait(seconds)", "asyncio.create_task(wait(seconds))"
)
@pytest.mark.promised("a-conceptual-overview-of-asyncio")
def test_awaiting_in_turn_adds_up(duration):
    """Awaited one after the other, waits add up, in coroutines too."""

    async def wait(seconds):
        await asyncio.sleep(seconds)

    async def main():
        for seconds in 1, 2, 3:
            await wait(seconds)

    assert duration(main()) == 6


@pytest.mark.mutation("sum(range(1000))", "await asyncio.sleep(0)")
@pytest.mark.promised("asyncio-multithreading")
def test_calculations_do_not_overlap():
    """Calculations do not overlap: a coroutine that never waits runs to its
    end before the next one begins.
    """
    log = []

    async def calculate(name):
        log.append(f"{name} begins")
        sum(range(1000))
        log.append(f"{name} ends")

    async def main():
        await asyncio.gather(calculate("a"), calculate("b"))

    asyncio.run(main())
    assert log == ["a begins", "a ends", "b begins", "b ends"]


@pytest.mark.mutation(
    "await where()", "await asyncio.to_thread(asyncio.run, where())"
)
@pytest.mark.promised("asyncio-multithreading")
def test_tasks_share_one_thread():
    """All tasks of an event loop run in one thread, the one that runs it."""
    threads = set()

    async def where():
        threads.add(threading.current_thread())

    async def main():
        await where()
        await asyncio.gather(where(), where())

    asyncio.run(main())
    assert threads == {threading.current_thread()}


@pytest.mark.ours
@pytest.mark.mutation("asyncio.gather(*games)", "one_by_one(games)")
def test_more_boards_win_more_time(duration):
    """Against 24 opponents, with 30 moves from either side, the chess master
    plays 12 hours one by one, and 1 hour and 55 seconds if she walks round.
    """

    async def game(master):
        for _ in range(30):
            async with master:
                await asyncio.sleep(5)
            await asyncio.sleep(55)

    async def one_by_one(games):
        for each in games:
            await each

    async def exhibition(walks_round):
        master = asyncio.Lock()
        games = [game(master) for _ in range(24)]
        if walks_round:
            await asyncio.gather(*games)
        else:
            await one_by_one(games)

    assert round(duration(exhibition(False))) == 12 * 3600
    assert round(duration(exhibition(True))) == 3600 + 55
