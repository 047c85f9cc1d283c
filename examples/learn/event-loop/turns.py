"""The ready queue: first in, first out, one turn each."""

import asyncio


async def guest(name):
    print(f"{name} orders")
    await asyncio.sleep(0)
    print(f"{name} pays")


async def main():
    loop = asyncio.get_running_loop()
    ann = asyncio.create_task(guest("Ann"))
    loop.call_soon(print, "the phone rings")
    bob = asyncio.create_task(guest("Bob"))
    print("the cafe opens")
    await ann
    await bob


asyncio.run(main())
