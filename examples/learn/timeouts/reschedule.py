"""The limit is moved at each sign of life."""

import asyncio


async def main():
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(0.3) as patience:
            for pause in 0.2, 0.2, 1:
                await asyncio.sleep(pause)
                print("here is a guest")
                patience.reschedule(loop.time() + 0.3)
    except TimeoutError:
        print("nobody comes any more")


asyncio.run(main())
