"""Waits by asking again and again, for a timer and for a thread."""

import asyncio
import time


async def main():
    loop = asyncio.get_running_loop()
    rung = []
    loop.call_later(0.1, rung.append, "rung")
    while not rung:
        await asyncio.sleep(0)
    grinding = loop.run_in_executor(None, time.sleep, 0.1)
    while not grinding.done():
        await asyncio.sleep(0)
    began = loop.time()
    while loop.time() - began < 0.1:
        await asyncio.sleep(0)
    print(rung, "ground")


asyncio.run(main())
