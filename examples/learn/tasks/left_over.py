"""When main returns, asyncio.run cancels the tasks that are left."""

import asyncio


async def wash_up():
    try:
        print("washing up")
        await asyncio.sleep(3600)
        print("kitchen clean")
    except asyncio.CancelledError:
        print("washing up cancelled")
        raise


async def main():
    washing = asyncio.create_task(wash_up())
    await asyncio.sleep(0.1)
    print("leaving; washing done?", washing.done())


asyncio.run(main())
