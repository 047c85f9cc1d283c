"""Two tasks take from one jar: safe until an await stands in between."""

import asyncio

jar = {"beans": 1}


async def take(who):
    if jar["beans"] > 0:
        jar["beans"] -= 1
        print(f"{who} has the last bean")


async def look_then_take(who):
    if jar["beans"] > 0:
        await asyncio.sleep(0)
        jar["beans"] -= 1
        print(f"{who} has the last bean")


async def main():
    await asyncio.gather(take("Ann"), take("Bob"))
    print(jar)
    jar["beans"] = 1
    await asyncio.gather(look_then_take("Ann"), look_then_take("Bob"))
    print(jar)


asyncio.run(main())
