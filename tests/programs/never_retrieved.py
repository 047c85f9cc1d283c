"""Exceptions of tasks and futures that nobody asks for."""

import asyncio


async def fail(n):
    await asyncio.sleep(0.01 * n)
    raise ValueError(n)


async def main():
    asyncio.create_task(fail(1), name="lost")
    kept = asyncio.create_task(fail(2), name="kept")
    future = asyncio.get_running_loop().create_future()
    future.set_exception(KeyError("future"))
    del future
    await asyncio.sleep(0.05)
    print("main ends", kept.done())


asyncio.run(main())
print("program ends")
