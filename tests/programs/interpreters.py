# /// script
# requires-python = ">=3.14"
# ///
"""Further interpreters start in threads of this process."""

import asyncio
from concurrent.futures import InterpreterPoolExecutor


def cube(number):
    return number**3


async def main():
    loop = asyncio.get_running_loop()
    with InterpreterPoolExecutor(max_workers=2) as pool:
        jobs = [loop.run_in_executor(pool, cube, n) for n in range(4)]
        print(await asyncio.gather(*jobs))


if __name__ == "__main__":
    asyncio.run(main())
