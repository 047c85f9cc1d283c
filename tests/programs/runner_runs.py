"""One Runner, several runs; the context stays."""

import asyncio
import contextvars

seen = contextvars.ContextVar("seen", default=())


async def run(n):
    seen.set((*seen.get(), n))
    await asyncio.sleep(0.02)
    return seen.get()


with asyncio.Runner() as runner:
    loop = runner.get_loop()
    for n in range(3):
        print(runner.run(run(n)), runner.get_loop() is loop)
print(loop.is_closed())
print(asyncio.run(run(9)))
