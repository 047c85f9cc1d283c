"""One chess master against 3 opponents: one by one, or walking round."""

import asyncio
from datetime import timedelta

from skipping_clock import SkippingLoop

BOARDS = 3
MOVES = 2  # by each side, in each game
MASTER = 5  # seconds that the master needs for a move
OPPONENT = 55


async def game(master):
    for _ in range(MOVES):
        async with master:  # there is one of her: one board at a time
            await asyncio.sleep(MASTER)
        await asyncio.sleep(OPPONENT)


async def one_by_one():
    master = asyncio.Lock()
    for _ in range(BOARDS):
        await game(master)


async def walking_round():
    master = asyncio.Lock()
    await asyncio.gather(*(game(master) for _ in range(BOARDS)))


for exhibition in one_by_one, walking_round:
    with asyncio.Runner(loop_factory=SkippingLoop) as runner:
        runner.run(exhibition())
        duration = timedelta(seconds=round(runner.get_loop().time()))
    print(f"{exhibition.__name__:14} {duration}")
