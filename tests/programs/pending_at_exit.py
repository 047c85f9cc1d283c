"""The program ends with a pending task and an open loop."""

import asyncio


async def sleeper():
    await asyncio.sleep(10)


loop = asyncio.new_event_loop()
task = loop.create_task(sleeper(), name="sleeper")
loop.run_until_complete(asyncio.sleep(0.01))
print("leaving", task.done())
