"""What does this print? The toast burns while the coffee brews."""

import asyncio


async def brew():
    await asyncio.sleep(1)
    print("coffee ready")


async def toast():
    await asyncio.sleep(0.2)
    raise ValueError("the toast is burnt")


async def main():
    coffee = asyncio.create_task(brew())
    try:
        await asyncio.gather(coffee, toast())
    except ValueError as error:
        print("gather raised:", error)
    print("coffee cancelled?", coffee.cancelled())
    await coffee


asyncio.run(main())
