"""Tasks that nobody keeps, weak references and the garbage collector."""

import asyncio
import gc
import weakref


class Marked:
    def __del__(self):
        print("marked is gone")


async def holder(marked):
    await asyncio.sleep(0.02)
    del marked
    print("holder ends")


async def forever():
    try:
        await asyncio.get_running_loop().create_future()
    finally:
        print("forever is closed")


async def main():
    task = asyncio.create_task(holder(Marked()))
    seen = weakref.ref(task)
    await task
    del task
    print("task", seen() is None)
    asyncio.create_task(forever(), name="lost")
    await asyncio.sleep(0.01)
    gc.collect()
    await asyncio.sleep(0.01)
    weak = weakref.WeakSet([asyncio.create_task(asyncio.sleep(0))])
    print(len(weak))
    await asyncio.sleep(0.01)
    print(len(weak))


asyncio.run(main())
