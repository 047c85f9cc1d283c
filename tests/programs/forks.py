"""The program forks while the loop runs; the child goes its own way."""

import asyncio
import os
import sys
import time


async def main():
    print("before", flush=True)
    child = os.fork()
    if not child:
        began = time.monotonic()
        time.sleep(0.05)
        print("child", 0.04 < time.monotonic() - began < 5, flush=True)
        os._exit(7)
    _, status = await asyncio.to_thread(os.waitpid, child, 0)
    print("status", os.waitstatus_to_exitcode(status))
    await asyncio.sleep(0.01)


sys.stdout.flush()
asyncio.run(main())
