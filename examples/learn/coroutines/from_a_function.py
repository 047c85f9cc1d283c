"""A plain function can start a task, but it cannot wait for it."""

import asyncio


async def brew():
    print("brewing")
    await asyncio.sleep(0.1)
    return "coffee"


def press_button():
    task = asyncio.create_task(brew())
    print("button pressed, done yet?", task.done())
    return task


async def main():
    task = press_button()
    print("poured:", await task)


asyncio.run(main())
