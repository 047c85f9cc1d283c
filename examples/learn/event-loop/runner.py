"""A Runner keeps its loop, and the task on it, from call to call."""

import asyncio


async def brew():
    await asyncio.sleep(0.1)
    return "coffee"


async def order():
    return asyncio.create_task(brew())


async def fetch(coffee):
    print("here is your", await coffee)


with asyncio.Runner() as runner:
    coffee = runner.run(order())
    print("ordered")
    runner.run(fetch(coffee))
