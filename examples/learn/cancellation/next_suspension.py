"""The request waits for an await that suspends."""

import asyncio


async def rinse(cup):
    print(f"{cup} rinsed")


async def wash():
    asyncio.current_task().cancel()
    print("asked to stop")
    await rinse("first cup")
    await rinse("second cup")
    await asyncio.sleep(0.1)
    print("cups dry")


async def main():
    washing = asyncio.create_task(wash())
    await asyncio.wait([washing])
    print("cancelled:", washing.cancelled())


asyncio.run(main())
