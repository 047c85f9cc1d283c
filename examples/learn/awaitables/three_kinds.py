"""A coroutine, a task and a future: each can be awaited."""

import asyncio
import inspect


async def brew():
    return "coffee"


async def main():
    coroutine = brew()
    task = asyncio.create_task(brew())
    future = asyncio.get_running_loop().create_future()
    future.set_result("coffee")
    for thing in coroutine, task, future:
        kind = type(thing).__name__
        print(f"{kind:10} {inspect.isawaitable(thing)}  {await thing}")
    print(f"{'function':10} {inspect.isawaitable(brew)}")


asyncio.run(main())
