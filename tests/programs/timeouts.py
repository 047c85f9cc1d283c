"""Timeouts, nested, rescheduled and too late."""

import asyncio


async def main():
    try:
        async with asyncio.timeout(0.2) as outer:
            try:
                async with asyncio.timeout(0.05):
                    await asyncio.sleep(1)
            except TimeoutError:
                print("inner", outer.expired())
            await asyncio.sleep(1)
    except TimeoutError:
        print("outer", outer.expired())
    async with asyncio.timeout(None) as free:
        free.reschedule(asyncio.get_running_loop().time() + 0.5)
        await asyncio.sleep(0.01)
    print(free.expired())
    try:
        async with asyncio.timeout(-1):
            await asyncio.sleep(0)
            print("not reached")
    except TimeoutError:
        print("at once")
    print(asyncio.timeout(1))


asyncio.run(main())
