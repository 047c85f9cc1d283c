"""A loop made by hand, as before Python 3.11."""

import asyncio


async def toast(slices):
    await asyncio.sleep(0.1)
    return f"{slices} slices"


loop = asyncio.new_event_loop()
try:
    for slices in 2, 3:
        order = toast(slices)
        print(loop.run_until_complete(order))
finally:
    loop.run_until_complete(loop.shutdown_asyncgens())
    loop.close()
