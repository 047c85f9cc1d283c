"""asend, athrow and anext with a default."""

import asyncio


async def echo():
    got = None
    while True:
        try:
            got = yield got
        except ValueError as error:
            got = f"caught {error}"
        await asyncio.sleep(0.01)


async def empty():
    return
    yield


async def main():
    gen = echo()
    print(await gen.asend(None))
    print(await gen.asend("one"))
    print(await gen.athrow(ValueError("two")))
    await gen.aclose()
    try:
        await gen.asend("three")
    except StopAsyncIteration:
        print("stopped")
    print(await anext(empty(), "default"))


asyncio.run(main())
