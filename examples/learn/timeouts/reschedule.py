"""The limit is moved at each sign of life."""

import asyncio


async def guests(*pauses):
    for pause in pauses:
        await asyncio.sleep(pause)
        yield "a guest"


async def main():
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(0.3) as patience:
            async for guest in guests(0.2, 0.2, 1):
                print("here is", guest)
                patience.reschedule(loop.time() + 0.3)
    except TimeoutError:
        print("nobody comes any more")


asyncio.run(main())
