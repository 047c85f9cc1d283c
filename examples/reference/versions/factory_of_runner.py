"""A loop of a chosen kind, in Python 3.11."""

import asyncio

KIND = asyncio.SelectorEventLoop


async def main():
    loop = asyncio.get_running_loop()
    print("chosen?", isinstance(loop, KIND))


with asyncio.Runner(loop_factory=KIND) as runner:
    runner.run(main())
