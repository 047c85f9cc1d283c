"""sys.exit inside a task ends the program with its status."""

import asyncio
import sys


async def quitter():
    await asyncio.sleep(0.02)
    sys.exit(3)


async def main():
    try:
        await asyncio.gather(quitter(), asyncio.sleep(1))
    except asyncio.CancelledError:
        print("main is cancelled")
        raise
    finally:
        print("finally")


asyncio.run(main())
