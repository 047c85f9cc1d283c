"""A task has a name, for whoever looks at the loop at 2 a.m."""

import asyncio


async def toast():
    print("I am", asyncio.current_task().get_name())
    await asyncio.sleep(0.1)


async def main():
    task = asyncio.create_task(toast(), name="breakfast/toast")
    await asyncio.sleep(0)
    for other in asyncio.all_tasks() - {asyncio.current_task()}:
        print(other.get_name(), "is here, done:", other.done())
    await task


asyncio.run(main())
