# /// script
# requires-python = ">=3.12"
# ///
"""Logging with the name of the task, and with a stack."""

import asyncio
import logging
import sys

logging.basicConfig(
    stream=sys.stdout,
    format="%(levelname)s %(taskName)s %(funcName)s:%(lineno)d %(message)s",
    level=logging.INFO,
)


async def work(n):
    logging.info("begin %d", n)
    await asyncio.sleep(0.02 * n)
    logging.warning("end %d", n, stack_info=n == 2)


async def main():
    async with asyncio.TaskGroup() as group:
        for n in range(1, 3):
            group.create_task(work(n), name=f"worker-{n}")
    try:
        raise ValueError("logged")
    except ValueError:
        logging.exception("oh")


asyncio.run(main())
logging.info("outside")
