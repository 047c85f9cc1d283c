"""KeyboardInterrupt raised by the program's own task."""

import asyncio


async def breaker():
    await asyncio.sleep(0.01)
    raise KeyboardInterrupt("mine")


async def main():
    task = asyncio.create_task(breaker())
    try:
        await asyncio.sleep(1)
    finally:
        print("finally", task.done())


asyncio.run(main())
