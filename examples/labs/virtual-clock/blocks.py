"""A call that blocks under the jumping clock."""

import asyncio
import threading
import time

from clock import JumpingLoop

WORK = "blocks"
LIMIT = 7200  # seconds


async def work():
    match WORK:
        case "sleep":
            await asyncio.sleep(3600)
        case "too long":
            await asyncio.sleep(9999)
        case "blocks":
            time.sleep(0.2)
        case "thread":
            thread = threading.Thread(target=time.sleep, args=[0.2])
            thread.start()
            while thread.is_alive():
                await asyncio.sleep(0.3)
        case "forever":
            await asyncio.Event().wait()


async def main():
    loop, began = asyncio.get_running_loop(), time.monotonic()
    try:
        async with asyncio.timeout(LIMIT):
            await work()
        print("done")
    except TimeoutError:
        print("too late")
    print("the clock of the loop:", loop.time())
    print(f"a clock on the wall: {time.monotonic() - began:.1f} s")


with asyncio.Runner(loop_factory=JumpingLoop) as runner:
    runner.run(main())
