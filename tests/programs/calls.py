"""call_soon, call_later and call_at; cancelled, compared and late."""

import asyncio
import functools


async def main():
    loop = asyncio.get_running_loop()
    start = loop.time()
    loop.call_later(0.06, print, "six")
    loop.call_at(start + 0.02, print, "two")
    handle = loop.call_later(0.04, print, "four")
    loop.call_soon(print, "soon")
    loop.call_soon(functools.partial(print, end=".\n"), "partial")
    for n in range(3):
        loop.call_at(start + 0.08 + n / 1000, print, "last", n)
    print(handle.when() > start, handle.cancelled())
    handle.cancel()
    handle.cancel()
    print(
        handle.cancelled(),
        sorted([handle, loop.call_at(start, print, "past")])[1] is handle,
    )
    await asyncio.sleep(0.12)


asyncio.run(main())
