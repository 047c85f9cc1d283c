"""Two tasks wait for each other, and so they wait for ever."""

import asyncio


async def pass_the(item, after):
    await after.wait()
    print(f"here is the {item}")


async def main():
    salt, pepper = asyncio.Event(), asyncio.Event()
    await asyncio.gather(
        pass_the("salt", after=pepper), pass_the("pepper", after=salt)
    )


asyncio.run(main())
