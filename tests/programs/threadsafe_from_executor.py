"""A function in an executor asks the loop for something, and waits."""

import asyncio


async def answer():
    await asyncio.sleep(0.05)
    return 42


def ask(loop):
    return asyncio.run_coroutine_threadsafe(answer(), loop).result(timeout=5)


async def main():
    loop = asyncio.get_running_loop()
    print(await asyncio.to_thread(ask, loop))


asyncio.run(main())
