"""What a shield has saved is waited for, and then the request is obeyed."""

import asyncio


async def pay():
    await asyncio.sleep(0.5)
    print("paid")


async def check_out():
    paying = asyncio.create_task(pay())
    try:
        await asyncio.shield(paying)
    except asyncio.CancelledError:
        await paying
        raise
    print("here is your receipt")


async def main():
    guest = asyncio.create_task(check_out())
    await asyncio.sleep(0.2)
    guest.cancel()
    await asyncio.wait([guest])
    print("closing")


asyncio.run(main())
