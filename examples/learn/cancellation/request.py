"""A task is asked to stop, and stops at its next turn."""

import asyncio


async def brew():
    print("coffee on")
    try:
        await asyncio.sleep(1)
        print("coffee ready")
    finally:
        print("coffee off")


async def main():
    coffee = asyncio.create_task(brew())
    await asyncio.sleep(0.2)
    print("asked to stop:", coffee.cancel())
    print("cancelled:", coffee.cancelled())
    await asyncio.wait([coffee])
    print("cancelled:", coffee.cancelled())


asyncio.run(main())
