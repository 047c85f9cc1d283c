"""A task of the first run is fetched in the second."""

import asyncio


async def brew():
    await asyncio.sleep(0.1)
    return "coffee"


async def order():
    return asyncio.create_task(brew())


async def fetch(coffee):
    print("here is your", await coffee)


coffee = asyncio.run(order())
print("ordered")
asyncio.run(fetch(coffee))
