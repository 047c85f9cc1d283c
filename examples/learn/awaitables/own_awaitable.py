"""Any object can be awaited if it has an ``__await__`` method."""

import asyncio


class Egg:
    def __init__(self, seconds):
        self.seconds = seconds

    def __await__(self):
        yield from asyncio.sleep(self.seconds).__await__()
        return "hard" if self.seconds > 0.2 else "soft"


async def main():
    print("first egg:", await Egg(0.1))
    print("second egg:", await Egg(0.3))


asyncio.run(main())
