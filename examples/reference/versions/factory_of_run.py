# /// script
# requires-python = ">=3.12"
# ///
"""A loop of a chosen kind, since Python 3.12."""

import asyncio

KIND = asyncio.SelectorEventLoop


async def main():
    loop = asyncio.get_running_loop()
    print("chosen?", isinstance(loop, KIND))


asyncio.run(main(), loop_factory=KIND)
