"""A thread of the program's own runs coroutines in the loop."""

import asyncio
import threading


async def add(a, b):
    await asyncio.sleep(0.02)
    return a + b


def other(loop):
    for n in range(3):
        print(
            "sum", asyncio.run_coroutine_threadsafe(add(n, 1), loop).result()
        )
    loop.call_soon_threadsafe(done.set)


async def main():
    global done
    done = asyncio.Event()
    thread = threading.Thread(target=other, args=[asyncio.get_running_loop()])
    thread.start()
    await done.wait()
    thread.join()
    print("joined")


asyncio.run(main())
