"""The loop calls a function in one second."""

import asyncio


async def main():
    loop = asyncio.get_running_loop()
    loop.call_later(1, print, "the phone rings")
    await asyncio.sleep(2)


asyncio.run(main())
