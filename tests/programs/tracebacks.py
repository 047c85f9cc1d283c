"""Tracebacks printed by the program, of all sorts."""

import asyncio
import io
import sys
import time
import traceback


async def fail():
    await asyncio.sleep(0.01)
    raise ValueError("fail")


def callback():
    print("".join(traceback.format_stack()))


async def main():
    sys.stderr = sys.stdout
    try:
        await asyncio.create_task(fail())
    except ValueError as error:
        traceback.print_exc()
        print(len(traceback.extract_tb(error.__traceback__)))
    for wrong in (
        lambda: time.sleep(-1),
        lambda: time.sleep("x"),
        lambda: asyncio.create_task(1),
        lambda: asyncio.get_running_loop().call_soon(),
        lambda: print(file=io.BytesIO()),
    ):
        try:
            wrong()
        except Exception:
            traceback.print_exc()
    loop = asyncio.get_running_loop()
    loop.call_soon(callback)
    loop.call_later(0.01, callback)
    await asyncio.sleep(0.03)
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fail())
    except* ValueError:
        traceback.print_exc()


asyncio.run(main())
