"""Stacks: of tasks, of the running code, printed in several ways."""

import asyncio
import sys
import traceback


async def deep(n):
    if n:
        await deep(n - 1)
    else:
        traceback.print_stack(file=sys.stdout)
        await asyncio.sleep(0.05)


async def main():
    task = asyncio.create_task(deep(3), name="deep")
    await asyncio.sleep(0.01)
    print([frame.f_code.co_name for frame in task.get_stack()])
    task.print_stack(file=sys.stdout)
    print(len(task.get_stack(limit=1)))
    await task
    print(task.get_stack())
    asyncio.get_running_loop().call_soon(
        lambda: traceback.print_stack(file=sys.stdout)
    )
    await asyncio.sleep(0)


asyncio.run(main())
traceback.print_stack(file=sys.stdout)
