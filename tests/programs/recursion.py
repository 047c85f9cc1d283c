"""An endless recursion, at the top and in a task."""

import asyncio


def down(n=0):
    return down(n + 1)


async def main():
    try:
        down()
    except RecursionError as error:
        print("caught", error)
    await asyncio.sleep(0.01)
    await forever()


async def forever():
    await forever()


try:
    asyncio.run(main())
except RecursionError as error:
    print("again", error)
