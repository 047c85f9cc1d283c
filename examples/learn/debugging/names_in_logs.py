# /// script
# requires-python = ">=3.12"
# ///
"""Each line of a log has the name of the task that wrote it."""

import asyncio
import logging
import sys

logging.basicConfig(
    stream=sys.stdout, level=logging.INFO, format="%(taskName)s: %(message)s"
)


async def cook(seconds):
    logging.info("begins")
    await asyncio.sleep(seconds)
    logging.info("is done")


async def main():
    async with asyncio.TaskGroup() as kitchen:
        kitchen.create_task(cook(0.2), name="Ann")
        kitchen.create_task(cook(0.1), name="Bob")


asyncio.run(main())
