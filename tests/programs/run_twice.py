"""Two runs of a loop, and one that cannot be started inside."""

import asyncio


async def work(n):
    await asyncio.sleep(0.01)
    if n == 2:
        coroutine = work(3)
        try:
            asyncio.run(coroutine)
        except RuntimeError as error:
            print(error)
        coroutine.close()
    return n


print(asyncio.run(work(1)))
print(asyncio.run(work(2)))
