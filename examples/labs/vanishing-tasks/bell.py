"""A task that waits for what somebody holds stays."""

import asyncio
import gc
import time

WAITS_FOR = "bell"
KEEP = False

bell = asyncio.Event()  # nobody rings it


async def brew():
    match WAITS_FOR:
        case "timer":
            await asyncio.sleep(0.3)
        case "thread":
            await asyncio.to_thread(time.sleep, 0.3)
        case "future":
            await asyncio.get_running_loop().create_future()
        case "bell":
            await bell.wait()
    print("coffee ready")


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda _, what: print(what["message"]))
    task = asyncio.create_task(brew())
    if not KEEP:
        del task
    await asyncio.sleep(0.1)
    gc.collect()
    print("tasks alive:", len(asyncio.all_tasks()))
    await asyncio.sleep(0.4)


asyncio.run(main())
