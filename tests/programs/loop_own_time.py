"""A loop subclass whose clock is ten times as fast."""

import asyncio


class Fast(asyncio.SelectorEventLoop):
    def time(self):
        return super().time() * 10


async def main():
    loop = asyncio.get_running_loop()
    before = loop.time()
    await asyncio.sleep(0.5)
    print(0.45 < loop.time() - before < 1.5, type(loop).__name__)
    await asyncio.gather(*(tick(n) for n in (3, 1, 2)))


async def tick(n):
    await asyncio.sleep(0.4 * n)
    print("tick", n)


with asyncio.Runner(loop_factory=Fast) as runner:
    runner.run(main())
