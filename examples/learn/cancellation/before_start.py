"""What does it print? The order is withdrawn before the cook begins."""

import asyncio


async def brew(pots):
    try:
        await asyncio.sleep(0.5)
    finally:
        pots.append("pot")
        print("pot is back")


async def main():
    pots = ["pot", "pot"]
    pots.pop()
    coffee = asyncio.create_task(brew(pots))
    coffee.cancel()
    await asyncio.wait([coffee])
    print("pots on the shelf:", len(pots))


asyncio.run(main())
