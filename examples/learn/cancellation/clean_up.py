"""What a task does in finally may take its time."""

import asyncio


async def brew():
    try:
        await asyncio.sleep(1)
    finally:
        await asyncio.sleep(0.3)
        print("pot rinsed")


async def main():
    coffee = asyncio.create_task(brew())
    await asyncio.sleep(0.1)
    coffee.cancel()
    await asyncio.wait([coffee])
    print("cancelled:", coffee.cancelled())


asyncio.run(main())
