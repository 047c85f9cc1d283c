"""A task factory of the program's own, with its own Task class."""

import asyncio


class Counted(asyncio.Task):
    made = 0

    def __init__(self, coro, **options):
        type(self).made += 1
        super().__init__(coro, **options)


def factory(loop, coro, **options):
    return Counted(coro, loop=loop, **options)


async def work(n):
    await asyncio.sleep(0.01 * n)
    return type(asyncio.current_task()).__name__


async def main():
    asyncio.get_running_loop().set_task_factory(factory)
    print(await asyncio.gather(work(1), work(2)))
    print(Counted.made, type(asyncio.current_task()).__name__)


asyncio.run(main())
