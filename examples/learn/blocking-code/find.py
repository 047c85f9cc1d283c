"""Debug mode names the task that held the loop for too long."""

import asyncio
import logging
import time


async def read_recipe():
    time.sleep(0.3)  # a slow disk


async def main():
    await asyncio.create_task(read_recipe(), name="recipe")
    print("cooking")


logging.basicConfig()
asyncio.run(main(), debug=True)
