"""What blocks? A lock of threading does."""

import asyncio
import tempfile
import threading
import time

HOW = "lock"

turns = []


async def others():
    for turn in 1, 2, 3:
        turns.append(turn)
        await asyncio.sleep(0)


async def work():
    match HOW:
        case "asyncio.sleep":
            await asyncio.sleep(0.3)
        case "time.sleep":
            time.sleep(0.3)
        case "calculation":
            sum(range(3_000_000))
        case "file":
            with tempfile.TemporaryFile() as file:
                file.write(bytes(10_000_000))
        case "lock":
            taken = threading.Lock()
            taken.acquire()
            taken.acquire(timeout=0.3)
        case "thread":
            await asyncio.to_thread(time.sleep, 0.3)


async def main():
    waiting = asyncio.create_task(others())
    await work()
    print("turns of the others:", len(turns))
    await waiting


asyncio.run(main())
