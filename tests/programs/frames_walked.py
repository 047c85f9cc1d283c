"""A program that walks the frames itself."""

import asyncio
import sys


async def main():
    frame, names = sys._getframe(), []
    while frame:
        names.append(frame.f_code.co_name)
        frame = frame.f_back
    print(names)


asyncio.run(main())
