"""Some of the program runs when no event loop does."""

import asyncio


async def main():
    print("inside")


print("before")
asyncio.run(main())
print("after")
