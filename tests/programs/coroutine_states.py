"""inspect on coroutines, while they are made, wait and end."""

import asyncio
import inspect


async def work():
    await asyncio.sleep(0.01)
    print(inspect.getcoroutinestate(own[0]))


own = []


async def main():
    coroutine = work()
    own.append(coroutine)
    print(inspect.getcoroutinestate(coroutine))
    task = asyncio.create_task(coroutine)
    await asyncio.sleep(0)
    print(
        inspect.getcoroutinestate(coroutine),
        inspect.getcoroutinelocals(coroutine),
    )
    print(coroutine.cr_await is not None, task.get_coro() is coroutine)
    await task
    print(inspect.getcoroutinestate(coroutine), inspect.isawaitable(task))
    print(inspect.isawaitable(work), inspect.iscoroutinefunction(work))
    print(inspect.getsource(work).splitlines()[0])


asyncio.run(main())
