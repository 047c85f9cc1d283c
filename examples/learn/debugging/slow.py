"""Debug mode tells who keeps the loop for too long."""

import asyncio
import time


async def grind():
    time.sleep(0.4)


async def main():
    asyncio.get_running_loop().slow_callback_duration = 0.3
    await asyncio.create_task(grind(), name="Ann")


asyncio.run(main(), debug=True)
