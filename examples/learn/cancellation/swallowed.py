"""Who swallows the request goes on, and nobody is told."""

import asyncio


async def call():
    while True:
        try:
            await asyncio.sleep(0.3)
            break
        except BaseException:
            print("no answer, once more")
    print("got a table for two")


async def main():
    calling = asyncio.create_task(call())
    await asyncio.sleep(0.1)
    calling.cancel()
    await asyncio.wait([calling])
    print("cancelled:", calling.cancelled())


asyncio.run(main())
