"""After the request comes an await that suspends."""

import asyncio

SUSPEND = True  # there is an await that suspends on the way


async def wash():
    asyncio.current_task().cancel()
    print("first cup clean")
    if SUSPEND:
        await asyncio.sleep(0)
    print("second cup clean")
    return "two cups"


async def main():
    washing = asyncio.create_task(wash())
    await asyncio.wait([washing])
    print("cancelled:", washing.cancelled())


asyncio.run(main())
