"""One deadline for many, whoever begins when."""

import asyncio


async def make(dish, seconds, deadline):
    try:
        async with asyncio.timeout_at(deadline):
            await asyncio.sleep(seconds)
            print(f"{dish} ready")
    except TimeoutError:
        print(f"{dish} not ready")


async def main():
    lunch = asyncio.get_running_loop().time() + 0.6
    async with asyncio.TaskGroup() as kitchen:
        kitchen.create_task(make("soup", 0.4, lunch))
        await asyncio.sleep(0.2)
        kitchen.create_task(make("roast", 0.5, lunch))


asyncio.run(main())
