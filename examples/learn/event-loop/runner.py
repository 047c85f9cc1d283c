"""A Runner keeps one loop for several calls."""

import asyncio


async def loop_number():
    return id(asyncio.get_running_loop())


with asyncio.Runner() as runner:
    first = runner.run(loop_number())
    second = runner.run(loop_number())
    print("same loop:", first == second)
