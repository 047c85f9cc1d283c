"""An event wakes all who wait, in their order."""

import asyncio


async def waiter(n, event):
    await event.wait()
    print("woken", n)


async def main():
    event = asyncio.Event()
    tasks = [asyncio.create_task(waiter(n, event)) for n in range(4)]
    await asyncio.sleep(0.01)
    tasks[1].cancel()
    event.set()
    event.clear()
    done = await asyncio.gather(*tasks, return_exceptions=True)
    print(done, event.is_set())


asyncio.run(main())
