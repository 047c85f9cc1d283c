"""SystemExit with a text, raised below a few calls."""

import asyncio


def deep():
    raise SystemExit("that is enough")


async def main():
    await asyncio.sleep(0.01)
    deep()


asyncio.run(main())
