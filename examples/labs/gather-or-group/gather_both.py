"""gather: both fail."""

import asyncio

HOW = "gather"  # gather, results or group
FAIL = ["toast", "coffee"]  # what goes wrong
PATIENCE = None  # seconds until the guest leaves


async def make(what, seconds):
    try:
        await asyncio.sleep(seconds)
    except asyncio.CancelledError:
        print(what, "cancelled")
        raise
    if what in FAIL:
        raise ValueError(what)
    print(what, "ready")
    return what


async def breakfast():
    orders = make("toast", 0.2), make("coffee", 0.6)
    if HOW == "gather":
        return await asyncio.gather(*orders)
    if HOW == "results":
        return await asyncio.gather(*orders, return_exceptions=True)
    async with asyncio.TaskGroup() as kitchen:
        tasks = [kitchen.create_task(order) for order in orders]
    return [task.result() for task in tasks]


async def main():
    try:
        async with asyncio.timeout(PATIENCE):
            print("served:", await breakfast())
    except* Exception as group:
        print("caught:", group.exceptions)
    await asyncio.sleep(0.5)
    print("kitchen locked")


asyncio.run(main())
