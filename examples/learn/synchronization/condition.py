"""A condition: wait until what a lock protects is as you need it."""

import asyncio

toasts = 0


async def guest(plate):
    global toasts
    async with plate:
        print("guest: I need two")
        await plate.wait_for(lambda: toasts >= 2)
        toasts -= 2
        print("guest takes two, left:", toasts)


async def toaster(plate):
    global toasts
    for _ in range(3):
        await asyncio.sleep(0.2)
        async with plate:
            toasts += 1
            print("on the plate:", toasts)
            plate.notify_all()


async def main():
    plate = asyncio.Condition()
    await asyncio.gather(guest(plate), toaster(plate))


asyncio.run(main())
