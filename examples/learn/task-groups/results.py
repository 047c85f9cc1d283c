"""A task group waits for its tasks, and each keeps its result."""

import asyncio


async def make(what, seconds):
    await asyncio.sleep(seconds)
    print(f"{what} ready")
    return what


async def main():
    async with asyncio.TaskGroup() as kitchen:
        coffee = kitchen.create_task(make("coffee", 0.4))
        toast = kitchen.create_task(make("toast", 0.2))
    print(f"breakfast: {coffee.result()}, {toast.result()}")


asyncio.run(main())
