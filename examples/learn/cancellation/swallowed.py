"""Who swallows the request goes on, and nobody is told."""

import asyncio


async def call():
    while True:
        try:
            await asyncio.sleep(0.3)
            return "a table for two"
        except BaseException:
            print("no answer, once more")


async def main():
    calling = asyncio.create_task(call())
    await asyncio.sleep(0.1)
    calling.cancel()
    print("got", await calling)
    print("has stopped:", calling.cancelled())


asyncio.run(main())
