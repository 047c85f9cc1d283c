"""Which tasks there are, and in which line each of them waits."""

import asyncio
import inspect


def where(task):
    coroutine = task.get_coro()
    ours = coroutine.cr_code.co_filename
    while inspect.iscoroutine(deeper := coroutine.cr_await):
        if deeper.cr_code.co_filename != ours:
            break  # the rest is inside asyncio
        coroutine = deeper
    return f"{coroutine.__name__}, line {coroutine.cr_frame.f_lineno}"


async def take(lock):
    await lock.acquire()


async def cook(first, second):
    await take(first)
    await asyncio.sleep(0.1)
    await take(second)


async def main():
    pan, stove = asyncio.Lock(), asyncio.Lock()
    ann = asyncio.create_task(cook(pan, stove), name="Ann")
    bob = asyncio.create_task(cook(stove, pan), name="Bob")
    await asyncio.sleep(0.2)
    for task in ann, bob:
        print(task.get_name(), "waits in", where(task))
    print(len(asyncio.all_tasks()), "tasks, with main")


asyncio.run(main())
