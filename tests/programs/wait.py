"""asyncio.wait with each return_when."""

import asyncio


async def work(n):
    await asyncio.sleep(0.04 * n)
    if n == 2:
        raise ValueError(n)
    return n


async def main():
    for when in "FIRST_COMPLETED", "FIRST_EXCEPTION", "ALL_COMPLETED":
        tasks = [
            asyncio.create_task(work(n), name=f"w{n}") for n in range(1, 5)
        ]
        done, pending = await asyncio.wait(
            tasks, return_when=getattr(asyncio, when)
        )
        print(when, sorted(t.get_name() for t in done), len(pending))
        for task in pending:
            task.cancel()
        print(await asyncio.gather(*tasks, return_exceptions=True))
    done, pending = await asyncio.wait(
        [asyncio.create_task(asyncio.sleep(1))], timeout=0.02
    )
    print(len(done), len(pending))


asyncio.run(main())
