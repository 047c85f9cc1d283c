"""A lock makes looking, waiting and writing one step."""

import asyncio

till = 0


async def collect(who, amount, seconds, lock):
    global till
    async with lock:
        before = till
        print(f"{who} finds {before} in the till")
        await asyncio.sleep(seconds)  # the guest looks for coins
        till = before + amount
        print(f"{who} adds {amount}, which makes {till}")


async def main():
    lock = asyncio.Lock()
    await asyncio.gather(
        collect("Ann", 5, 0.2, lock), collect("Bob", 7, 0.4, lock)
    )
    print("in the till:", till)


asyncio.run(main())
