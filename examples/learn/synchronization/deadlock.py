"""Ann has the knife and wants the board; Bob has the board."""

import asyncio


async def slice_bread(who, seconds, first, second):
    async with first:
        print(f"{who} has one, and reaches for the other")
        await asyncio.sleep(seconds)
        async with second:
            print(f"{who} slices the bread")


async def main():
    knife, board = asyncio.Lock(), asyncio.Lock()
    await asyncio.gather(
        slice_bread("Ann", 0.1, knife, board),
        slice_bread("Bob", 0.2, board, knife),
    )


asyncio.run(main())
