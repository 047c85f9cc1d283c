"""The three ways in which a coroutine ends."""

import asyncio


async def brew():
    return "coffee"


async def set_table():
    await asyncio.sleep(0)


async def toast():
    raise ValueError("the toast is burnt")


async def main():
    print("brew returned", await brew())
    print("set_table returned", await set_table())
    try:
        await toast()
    except ValueError as error:
        print("toast raised", repr(error))


asyncio.run(main())
