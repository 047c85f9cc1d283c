"""Ctrl-C, caught outside of the loop."""

import asyncio
import os
import signal
import traceback


async def main():
    os.kill(os.getpid(), signal.SIGINT)
    await asyncio.sleep(5)


try:
    asyncio.run(main())
except KeyboardInterrupt:
    traceback.print_exc()
    print("bye")
