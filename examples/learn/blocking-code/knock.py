"""A thread hands its progress to a task: it knocks at the loop."""

import asyncio
import time


def knead(loop, progress):
    for minute in 1, 2, 3:
        time.sleep(0.2)
        loop.call_soon_threadsafe(progress.put_nowait, minute)


async def watch(progress):
    while True:
        print("kneaded for", await progress.get())


async def main():
    loop, progress = asyncio.get_running_loop(), asyncio.Queue()
    watching = asyncio.create_task(watch(progress))
    await asyncio.to_thread(knead, loop, progress)
    print("the dough is ready")
    watching.cancel()


asyncio.run(main())
