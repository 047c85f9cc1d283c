"""What does it print? The plate is ready, and then the waiter is stopped."""

import asyncio


async def carry(plate):
    print("served:", await plate)


async def main():
    plate = asyncio.get_running_loop().create_future()
    carrying = asyncio.create_task(carry(plate))
    await asyncio.sleep(0.1)
    plate.set_result("roast")
    carrying.cancel()
    await asyncio.wait([carrying])
    print("still at the window:", plate.result())


asyncio.run(main())
