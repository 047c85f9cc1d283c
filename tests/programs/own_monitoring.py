# /// script
# requires-python = ">=3.12"
# ///
"""Takes each monitoring tool that Python leaves to anybody, and more."""

import asyncio
import sys

monitoring = sys.monitoring
seen = []


def returned(code, offset, value):
    seen.append(code.co_name)


async def child():
    await asyncio.sleep(0.01)
    return 1


async def main():
    await child()
    print([monitoring.get_tool(tool) for tool in range(6)])
    for tool in range(6):
        monitoring.use_tool_id(tool, f"mine {tool}")
        events = monitoring.events.PY_RETURN
        monitoring.register_callback(tool, events, returned)
        await asyncio.create_task(child())
        print(tool, seen)
    print([monitoring.get_tool(tool) for tool in range(6)])
    monitoring.set_local_events(3, child.__code__, monitoring.events.PY_RETURN)
    await asyncio.create_task(child())
    print(seen)
    try:
        monitoring.use_tool_id(3, "again")
    except ValueError as error:
        print(error)
    for tool in range(6):
        monitoring.free_tool_id(tool)
    print([monitoring.get_tool(tool) for tool in range(6)])


asyncio.run(main())
