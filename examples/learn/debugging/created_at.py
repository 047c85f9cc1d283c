"""Debug mode tells where a coroutine was made that nobody awaited."""

import asyncio


async def brew():
    print("coffee ready")


def breakfast():
    brew()


async def main():
    breakfast()


asyncio.run(main(), debug=True)
