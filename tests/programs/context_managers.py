"""Async context managers and an AsyncExitStack, unwinding errors."""

import asyncio
import contextlib


class Room:
    def __init__(self, name):
        self.name = name

    async def __aenter__(self):
        await asyncio.sleep(0.01)
        print("enter", self.name)
        return self

    async def __aexit__(self, kind, error, traceback):
        await asyncio.sleep(0.01)
        print("leave", self.name, kind.__name__ if kind else None)
        return self.name == "forgiving"


@contextlib.asynccontextmanager
async def borrowed(name):
    print("borrow", name)
    try:
        yield name
    finally:
        print("return", name)


async def main():
    async with Room("outer"), Room("forgiving"), Room("inner"):
        raise KeyError("lost")
    async with contextlib.AsyncExitStack() as stack:
        for name in "ab":
            await stack.enter_async_context(borrowed(name))
        stack.push_async_callback(asyncio.sleep, 0.01)
        stack.callback(print, "callback")
    async with borrowed("late") as late:
        print(late)
        raise ValueError("at last")


with contextlib.suppress(ValueError):
    asyncio.run(main())
