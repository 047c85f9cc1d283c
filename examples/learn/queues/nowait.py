"""The methods that never wait raise instead."""

import asyncio


async def main():
    shelf = asyncio.Queue(maxsize=1)
    shelf.put_nowait("jam")
    try:
        shelf.put_nowait("honey")
    except asyncio.QueueFull:
        print("the shelf is full")
    print("took", shelf.get_nowait())
    try:
        shelf.get_nowait()
    except asyncio.QueueEmpty:
        print("the shelf is empty")


asyncio.run(main())
