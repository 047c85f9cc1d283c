"""A program without a loop looks at the time after it has worked."""

import time

begin, work = time.perf_counter(), time.process_time()
while time.process_time() < work + 1.5:
    sum(range(10_000))
print(time.perf_counter() >= begin)
