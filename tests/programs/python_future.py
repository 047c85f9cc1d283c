"""The pure Python Future and Task, used on purpose."""

import asyncio
from asyncio.futures import _PyFuture
from asyncio.tasks import _PyTask


async def main():
    loop = asyncio.get_running_loop()
    future = _PyFuture(loop=loop)
    loop.call_later(0.05, future.set_result, "slow")
    task = _PyTask(asyncio.sleep(0.02, "python"), loop=loop)
    print(await task, await future)
    print(type(task).__name__, task.done())


asyncio.run(main())
