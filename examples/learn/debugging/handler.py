"""All that the loop complains of goes to one function."""

import asyncio


def complain(loop, context):
    error, task = context["exception"], context["future"]
    print(f"{task.get_name()}: {error!r}")


async def toast():
    raise ValueError("the toast is burnt")


async def main():
    asyncio.get_running_loop().set_exception_handler(complain)
    asyncio.create_task(toast(), name="Ann")
    await asyncio.sleep(0.1)
    print("breakfast is served")


asyncio.run(main())
