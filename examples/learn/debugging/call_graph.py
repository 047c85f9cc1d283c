# /// script
# requires-python = ">=3.14"
# ///
"""Where a task waits, and who waits for the task."""

import asyncio


async def boil(kettle):
    await kettle


async def breakfast(kettle):
    await boil(kettle)


async def main():
    asyncio.current_task().set_name("main")
    loop = asyncio.get_running_loop()
    kettle = loop.create_future()
    cooking = asyncio.create_task(breakfast(kettle), name="Ann")
    loop.call_later(0.1, asyncio.print_call_graph, cooking)
    loop.call_later(0.2, kettle.set_result, "hot")
    await cooking


asyncio.run(main())
