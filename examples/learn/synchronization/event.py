"""An event: one bell, and everybody who waits for it hears it."""

import asyncio


async def guest(name, soup_is_ready):
    await soup_is_ready.wait()
    print(f"{name} comes")


async def main():
    soup_is_ready = asyncio.Event()
    async with asyncio.TaskGroup() as guests:
        for name in "Ann", "Bob":
            guests.create_task(guest(name, soup_is_ready))
        await asyncio.sleep(0.2)
        print("ding")
        soup_is_ready.set()
    await guest("Eve, who is late,", soup_is_ready)


asyncio.run(main())
