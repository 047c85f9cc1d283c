"""A task is cancelled before its first turn."""

from own_loop import CancelledError, Task, run, sleep


async def toast():
    print("toast on")
    try:
        await sleep(0.1)
    finally:
        print("toast off")


async def main():
    task = Task(toast())
    task.cancel()
    try:
        await task
    except CancelledError:
        print("no toast")


run(main())
