"""A task group that is cancelled from outside and from inside."""

import asyncio


async def sleeper(n):
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        await asyncio.sleep(0.02 * n)
        print("cleaned", n)
        raise


async def group():
    async with asyncio.TaskGroup() as tasks:
        for n in range(1, 4):
            tasks.create_task(sleeper(n))


async def main():
    task = asyncio.create_task(group())
    await asyncio.sleep(0.05)
    task.cancel("enough")
    try:
        await task
    except asyncio.CancelledError as error:
        print(error.args, task.cancelling())
    async with asyncio.TaskGroup() as tasks:
        child = tasks.create_task(sleeper(9))
        await asyncio.sleep(0)
        child.cancel()
    print("a cancelled child is no error")


asyncio.run(main())
