"""os._exit: no last words, no flushing."""

import asyncio
import os


async def main():
    print("said", flush=True)
    print("never said", end="")
    await asyncio.sleep(0.01)
    os._exit(9)


asyncio.run(main())
