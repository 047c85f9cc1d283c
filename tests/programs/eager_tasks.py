# /// script
# requires-python = ">=3.12"
# ///
"""The eager task factory: a task begins inside the one that makes it."""

import asyncio


async def cached(n):
    print("begin", n)
    if n % 2:
        await asyncio.sleep(0.01)
    print("end", n)
    return n


async def main():
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
    tasks = [asyncio.create_task(cached(n)) for n in range(4)]
    print([task.done() for task in tasks])
    print(await asyncio.gather(*tasks))
    async with asyncio.TaskGroup() as group:
        group.create_task(cached(8))
        group.create_task(cached(9))
    try:
        await asyncio.create_task(fail())
    except ValueError as error:
        print(error)


async def fail():
    await cached(6)
    raise ValueError("eagerly")


asyncio.run(main())
