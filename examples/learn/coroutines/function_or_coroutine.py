"""Calling a function runs it; calling a coroutine function does not."""

import asyncio


def pour():
    print("pouring")
    return "juice"


async def brew():
    print("brewing")
    return "coffee"


print("calling pour")
print("  returned", repr(pour()))
print("calling brew")
coffee = brew()
print("  returned", repr(coffee))
print("running the coroutine")
print("  returned", repr(asyncio.run(coffee)))
