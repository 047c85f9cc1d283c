"""Counting cancel requests, and taking them back."""

import asyncio


async def persistent():
    task = asyncio.current_task()
    for _ in range(2):
        try:
            await asyncio.sleep(1)
        except asyncio.CancelledError as error:
            print(error.args, task.cancelling(), task.uncancel())
    return "done"


async def main():
    task = asyncio.create_task(persistent())
    for n in range(2):
        await asyncio.sleep(0.01)
        print(task.cancel(f"request {n}"))
    print(await task, task.cancel(), task.cancelled())


asyncio.run(main())
