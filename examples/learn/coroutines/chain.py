"""A chain of coroutines: each awaits the next and gets its result."""

import asyncio


async def boil(what):
    print(f"    boiling {what}")
    await asyncio.sleep(0.1)
    return f"hot {what}"


async def brew():
    print("  brewing")
    water = await boil("water")
    return f"coffee from {water}"


async def breakfast():
    print("breakfast")
    coffee = await brew()
    return f"croissant and {coffee}"


print(asyncio.run(breakfast()))
