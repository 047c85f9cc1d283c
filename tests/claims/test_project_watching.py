"""Claims of the page *Watching*."""

import asyncio
import logging

import pytest
from watching import name_the_task, where


@pytest.fixture
def log():
    """Return a logger, and the texts that its handler wrote."""
    texts = []

    class Keep(logging.Handler):
        def emit(self, record):
            texts.append(self.format(record))

    logger = logging.Logger("kitchen")
    logger.addHandler(Keep())
    return logger, texts


@pytest.mark.mutation("handlers[0].addFilter", "addFilter")
@pytest.mark.promised("logging.Filter")
def test_filter_of_a_handler_sees_all(log):
    """A filter on a handler sees each record that comes to it, from whichever
    logger; a filter on a logger sees those of that logger only.
    """
    log, texts = log
    log.handlers[0].addFilter(name_the_task)
    unseen = []
    log.addFilter(unseen.append)
    log.handlers[0].setFormatter(
        logging.Formatter("%(task)s", defaults={"task": "?"})
    )
    child = logging.Logger("kitchen.oven")
    child.parent = log

    async def main():
        asyncio.current_task().set_name("toast")
        child.warning("hot")

    asyncio.run(main())
    assert texts == ["toast"]
    assert unseen == []


@pytest.mark.mutation("await grind()", "asyncio.create_task(grind())")
@pytest.mark.promised("inspect")
def test_cr_await_is_the_next_coroutine():
    """A coroutine that is suspended says in ``cr_await`` what it awaits; if
    that is a coroutine, you can ask it the same.
    """

    async def grind():
        await asyncio.get_running_loop().create_future()

    async def brew():
        await grind()

    async def main():
        coffee = asyncio.create_task(brew())
        await asyncio.sleep(0.01)
        names = where(coffee).split(" > ")
        assert [name.rpartition(".")[2] for name in names] == ["brew", "grind"]
        coffee.cancel()

    asyncio.run(main())
