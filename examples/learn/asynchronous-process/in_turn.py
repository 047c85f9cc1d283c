"""Breakfast with functions that block: each wait keeps everything waiting."""

import time


def make(what, seconds):
    print(f"{what} on")
    time.sleep(seconds)
    print(f"{what} ready")


started = time.perf_counter()
make("toast", 0.2)
make("coffee", 0.4)
print(f"breakfast after {time.perf_counter() - started:.1f} s")
