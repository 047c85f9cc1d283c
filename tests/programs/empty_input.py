"""input() where there is nothing to read."""

import asyncio
import sys


async def main():
    try:
        await asyncio.to_thread(input, "name? ")
    except EOFError as error:
        print(repr(error))
    print(repr(sys.stdin.read()), sys.stdin.isatty(), sys.stdout.isatty())


asyncio.run(main())
print(input("again? "))
