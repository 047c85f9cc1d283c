"""What -X dev sets, set by the program: warnings, debug, faulthandler."""

import asyncio
import faulthandler
import sys
import warnings

warnings.simplefilter("always")
faulthandler.enable()
sys.set_coroutine_origin_tracking_depth(3)


async def work():
    return 1


async def main():
    asyncio.get_running_loop().set_debug(True)
    work()
    open(__file__)
    await asyncio.sleep(0.01)
    print(asyncio.get_running_loop().get_debug())


asyncio.run(main())
print(sys.get_coroutine_origin_tracking_depth())
