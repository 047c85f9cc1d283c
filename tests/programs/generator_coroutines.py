"""Coroutines made of generators, with types.coroutine."""

import asyncio
import types


@types.coroutine
def pause(times):
    for n in range(times):
        print("pause", n)
        yield
    return "paused"


@types.coroutine
def through():
    value = yield from asyncio.sleep(0.01, "slept").__await__()
    return value


async def main():
    other = asyncio.create_task(asyncio.sleep(0, "other"))
    print(await pause(3), await through(), other.result())


asyncio.run(main())
