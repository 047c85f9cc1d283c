"""The loop's exception handler hears what callbacks raise."""

import asyncio


def handler(loop, context):
    print(
        context["message"].split(" at 0x")[0], repr(context.get("exception"))
    )


def fail():
    raise ValueError("in a callback")


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(handler)
    loop.call_soon(fail)
    future = loop.create_future()
    future.add_done_callback(lambda f: 1 / 0)
    future.set_result(1)
    await asyncio.sleep(0.01)
    loop.call_exception_handler({"message": "by hand"})
    loop.set_exception_handler(None)
    loop.call_soon(fail)
    await asyncio.sleep(0.01)


asyncio.run(main())
