"""What belongs to one loop is of no use on another."""

import asyncio

import own_loop


async def brew():
    await asyncio.sleep(0.1)
    print("coffee ready")


own_loop.run(brew())
