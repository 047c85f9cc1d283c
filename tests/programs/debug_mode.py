"""Debug mode: slow callbacks and their warnings, without the times."""

import asyncio
import logging
import re
import time


class Hide(logging.Formatter):
    def format(self, record):
        return re.sub(r"[\d.]+ seconds", "N seconds", super().format(record))


handler = logging.StreamHandler()
handler.setFormatter(Hide("%(levelname)s %(message)s"))
logging.getLogger("asyncio").addHandler(handler)


async def slow():
    time.sleep(0.15)


async def main():
    loop = asyncio.get_running_loop()
    print(loop.get_debug(), loop.slow_callback_duration)
    await slow()
    await asyncio.sleep(0)
    loop.call_soon(time.sleep, 0.15)
    await asyncio.sleep(0.01)
    task = asyncio.create_task(asyncio.sleep(0.01), name="sleeper")
    print(repr(task).count("created at"))
    await task


asyncio.run(main(), debug=True)
