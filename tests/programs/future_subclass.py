"""A Future subclass, written in Python, with a result of its own."""

import asyncio


class Loud(asyncio.Future):
    def set_result(self, result):
        print("setting", result)
        super().set_result(result)


async def wait_for(future):
    print("waiting", future.done())
    print("result", await future)


async def main():
    future = Loud()
    future.add_done_callback(lambda f: print("callback", type(f).__name__))
    task = asyncio.create_task(wait_for(future))
    await asyncio.sleep(0.01)
    asyncio.get_running_loop().call_later(0.05, future.set_result, 42)
    await task
    print(future)


asyncio.run(main())
