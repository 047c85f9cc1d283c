"""A custom awaitable that yields None, and one that yields nonsense."""

import asyncio


class Turn:
    def __await__(self):
        yield


class Nonsense:
    def __await__(self):
        yield "nonsense"


async def polite(name):
    for n in range(3):
        print(name, n)
        await Turn()


async def rude():
    try:
        await Nonsense()
    except RuntimeError as error:
        print(type(error).__name__, "bad yield" in str(error))


async def main():
    await asyncio.gather(polite("a"), polite("b"), rude())


asyncio.run(main())
