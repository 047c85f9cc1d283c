"""shield keeps the inner task alive when the outer one is cancelled."""

import asyncio


async def precious():
    await asyncio.sleep(0.05)
    print("saved")
    return "gold"


async def outer(task):
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        print("outer cancelled, inner", task.cancelled())
        raise


async def main():
    inner = asyncio.create_task(precious())
    task = asyncio.create_task(outer(inner))
    await asyncio.sleep(0.01)
    task.cancel()
    print(await asyncio.gather(task, inner, return_exceptions=True))
    shielded = asyncio.shield(asyncio.sleep(1))
    shielded.cancel()
    try:
        await shielded
    except asyncio.CancelledError:
        print("shield itself cancelled")


asyncio.run(main())
