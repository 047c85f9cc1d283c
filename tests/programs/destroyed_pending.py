"""A loop is closed while a task is pending."""

import asyncio


async def sleeper():
    await asyncio.sleep(10)


loop = asyncio.new_event_loop()
task = loop.create_task(sleeper(), name="sleeper")
loop.run_until_complete(asyncio.sleep(0.01))
loop.close()
del task
print("closed")
