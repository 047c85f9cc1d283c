# /// script
# requires-python = ">=3.14"
# ///
"""No loop is made unasked any more, since Python 3.14."""

import asyncio


async def main():
    print("coffee")


coffee = main()
try:
    loop = asyncio.get_event_loop()
    loop.run_until_complete(coffee)
except RuntimeError as error:
    print(error)
    asyncio.run(coffee)
