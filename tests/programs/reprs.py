"""What tasks, futures, handles, loops and locks look like."""

import asyncio


async def work():
    await asyncio.sleep(0.02)
    return "value"


async def main():
    loop = asyncio.get_running_loop()
    print(loop)
    task = asyncio.create_task(work())
    print(task)
    await asyncio.sleep(0)
    print(task)
    future = loop.create_future()
    future.add_done_callback(print)
    print(future)
    both = asyncio.gather(work())
    print(both)
    print(await both)
    print(loop.call_soon(print, "x"))
    print(loop.call_later(1000, work).__class__)
    lock = asyncio.Lock()
    async with lock:
        print(lock)
    print(asyncio.Queue(3), asyncio.Event(), asyncio.Semaphore(2))
    print(await task, task)
    future.cancel()
    print(asyncio.Task, asyncio.Future, asyncio.Handle, asyncio.TimerHandle)
    print(
        asyncio.current_task().get_coro().__qualname__, type(task).__module__
    )
    print(isinstance(task, asyncio.Task), isinstance(task, asyncio.Future))


asyncio.run(main())
