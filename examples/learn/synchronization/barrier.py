"""A barrier: nobody begins before all have sat down."""

import asyncio


async def guest(name, seconds, table):
    await asyncio.sleep(seconds)
    print(f"{name} sits down")
    await table.wait()
    print(f"{name} begins to eat")


async def main():
    table = asyncio.Barrier(3)
    await asyncio.gather(
        guest("Ann", 0.1, table),
        guest("Bob", 0.4, table),
        guest("Eve", 0.2, table),
    )


asyncio.run(main())
