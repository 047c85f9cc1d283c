"""Printing the stack of a task that waits."""

import asyncio
import sys


async def boil():
    await asyncio.sleep(60)


async def breakfast():
    await boil()


async def main():
    task = asyncio.create_task(breakfast(), name="Ann")
    await asyncio.sleep(0.1)
    task.print_stack(file=sys.stdout)


asyncio.run(main())
