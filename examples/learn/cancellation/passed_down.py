"""The guest is told to leave; whoever looks for a table does not stop."""

import asyncio


async def look():
    try:
        await asyncio.sleep(60)
    except asyncio.CancelledError:
        print("one moment")
    return "a table"


async def dine(looking):
    print("we have", await looking)


async def main():
    guest = asyncio.create_task(dine(asyncio.create_task(look())))
    await asyncio.sleep(0.1)
    print("can hear it:", guest.cancel())
    await asyncio.wait([guest])
    print("cancelled:", guest.cancelled())


asyncio.run(main())
