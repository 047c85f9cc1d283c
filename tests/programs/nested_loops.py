"""A loop inside a loop, by a trick that some programs know."""

import asyncio
from asyncio import events


async def inner(n):
    await asyncio.sleep(0.01)
    return n


def run_inside(coroutine):
    outer = asyncio.get_running_loop()
    events._set_running_loop(None)
    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(coroutine)
    finally:
        loop.close()
        events._set_running_loop(outer)


async def plain():
    print("inner loop", run_inside(asyncio.wait_for(inner(1), 5)))


async def main():
    loop = asyncio.get_running_loop()
    loop.call_soon(lambda: print("callback", run_inside(inner(2))))
    await asyncio.sleep(0.05)
    print("main ends")


asyncio.run(main())
