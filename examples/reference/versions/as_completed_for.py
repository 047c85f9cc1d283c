"""Results as they come, before Python 3.13."""

import asyncio


async def make(what, seconds):
    await asyncio.sleep(seconds)
    return what


async def main():
    orders = [
        make("coffee", 0.3),
        make("toast", 0.1),
    ]
    for next_one in asyncio.as_completed(orders):
        print(await next_one)


asyncio.run(main())
