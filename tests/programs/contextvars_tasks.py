"""Each task has a copy of the context; callbacks and threads, too."""

import asyncio
import contextvars

name = contextvars.ContextVar("name", default="nobody")


async def child():
    print("child sees", name.get())
    name.set("child")
    await asyncio.sleep(0)
    print("child kept", name.get())


async def main():
    name.set("main")
    await asyncio.create_task(child())
    print("main kept", name.get())
    context = contextvars.copy_context()
    context.run(name.set, "other")
    task = asyncio.create_task(child(), context=context)
    await task
    print("given", context[name])
    loop = asyncio.get_running_loop()
    loop.call_soon(lambda: print("callback sees", name.get()))
    loop.call_soon(lambda: print("given sees", name.get()), context=context)
    await asyncio.sleep(0.01)
    print("thread sees", await asyncio.to_thread(name.get))


asyncio.run(main())
