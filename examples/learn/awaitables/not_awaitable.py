"""A coroutine function without its parentheses cannot be awaited."""

import asyncio


async def brew():
    return "coffee"


async def main():
    try:
        await brew
    except TypeError as error:
        print(type(error).__name__)
    print(await brew())


asyncio.run(main())
