"""The default way to use a loop: run makes one, and closes it again."""

import asyncio


async def sample():
    loop = asyncio.get_running_loop()
    print("running:", loop.is_running())
    return loop


loop = asyncio.run(sample())
print("running:", loop.is_running())
print("closed:", loop.is_closed())
