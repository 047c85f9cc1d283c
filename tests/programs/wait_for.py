"""wait_for with results, timeouts, zero, and a task that refuses."""

import asyncio


async def stubborn():
    for n in range(3):
        try:
            await asyncio.sleep(0.1)
            return "slept"
        except asyncio.CancelledError:
            print("no", n)
            if n:
                raise


async def main():
    print(await asyncio.wait_for(asyncio.sleep(0.01, "fast"), 1))
    try:
        await asyncio.wait_for(asyncio.sleep(1), 0.05)
    except TimeoutError as error:
        print("late", repr(error))
    try:
        await asyncio.wait_for(asyncio.sleep(1), 0)
    except TimeoutError:
        print("zero")
    try:
        print(await asyncio.wait_for(stubborn(), 0.05))
    except TimeoutError:
        print("late, too")


asyncio.run(main())
