"""A loop made, run, stopped, run again and closed by hand."""

import asyncio


async def work(n):
    await asyncio.sleep(0.01 * n)
    return n


loop = asyncio.new_event_loop()
print(loop.run_until_complete(work(1)))
loop.call_later(0.05, loop.stop)
task = loop.create_task(work(3))
late = loop.create_task(work(8))
loop.run_forever()
print(task.result(), late.done())
print(loop.run_until_complete(late))
loop.call_soon(loop.stop)
loop.run_forever()
loop.run_until_complete(loop.shutdown_asyncgens())
loop.close()
print(loop.is_closed(), loop.is_running())
try:
    loop.call_soon(print)
except RuntimeError as error:
    print(error)
