"""Timers fire by their deadline, whoever set them first."""

import asyncio


async def main():
    loop = asyncio.get_running_loop()
    loop.call_later(0.3, print, "eggs are hard")
    loop.call_later(0.1, print, "eggs are soft")
    loop.call_soon(print, "eggs in")
    await asyncio.sleep(0.5)
    print("breakfast")


asyncio.run(main())
