"""A custom awaitable whose __await__ yields futures by hand."""

import asyncio


class Twice:
    def __await__(self):
        loop = asyncio.get_running_loop()
        for n in range(2):
            future = loop.create_future()
            loop.call_later(0.05, future.set_result, n)
            future._asyncio_future_blocking = True
            yield future
            print("got", future.result())
        return "twice"


async def main():
    print(await Twice())


asyncio.run(main())
