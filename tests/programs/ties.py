"""Timers with exactly the same deadline; asyncio promises no order."""

import asyncio


async def main():
    loop = asyncio.get_running_loop()
    when = loop.time() + 0.02
    for n in range(6):
        loop.call_at(when, print, n)
    await asyncio.sleep(0.05)


asyncio.run(main())
