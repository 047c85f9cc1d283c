"""The date and the time of day, in all the ways in which they are asked."""

import asyncio
import pickle
import time
from datetime import UTC, date, datetime


class Stamp(datetime):
    pass


def now():
    return [
        datetime.now().timestamp(),
        datetime.now(UTC).timestamp(),
        Stamp.now().timestamp(),
        time.mktime(time.localtime()),
        time.mktime(time.strptime(time.ctime())),
        time.mktime(time.strptime(time.asctime())),
        time.mktime(time.strptime(time.strftime("%c"))),
        time.clock_gettime(time.CLOCK_REALTIME),
        time.clock_gettime(time.CLOCK_MONOTONIC),
        time.clock_gettime_ns(time.CLOCK_REALTIME) / 1e9,
    ]


async def main():
    before = now()
    await asyncio.sleep(3)
    for old, new in zip(before, now(), strict=True):
        print(2.5 < new - old < 4.5, end=" ")
    print(type(datetime.now()) is datetime, type(Stamp.now()) is Stamp)
    print(pickle.loads(pickle.dumps(datetime.now())) <= datetime.now())
    print(date.today() == datetime.now().date(), isinstance(Stamp.now(), date))


asyncio.run(main())
