"""The program becomes another one."""

import asyncio
import os
import sys


async def main():
    await asyncio.sleep(0.01)
    print("going", flush=True)
    os.execv(sys.executable, [sys.executable, "-c", "print('gone')"])


asyncio.run(main())
