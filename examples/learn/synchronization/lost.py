"""Two waiters and one till: what Ann puts in is lost."""

import asyncio

till = 0


async def collect(who, amount, seconds):
    global till
    before = till
    print(f"{who} finds {before} in the till")
    await asyncio.sleep(seconds)  # the guest looks for coins
    till = before + amount
    print(f"{who} adds {amount}, which makes {till}")


async def main():
    await asyncio.gather(collect("Ann", 5, 0.2), collect("Bob", 7, 0.4))
    print("in the till:", till)


asyncio.run(main())
