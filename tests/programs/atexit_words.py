"""Last words: atexit, threads that go on, objects that die late."""

import asyncio
import atexit
import threading
import time


class Last:
    def __del__(self):
        print("last object")


def later():
    time.sleep(0.05)
    print("thread ends")


last = Last()
atexit.register(print, "at exit")
threading.Thread(target=later).start()


async def main():
    await asyncio.sleep(0.01)
    print("main ends")


asyncio.run(main())
print("program ends")
