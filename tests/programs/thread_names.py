"""A worker thread knows that it is one."""

import asyncio
import threading

own = threading.local()
own.value = "main"


def look():
    is_main = threading.current_thread() is threading.main_thread()
    return is_main, getattr(own, "value", None)


async def main():
    print(look(), await asyncio.to_thread(look))


asyncio.run(main())
