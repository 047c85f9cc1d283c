"""Ctrl-C while the program sleeps: main is cancelled, Python ends."""

import asyncio
import os
import signal


async def main():
    asyncio.get_running_loop().call_later(
        0.05, os.kill, os.getpid(), signal.SIGINT
    )
    try:
        await asyncio.sleep(5)
    except asyncio.CancelledError:
        print("cancelled")
        raise
    finally:
        print("cleaned up")


asyncio.run(main())
