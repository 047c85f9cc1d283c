"""A block that takes too long is cancelled, and raises TimeoutError."""

import asyncio


async def cook():
    print("stove on")
    try:
        await asyncio.sleep(1)
        print("soup ready")
    finally:
        print("stove off")


async def main():
    try:
        async with asyncio.timeout(0.3):
            await cook()
    except TimeoutError:
        print("we have to go")


asyncio.run(main())
