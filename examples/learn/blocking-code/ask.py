"""A program without async keeps a loop in a thread, and asks it."""

import asyncio
import threading


async def cook(dish):
    await asyncio.sleep(0)
    return f"{dish} is ready"


loop = asyncio.new_event_loop()
kitchen = threading.Thread(target=loop.run_forever)
kitchen.start()

soup = asyncio.run_coroutine_threadsafe(cook("soup"), loop)
print("ordered")
print(soup.result())

loop.call_soon_threadsafe(loop.stop)
kitchen.join()
loop.close()
