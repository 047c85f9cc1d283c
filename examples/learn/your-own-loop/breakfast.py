"""A breakfast with all that our loop can do, written for asyncio."""

import asyncio


async def cook(what, seconds):
    print(what, "on")
    try:
        await asyncio.sleep(seconds)
    finally:
        print(what, "off")
    return what


async def burn():
    await asyncio.sleep(0.2)
    raise ValueError("burnt")


async def main():
    coffee = asyncio.create_task(cook("coffee", 0.5))
    eggs = asyncio.create_task(cook("eggs", 2))
    toast = asyncio.create_task(burn())
    print("the table is laid")
    try:
        await toast
    except ValueError as error:
        print("the toast is", error)
    print("here is the", await coffee)
    eggs.cancel()
    try:
        await eggs
    except asyncio.CancelledError:
        print("no eggs today")


if __name__ == "__main__":
    asyncio.run(main())
