"""A program that patches asyncio: sleep, a method, a class."""

import asyncio
from unittest import mock

real_sleep = asyncio.sleep


async def loud_sleep(delay, result=None):
    print("sleeping", delay)
    return await real_sleep(delay, result)


asyncio.sleep = loud_sleep


class LoudEvent(asyncio.Event):
    def set(self):
        print("set")
        super().set()


asyncio.Event = LoudEvent


async def main():
    event = asyncio.Event()
    asyncio.get_running_loop().call_later(0.02, event.set)
    await event.wait()
    print(await asyncio.sleep(0.01, "slept"))
    with mock.patch("asyncio.sleep", mock.AsyncMock(return_value="mocked")):
        print(await asyncio.sleep(100))
    with mock.patch("time.time", return_value=1.5):
        import time

        print(time.time())


asyncio.run(main())
