"""A timeout stops the waiting, and the thread goes on and prints."""

import asyncio
import time

cups = []


def pour(last):
    for cup in range(last):
        time.sleep(0.4)
        cups.append(cup)
        print("poured", cup)
    return last


async def main():
    try:
        async with asyncio.timeout(0.6):
            await asyncio.to_thread(pour, 3)
    except TimeoutError:
        print("gave up with", cups)
    print(await asyncio.to_thread(pour, last=1), cups)


asyncio.run(main())
print("in the end", cups)
