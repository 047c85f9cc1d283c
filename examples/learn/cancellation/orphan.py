"""What a shield has saved, nobody waits for."""

import asyncio


async def pay():
    await asyncio.sleep(0.5)
    print("paid")


async def check_out():
    await asyncio.shield(pay())
    print("here is your receipt")


async def main():
    guest = asyncio.create_task(check_out())
    await asyncio.sleep(0.2)
    guest.cancel()
    await asyncio.wait([guest])
    await asyncio.sleep(0.1)
    print("closing")


asyncio.run(main())
