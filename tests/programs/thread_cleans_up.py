"""Threads that sleep within loops, blocks and handlers of errors."""

import asyncio
import contextlib
import contextvars
import time
from functools import partial

who = contextvars.ContextVar("who")


class Oven:
    heat = 0

    def warm(self, *steps, pause=0.2):
        try:
            for step in steps:
                time.sleep(pause)
                self.heat += step
                yielded = [each for each in steps if each > step]
                print(who.get(), "at", self.heat, yielded)
            raise ValueError(self.heat)
        finally:
            time.sleep(0.1)
            print("door shut")


@contextlib.contextmanager
def named(name):
    token = who.set(name)
    yield
    who.reset(token)


def wrong():
    time.sleep(0.1)
    try:
        time.sleep(-1)
    except ValueError as error:
        return str(error)


async def main():
    oven = Oven()
    with named("oven"):
        warming = asyncio.create_task(
            asyncio.to_thread(partial(oven.warm, 10, 20, pause=0.3))
        )
    for _ in range(3):
        await asyncio.sleep(0.4)
        print("heat", oven.heat)
    try:
        await warming
    except ValueError as error:
        print("failed", error)
    print(await asyncio.to_thread(wrong))
    print(await asyncio.to_thread(lambda: time.sleep(0.1) or "slept"))


asyncio.run(main())
