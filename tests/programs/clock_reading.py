"""Clocks: how long sleeps take, in each of the clocks."""

import asyncio
import datetime
import time


class Stopwatch:
    read = time.perf_counter
    sleep = staticmethod(time.sleep)


async def main():
    for clock in time.time, time.monotonic, time.perf_counter:
        began = clock()
        await asyncio.sleep(0.1)
        time.sleep(0.05)
        print(0.149 < clock() - began < 0.5, clock.__name__)
    began = time.monotonic_ns(), time.time_ns(), time.perf_counter_ns()
    Stopwatch.sleep(0.02)
    print([type(each).__name__ for each in began])
    print(type(Stopwatch().read()).__name__, Stopwatch().read() > 0)
    deadline = time.monotonic() + 0.05
    while time.monotonic() < deadline:
        pass
    print(abs(datetime.datetime.now().timestamp() - time.time()) < 60)
    print(time.get_clock_info("monotonic").monotonic)


asyncio.run(main())
