"""KeyboardInterrupt at the top, after the loop."""

import asyncio


async def main():
    await asyncio.sleep(0.01)
    print("done")


asyncio.run(main())
raise KeyboardInterrupt
