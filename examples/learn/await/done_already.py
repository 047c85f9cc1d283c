"""Awaiting what is done already does not suspend."""

import asyncio


async def guest():
    print("guest: may I sit down?")


async def main():
    kettle = asyncio.get_running_loop().create_future()
    kettle.set_result("hot water")
    visit = asyncio.create_task(guest())
    for cup in 1, 2, 3:
        print(f"cup {cup}:", await kettle)
    print("now I wait for you")
    await visit


asyncio.run(main())
