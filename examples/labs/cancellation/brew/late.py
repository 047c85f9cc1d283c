"""One request, after the end."""

import asyncio

PAUSES = [1]  # seconds before each request to stop
SHIELD = False  # the guest waits behind a shield
SWALLOW = False  # who brews does not stop
UNCANCEL = False  # and says so


async def brew():
    print("pot taken")
    try:
        await asyncio.sleep(0.5)
        print("coffee ready")
    except asyncio.CancelledError:
        print("told to stop")
        if not SWALLOW:
            raise
        if UNCANCEL:
            asyncio.current_task().uncancel()
    finally:
        await asyncio.sleep(0.3)
        print("pot rinsed")
    return "coffee"


async def drink():
    coffee = asyncio.create_task(brew()) if SHIELD else brew()
    return await (asyncio.shield(coffee) if SHIELD else coffee)


async def main():
    guest = asyncio.create_task(drink())
    for pause in PAUSES:
        if pause:
            await asyncio.sleep(pause)
        print("asked to stop:", guest.cancel())
    await asyncio.wait([guest])
    print("cancelled:", guest.cancelled(), "- counted:", guest.cancelling())


asyncio.run(main())
